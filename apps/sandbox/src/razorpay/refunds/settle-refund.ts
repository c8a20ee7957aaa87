import { newRazorpayId } from "../ids.ts";
import { recordMovement } from "../movements.ts";
import type { Razorpay } from "../razorpay.ts";
import type { PaymentRecord, RefundRecord } from "../records.ts";
import { emitRefund } from "./create-refund.ts";

/** What the buyer's bank says about a refund; one that fails is back with the shop. Inside a transaction. */
export function settleRefund(rzp: Razorpay, refund: RefundRecord, result: "succeeded" | "failed"): void {
  const payment = rzp.payments.find(refund.paymentId);
  const isOpen = refund.status === "pending" || (refund.status === "processed" && result === "failed");
  if (payment === undefined || !isOpen) throw new Error(`${refund.id} is ${refund.status} already`);
  const settled: RefundRecord = { ...refund, status: result === "succeeded" ? "processed" : "failed" };
  rzp.refunds.save(settled);
  if (result === "succeeded") {
    emitRefund(rzp, "processed", settled, payment);
    return;
  }
  const restored: PaymentRecord = {
    ...payment,
    amountRefunded: payment.amountRefunded - refund.amount,
    status: "captured",
  };
  rzp.payments.save(restored);
  recordMovement(rzp, {
    id: newRazorpayId("adj"),
    type: "adjustment",
    direction: "in",
    amount: refund.amount,
    currency: refund.currency,
    description: `Refund ${refund.id} failed`,
    payment: restored,
  });
  emitRefund(rzp, "failed", settled, restored);
}
