import { MarketError, type VerificationView, type verificationInput } from "@boltz/contract";
import type { z } from "zod";
import type { Call } from "../context.ts";

/** Where the verification of a version stands, for its author and for moderators. */
export const getVerification = async (
  _call: Call<z.output<typeof verificationInput>>,
): Promise<VerificationView> => {
  throw new MarketError("internal");
};
