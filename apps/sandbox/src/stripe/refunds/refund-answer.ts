import type Stripe from "stripe";
import type { RefundRecord } from "../records.ts";

export function toRefundAnswer(refund: RefundRecord): Stripe.Refund {
  return {
    id: refund.id,
    object: "refund",
    amount: refund.amount,
    balance_transaction: refund.movementId,
    charge: refund.chargeId,
    created: refund.createdSeconds,
    currency: refund.currency,
    customer: null,
    customer_account: null,
    destination_details: { type: "card" },
    metadata: refund.metadata,
    payment_intent: refund.intentId,
    payment_method: null,
    reason: refund.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: refund.status,
    transfer_reversal: null,
    ...(refund.status === "pending" && { pending_reason: "processing" as const }),
    ...(refund.failureReason !== null && { failure_reason: refund.failureReason }),
    ...(refund.failureMovementId !== null && { failure_balance_transaction: refund.failureMovementId }),
  } satisfies Stripe.Refund;
}
