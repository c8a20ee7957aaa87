import { type dataExport, MarketError } from "@boltz/contract";
import type { z } from "zod";
import type { Context } from "../context.ts";

export const requestExport = async (_: { ctx: Context }): Promise<z.output<typeof dataExport>> => {
  throw new MarketError("internal");
};
