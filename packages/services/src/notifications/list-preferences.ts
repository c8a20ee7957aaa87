import { MarketError, type preferencesOutput } from "@boltz/contract";
import type { z } from "zod";
import type { Context } from "../context.ts";

export const listPreferences = async (_: { ctx: Context }): Promise<z.output<typeof preferencesOutput>> => {
  throw new MarketError("internal");
};
