import { z } from "zod";
import { nowSeconds } from "../../core.ts";
import { closeRefundedDisputes, lostToDisputes } from "../disputes/disputed-amounts.ts";
import { emitRazorpay } from "../emit.ts";
import { newRazorpayId } from "../ids.ts";
import { recordMovement } from "../movements.ts";
import { amountAtLeast, notes, readParams, switchField } from "../params.ts";
import { toPaymentAnswer } from "../payments/payment-answer.ts";
import type { Razorpay } from "../razorpay.ts";
import type { PaymentRecord, RefundRecord } from "../records.ts";
import { everything } from "../tables.ts";
import { reverseTransfer } from "../transfers/reverse-transfer.ts";
import { badRequest } from "../wire-error.ts";
import { toRefundAnswer } from "./refund-answer.ts";

const refundParams = z.strictObject({
  amount: amountAtLeast(1, "The amount must be at least 1.").optional(),
  notes,
  receipt: z.string().max(40).nullish(),
  speed: z.enum(["normal", "optimum"]).default("normal"),
  reverse_all: switchField.optional(),
});

/** Without an amount, all that is left. Inside a transaction. */
export function createRefund(rzp: Razorpay, payment: PaymentRecord, input: unknown): RefundRecord {
  const params = readParams(refundParams, input);
  const amount = decideAmount(rzp, payment, params.amount);
  const refund: RefundRecord = {
    id: newRazorpayId("rfnd"),
    createdSeconds: nowSeconds(rzp.core),
    amount,
    currency: payment.currency,
    paymentId: payment.id,
    receipt: params.receipt ?? null,
    notes: params.notes,
    speed: params.speed,
    status: rzp.core.faults.settings.refundsPend ? "pending" : "processed",
  };
  const amountRefunded = payment.amountRefunded + amount;
  const refunded: PaymentRecord = {
    ...payment,
    amountRefunded,
    status: amountRefunded === payment.amount ? "refunded" : "captured",
  };
  rzp.refunds.save(refund);
  rzp.payments.save(refunded);
  recordMovement(rzp, {
    id: refund.id,
    type: "refund",
    direction: "out",
    amount,
    currency: refund.currency,
    notes: refund.notes,
    payment: refunded,
  });
  if (params.reverse_all === true) reverseTransfersOf(rzp, payment);
  emitRefund(rzp, "created", refund, refunded);
  if (refund.status === "processed") emitRefund(rzp, "processed", refund, refunded);
  closeRefundedDisputes(rzp, refunded);
  return refund;
}

function decideAmount(rzp: Razorpay, payment: PaymentRecord, asked: number | undefined): number {
  if (payment.status === "refunded") throw badRequest("The payment has been fully refunded already");
  if (payment.status !== "captured") {
    throw badRequest("The payment status should be captured for action to be taken");
  }
  const left = payment.amount - payment.amountRefunded - lostToDisputes(rzp, payment);
  const amount = asked ?? left;
  if (amount > left || left === 0) {
    throw badRequest("The total refund amount is greater than the refund payment amount", "amount");
  }
  if (payment.currency === "INR" && amount < 100) {
    throw badRequest("The amount must be atleast INR 1.00", "amount");
  }
  return amount;
}

function reverseTransfersOf(rzp: Razorpay, payment: PaymentRecord): void {
  const transfers = rzp.transfers.list({ equal: { source: payment.id }, limit: everything });
  for (const transfer of transfers) {
    if (transfer.amount > transfer.amountReversed) reverseTransfer(rzp, transfer, {});
  }
}

export function emitRefund(
  rzp: Razorpay,
  what: "created" | "processed" | "failed",
  refund: RefundRecord,
  payment: PaymentRecord,
): void {
  emitRazorpay(rzp, {
    type: `refund.${what}`,
    object: { type: "refund", id: refund.id },
    payload: { refund: { entity: toRefundAnswer(refund) }, payment: { entity: toPaymentAnswer(payment) } },
  });
}
