import { type createAttachedInput, MarketError, type StrategyView } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

/** Stores files of another engine as a strategy of its own, with figures recomputed from its trades. */
export const createAttached = async (
  _call: Call<z.output<typeof createAttachedInput>>,
): Promise<StrategyView> => {
  throw new MarketError("internal");
};
