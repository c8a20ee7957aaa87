import { receiptBytes, receiptPayloadOf } from "@boltz/backtest";
import { signBytes } from "@boltz/bundle";
import type { ProofReport, Receipt } from "@boltz/contract";
import type { Context } from "../context.ts";

/** The platform's word for a report: what it takes to run it again, what came out, and its signature. */
export const signReceipt = (
  { settings, now }: Pick<Context, "settings" | "now">,
  report: ProofReport,
  specHash: string,
): Receipt => {
  const payload = receiptPayloadOf(report, specHash, now());
  return { payload, signature: signBytes(settings.signingKeyPem, receiptBytes(payload)) };
};
