import type { Payments } from "razorpay/dist/types/payments.js";
import type { PaymentRecord } from "../records.ts";
import { type Corrected, type Notes, toNotes } from "../wire-types.ts";

type PaymentAnswer = Corrected<
  Omit<Payments.RazorpayPayment, "customer_id" | "token_id" | "offers">,
  {
    amount: number;
    refund_status: "partial" | "full" | null;
    amount_refunded: number;
    bank: string | null;
    fee: number | null;
    tax: number | null;
    notes: Notes;
  }
>;

export function toPaymentAnswer(payment: PaymentRecord): PaymentAnswer {
  const isCaptured = payment.status === "captured" || payment.status === "refunded";
  return {
    id: payment.id,
    entity: "payment",
    amount: payment.amount,
    currency: payment.currency,
    status: payment.status,
    order_id: payment.orderId,
    invoice_id: null,
    international: false,
    method: payment.method,
    amount_refunded: payment.amountRefunded,
    refund_status: refundStatus(payment),
    captured: isCaptured,
    description: payment.description,
    card_id: payment.method === "card" ? payment.id.replace("pay_", "card_") : null,
    bank: null,
    wallet: null,
    vpa: payment.vpa,
    email: payment.email,
    contact: payment.contact,
    notes: toNotes(payment.notes),
    fee: payment.fee,
    tax: payment.tax,
    error_code: payment.failure === null ? null : "BAD_REQUEST_ERROR",
    error_description: payment.failure?.description ?? null,
    error_source: payment.failure === null ? null : "bank",
    error_step: payment.failure === null ? null : "payment_authorization",
    error_reason: payment.failure?.reason ?? null,
    acquirer_data: {},
    created_at: payment.createdSeconds,
  } satisfies PaymentAnswer;
}

function refundStatus({ amount, amountRefunded }: PaymentRecord): PaymentAnswer["refund_status"] {
  if (amountRefunded === 0) return null;
  return amountRefunded === amount ? "full" : "partial";
}
