import { nowSeconds } from "../../core.ts";
import { newRazorpayId } from "../ids.ts";
import type { Razorpay } from "../razorpay.ts";
import type { DisputeRecord, PaymentRecord } from "../records.ts";
import { everything } from "../tables.ts";
import { changeDispute } from "./change-dispute.ts";

interface DisputeOptions {
  amount?: number | undefined;
  reason?: string | undefined;
}

const daysToRespond = 9;

/** The buyer asks his bank for the money back; without an amount, for all that is left. Inside a transaction. */
export function openDispute(
  rzp: Razorpay,
  payment: PaymentRecord,
  { amount, reason }: DisputeOptions,
): DisputeRecord {
  const disputed = rzp.disputes
    .list({ equal: { paymentId: payment.id }, limit: everything })
    .filter(({ status }) => status !== "won" && status !== "closed")
    .reduce((sum, dispute) => sum + dispute.amount, 0);
  const left = payment.amount - payment.amountRefunded - disputed;
  if (payment.status !== "captured" || left <= 0 || (amount ?? left) > left) {
    throw new Error(`${payment.id} has not so much left to dispute`);
  }
  const now = nowSeconds(rzp.core);
  const dispute: DisputeRecord = {
    id: newRazorpayId("disp"),
    createdSeconds: now,
    amount: amount ?? left,
    currency: payment.currency,
    paymentId: payment.id,
    reasonCode: reason ?? "goods_or_services_not_received_or_partially_received",
    respondBySeconds: now + daysToRespond * 86_400,
    status: "open",
    evidence: null,
  };
  return changeDispute(rzp, dispute, "created");
}
