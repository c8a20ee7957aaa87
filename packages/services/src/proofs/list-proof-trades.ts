import { MarketError, type ProofTradesPage, type proofTradesInput } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

/** The trades of a verified version with what each of its rules saw, oldest first. */
export const listProofTrades = async (
  _call: Call<z.output<typeof proofTradesInput>>,
): Promise<ProofTradesPage> => {
  throw new MarketError("internal");
};
