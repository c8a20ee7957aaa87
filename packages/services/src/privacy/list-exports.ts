import { type dataExportsOutput, MarketError } from "@boltz/contract";
import type { z } from "zod";
import type { Context } from "../context.ts";

export const listExports = async (_: { ctx: Context }): Promise<z.output<typeof dataExportsOutput>> => {
  throw new MarketError("internal");
};
