import { type addAttachedVersionInput, MarketError, type StrategyView } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

/** Adds a version of attached files to a strategy that began with such. */
export const addAttachedVersion = async (
  _call: Call<z.output<typeof addAttachedVersionInput>>,
): Promise<StrategyView> => {
  throw new MarketError("internal");
};
