import { type listTrialsInput, MarketError, type TrialPage } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

/** What the author has tried, newest first. */
export const listTrials = async (_call: Call<z.output<typeof listTrialsInput>>): Promise<TrialPage> => {
  throw new MarketError("internal");
};
