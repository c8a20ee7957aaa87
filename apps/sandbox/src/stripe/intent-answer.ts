import type Stripe from "stripe";
import type { IntentRecord } from "../store/records.ts";

export function toIntentAnswer(intent: IntentRecord): Stripe.PaymentIntent {
  return {
    id: intent.id,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: intent.amount,
    amount_capturable: 0,
    amount_received: intent.amountReceived,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "automatic_async",
    client_secret: null,
    confirmation_method: "automatic",
    created: intent.createdSeconds,
    currency: intent.currency,
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: toLastError(intent),
    latest_charge: intent.chargeId,
    livemode: intent.livemode,
    managed_payments: null,
    metadata: intent.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {},
    payment_method_types: ["card"],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: intent.status,
    transfer_group: intent.transferGroup,
  } satisfies Stripe.PaymentIntent;
}

function toLastError({ lastDecline }: IntentRecord): Stripe.PaymentIntent.LastPaymentError | null {
  if (lastDecline === null) return null;
  const { code, declineCode, message } = lastDecline;
  const type = code === "card_declined" ? "card_error" : "invalid_request_error";
  return { type, code, message, ...(declineCode !== null && { decline_code: declineCode }) };
}
