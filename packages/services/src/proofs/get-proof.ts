import { MarketError, type ProofView, type proofInput } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

/** What a listing's version showed: the report and its signed receipt, or why there is none. */
export const getProof = async (_call: Call<z.output<typeof proofInput>>): Promise<ProofView> => {
  throw new MarketError("internal");
};
