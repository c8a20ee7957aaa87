import { type auditActionsOutput, MarketError } from "@boltz/contract";
import type { z } from "zod";
import type { Context } from "../context.ts";

export const listAuditActions = async (_: { ctx: Context }): Promise<z.output<typeof auditActionsOutput>> => {
  throw new MarketError("internal");
};
