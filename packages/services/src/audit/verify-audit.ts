import { MarketError, type verifyAuditOutput } from "@boltz/contract";
import type { z } from "zod";
import type { Context } from "../context.ts";

export const verifyAudit = async (_: { ctx: Context }): Promise<z.output<typeof verifyAuditOutput>> => {
  throw new MarketError("internal");
};
