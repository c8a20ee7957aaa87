import { type Dataset, MarketError } from "@boltz/contract";
import type { Context } from "../context.ts";

/** Every dataset that strategies can be run on. */
export const listDatasets = async (_call: { ctx: Context }): Promise<Dataset[]> => {
  throw new MarketError("internal");
};
