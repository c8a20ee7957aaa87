import { type ComparedStrategy, type compareInput, MarketError } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

/** Up to four published strategies side by side, in the order in which they were asked for. */
export const compareStrategies = async (
  _call: Call<z.output<typeof compareInput>>,
): Promise<ComparedStrategy[]> => {
  throw new MarketError("internal");
};
