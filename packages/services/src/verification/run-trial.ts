import { MarketError, type runTrialInput, type TrialView } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

/** An author's own try of a document on the bars before the sealed ones; each different one is counted. */
export const runTrial = async (_call: Call<z.output<typeof runTrialInput>>): Promise<TrialView> => {
  throw new MarketError("internal");
};
