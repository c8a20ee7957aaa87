import { type listDecisionsInput, type listDecisionsOutput, MarketError } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

export const listDecisions = async (
  _: Call<z.output<typeof listDecisionsInput>>,
): Promise<z.output<typeof listDecisionsOutput>> => {
  throw new MarketError("internal");
};
