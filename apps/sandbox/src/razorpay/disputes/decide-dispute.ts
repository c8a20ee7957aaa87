import { newRazorpayId } from "../ids.ts";
import { recordMovement } from "../movements.ts";
import type { Razorpay } from "../razorpay.ts";
import type { DisputeRecord } from "../records.ts";
import { changeDispute } from "./change-dispute.ts";

/** A lost one costs its amount, which is only taken now. Inside a transaction. */
export function decideDispute(rzp: Razorpay, dispute: DisputeRecord, result: "won" | "lost"): DisputeRecord {
  if (dispute.status !== "open" && dispute.status !== "under_review") {
    throw new Error(`${dispute.id} is ${dispute.status} already`);
  }
  if (result === "lost") {
    recordMovement(rzp, {
      id: newRazorpayId("adj"),
      type: "adjustment",
      direction: "out",
      amount: dispute.amount,
      currency: dispute.currency,
      description: "Debit for a lost dispute",
      disputeId: dispute.id,
      payment: rzp.payments.find(dispute.paymentId),
    });
  }
  return changeDispute(rzp, { ...dispute, status: result }, result);
}
