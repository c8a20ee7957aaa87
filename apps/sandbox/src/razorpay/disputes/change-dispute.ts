import { emitRazorpay } from "../emit.ts";
import { toPaymentAnswer } from "../payments/payment-answer.ts";
import type { Razorpay } from "../razorpay.ts";
import type { DisputeRecord } from "../records.ts";
import { found } from "../wire-error.ts";
import { toDisputeAnswer } from "./dispute-answer.ts";

/** Saves the dispute as it is from now on, and says so. Inside a transaction. */
export function changeDispute(
  rzp: Razorpay,
  dispute: DisputeRecord,
  what: "created" | Exclude<DisputeRecord["status"], "open">,
): DisputeRecord {
  const payment = found(rzp.payments.find(dispute.paymentId));
  rzp.disputes.save(dispute);
  emitRazorpay(rzp, {
    type: `payment.dispute.${what}`,
    object: { type: "dispute", id: dispute.id },
    payload: {
      payment: { entity: toPaymentAnswer(payment) },
      dispute: { entity: toDisputeAnswer(dispute) },
    },
  });
  return dispute;
}
