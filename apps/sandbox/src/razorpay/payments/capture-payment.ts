import { emitRazorpay } from "../emit.ts";
import { recordMovement } from "../movements.ts";
import { toOrderAnswer } from "../orders/order-answer.ts";
import type { Razorpay } from "../razorpay.ts";
import type { OrderRecord, PaymentRecord } from "../records.ts";
import { badRequest, found } from "../wire-error.ts";
import { toPaymentAnswer } from "./payment-answer.ts";

/** Two per cent, and 18 % tax on them; the tax is part of the fee. */
function feeOf(amount: number): { fee: number; tax: number } {
  const base = Math.floor((amount * 2 + 50) / 100);
  const tax = Math.floor((base * 18 + 50) / 100);
  return { fee: base + tax, tax };
}

/** Takes what the bank holds. Inside a transaction. */
export function capturePayment(rzp: Razorpay, payment: PaymentRecord): PaymentRecord {
  if (payment.status === "captured" || payment.status === "refunded") {
    throw badRequest("This payment has already been captured", undefined, "NA");
  }
  if (payment.status !== "authorized") {
    throw badRequest("Only payments which have been authorized and not yet captured can be captured");
  }
  const order = found(rzp.orders.find(payment.orderId));
  if (order.status === "paid") throw badRequest("Order already paid", undefined, "NA");
  const captured: PaymentRecord = { ...payment, status: "captured", ...feeOf(payment.amount) };
  const paid: OrderRecord = { ...order, status: "paid", amountPaid: payment.amount, lastFailure: null };
  rzp.payments.save(captured);
  rzp.orders.save(paid);
  const { id, amount, currency, fee, tax, notes, description } = captured;
  recordMovement(rzp, {
    id,
    type: "payment",
    direction: "in",
    amount,
    currency,
    fee: fee ?? 0,
    tax: tax ?? 0,
    notes,
    description,
    payment: captured,
  });
  const entity = toPaymentAnswer(captured);
  emitRazorpay(rzp, {
    type: "payment.captured",
    object: { type: "payment", id },
    payload: { payment: { entity } },
  });
  emitRazorpay(rzp, {
    type: "order.paid",
    object: { type: "order", id: order.id },
    payload: { payment: { entity }, order: { entity: toOrderAnswer(paid) } },
  });
  return captured;
}
