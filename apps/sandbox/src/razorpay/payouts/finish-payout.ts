import { emitRazorpay } from "../emit.ts";
import type { PayoutRecord } from "../payout-records.ts";
import type { Razorpay } from "../razorpay.ts";
import { toPayoutAnswer } from "./payout-answer.ts";

/** The bank has it. Inside a transaction. */
export function processPayout(rzp: Razorpay, payout: PayoutRecord): void {
  const utr = payout.id.replace("pout_", "").toUpperCase();
  finish(rzp, { ...payout, status: "processed", utr }, "processed");
}

/** Before the approval it is rejected, before the bank had it, it fails, later it is sent back. Inside a transaction. */
export function failPayout(rzp: Razorpay, payout: PayoutRecord): void {
  if (payout.status === "processed") {
    reversePayout(rzp, payout);
    return;
  }
  if (payout.status === "pending") {
    const description = "The payout was rejected by the approver.";
    const failure = { description, source: "business", reason: "payout_rejected" };
    finish(rzp, { ...payout, status: "rejected", failure }, "rejected");
    return;
  }
  if (payout.status !== "processing") throw new Error(`${payout.id} is ${payout.status} already`);
  const failure = {
    description: "Payout failed at the beneficiary bank. Check the account details.",
    source: "beneficiary_bank",
    reason: "beneficiary_bank_rejected",
  };
  finish(rzp, { ...payout, status: "failed", failure }, "failed");
}

/** Inside a transaction. */
export function reversePayout(rzp: Razorpay, payout: PayoutRecord): void {
  if (payout.status !== "processing" && payout.status !== "processed") {
    throw new Error(`${payout.id} is ${payout.status} already`);
  }
  const failure = {
    description: "The beneficiary bank returned the payout. The amount is back on your account.",
    source: "beneficiary_bank",
    reason: "bank_account_closed",
  };
  finish(rzp, { ...payout, status: "reversed", failure }, "reversed");
}

function finish(
  rzp: Razorpay,
  payout: PayoutRecord,
  what: "processed" | "failed" | "reversed" | "rejected",
): void {
  rzp.payouts.save(payout);
  emitRazorpay(rzp, {
    type: `payout.${what}`,
    object: { type: "payout", id: payout.id },
    payload: { payout: { entity: toPayoutAnswer(payout) } },
  });
}
