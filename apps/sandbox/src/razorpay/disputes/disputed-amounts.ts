import type { Razorpay } from "../razorpay.ts";
import type { PaymentRecord } from "../records.ts";
import { everything } from "../tables.ts";
import { changeDispute } from "./change-dispute.ts";

/** What disputes took of a payment, or still may take while a bank looks at them. */
export function lostToDisputes(rzp: Razorpay, payment: PaymentRecord): number {
  return rzp.disputes
    .list({ equal: { paymentId: payment.id }, limit: everything })
    .filter(({ status }) => status === "lost" || status === "under_review")
    .reduce((sum, { amount }) => sum + amount, 0);
}

/** A buyer who was given his money back has nothing left to dispute. Inside a transaction. */
export function closeRefundedDisputes(rzp: Razorpay, payment: PaymentRecord): void {
  const left = payment.amount - payment.amountRefunded;
  const open = rzp.disputes.list({ equal: { paymentId: payment.id, status: "open" }, limit: everything });
  for (const dispute of open) {
    if (dispute.amount > left) changeDispute(rzp, { ...dispute, status: "closed" }, "closed");
  }
}
