import { type appealInput, type appealOutput, MarketError } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const appealDecision = async (
  _: Call<z.output<typeof appealInput>>,
): Promise<z.output<typeof appealOutput>> => {
  throw new MarketError("internal");
};
