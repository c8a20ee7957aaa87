import { nowSeconds } from "../../core.ts";
import { openDispute } from "../disputes/open-dispute.ts";
import { emitRazorpay } from "../emit.ts";
import { newRazorpayId } from "../ids.ts";
import type { Razorpay } from "../razorpay.ts";
import type { CheckoutRecord, OrderRecord, PaymentRecord } from "../records.ts";
import { capturePayment } from "./capture-payment.ts";
import type { Instrument } from "./instruments.ts";
import { toPaymentAnswer } from "./payment-answer.ts";

interface Attempt {
  order: OrderRecord;
  instrument: Instrument;
  /** Where the buyer paid on the page. */
  checkout: CheckoutRecord | undefined;
}

const noAnswerYet =
  "Your bank has not answered yet. If it still pays, your order is completed; you may also try again.";

const declineOf = {
  card: {
    reason: "payment_declined",
    description: "Your payment was declined by the bank. Try another card or another way to pay.",
  },
  upi: {
    reason: "payment_declined",
    description: "Your payment was declined in the UPI app. Try again or choose another way to pay.",
  },
} as const;

/** One try to pay an order that is not paid. Inside a transaction. */
export function payOrder(rzp: Razorpay, { order, instrument, checkout }: Attempt): PaymentRecord {
  if (order.status === "paid") throw new Error(`${order.id} is paid already`);
  const { method, outcome } = instrument;
  const payment: PaymentRecord = {
    id: newRazorpayId("pay"),
    createdSeconds: nowSeconds(rzp.core),
    amount: order.amount,
    currency: order.currency,
    orderId: order.id,
    method,
    status: "created",
    amountRefunded: 0,
    amountTransferred: 0,
    vpa: method === "upi" ? instrument.number : null,
    email: checkout?.email ?? "void@razorpay.com",
    contact: checkout?.contact ?? "+919999999999",
    description: checkout?.description ?? "",
    notes: checkout?.notes ?? {},
    fee: null,
    tax: null,
    failure: null,
  };
  const lastFailure = outcome === "late" ? noAnswerYet : null;
  rzp.orders.save({ ...order, status: "attempted", attempts: order.attempts + 1, lastFailure });
  rzp.payments.save(payment);
  if (outcome === "late") return payment;
  if (outcome === "declined") return failPayment(rzp, payment);
  const captures = outcome !== "authorized" && order.capturesItself;
  const done = authorizePayment(rzp, payment, captures);
  if (outcome === "disputed" && captures) openDispute(rzp, done, {});
  return done;
}

/** What the bank says at last about a payment that it left open. Inside a transaction. */
export function settleLatePayment(
  rzp: Razorpay,
  payment: PaymentRecord,
  result: "succeeded" | "failed",
): PaymentRecord {
  if (payment.status !== "created") throw new Error(`the bank has answered about ${payment.id} already`);
  const order = rzp.orders.find(payment.orderId);
  const isWanted = order !== undefined && order.status !== "paid";
  if (result === "failed" || !isWanted) return failPayment(rzp, payment);
  return authorizePayment(rzp, payment, order.capturesItself);
}

function authorizePayment(rzp: Razorpay, payment: PaymentRecord, captures: boolean): PaymentRecord {
  const authorized: PaymentRecord = { ...payment, status: "authorized" };
  rzp.payments.save(authorized);
  emitRazorpay(rzp, {
    type: "payment.authorized",
    object: { type: "payment", id: payment.id },
    payload: { payment: { entity: toPaymentAnswer(authorized) } },
  });
  return captures ? capturePayment(rzp, authorized) : authorized;
}

function failPayment(rzp: Razorpay, payment: PaymentRecord): PaymentRecord {
  const failure = declineOf[payment.method];
  const failed: PaymentRecord = { ...payment, status: "failed", failure };
  rzp.payments.save(failed);
  const order = rzp.orders.find(payment.orderId);
  if (order !== undefined && order.status !== "paid") {
    rzp.orders.save({ ...order, lastFailure: failure.description });
  }
  emitRazorpay(rzp, {
    type: "payment.failed",
    object: { type: "payment", id: payment.id },
    payload: { payment: { entity: toPaymentAnswer(failed) } },
  });
  return failed;
}
