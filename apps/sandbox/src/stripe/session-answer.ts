import type Stripe from "stripe";
import type { IntentRecord, SessionRecord } from "../store/records.ts";
import { toIntentAnswer } from "./intent-answer.ts";

interface AnswerOptions {
  publicUrl: string;
  /** The payment in full, where it was asked for. */
  expandedIntent: IntentRecord | undefined;
}

export function toSessionAnswer(session: SessionRecord, options: AnswerOptions): Stripe.Checkout.Session {
  const { publicUrl, expandedIntent } = options;
  return {
    ...unusedFeatures,
    id: session.id,
    object: "checkout.session",
    amount_subtotal: session.amountTotal,
    amount_total: session.amountTotal,
    cancel_url: session.cancelUrl,
    client_reference_id: session.clientReferenceId,
    created: session.createdSeconds,
    currency: session.currency,
    customer_details: toCustomerDetails(session),
    customer_email: session.customerEmail,
    expires_at: session.expiresAtSeconds,
    livemode: session.livemode,
    metadata: session.metadata,
    payment_intent: expandedIntent === undefined ? session.intentId : toIntentAnswer(expandedIntent),
    payment_status: session.paymentStatus,
    status: session.status,
    submit_type: session.submitType,
    success_url: session.successUrl,
    url: session.status === "open" ? `${publicUrl}/checkout/${session.id}` : null,
  } satisfies Stripe.Checkout.Session;
}

function toCustomerDetails({
  customerEmail,
  status,
}: SessionRecord): Stripe.Checkout.Session.CustomerDetails | null {
  if (customerEmail === null && status === "open") return null;
  return {
    address: null,
    business_name: null,
    email: customerEmail,
    individual_name: null,
    name: null,
    phone: null,
    tax_exempt: "none",
    tax_ids: null,
  };
}

/** What a one-off payment with a card leaves empty. */
const unusedFeatures = {
  adaptive_pricing: { enabled: false },
  after_expiration: null,
  allow_promotion_codes: null,
  allowed_payment_method_types: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  billing_address_collection: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: {
    after_submit: null,
    shipping_address: null,
    submit: null,
    terms_of_service_acceptance: null,
  },
  customer: null,
  customer_account: null,
  customer_creation: "if_required",
  discounts: [],
  integration_identifier: null,
  invoice: null,
  invoice_creation: null,
  locale: null,
  managed_payments: null,
  mode: "payment",
  origin_context: null,
  payment_link: null,
  payment_method_collection: "if_required",
  payment_method_configuration_details: null,
  payment_method_options: {},
  payment_method_types: ["card"],
  permissions: null,
  phone_number_collection: { enabled: false },
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  subscription: null,
  total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
  ui_mode: "hosted_page",
  wallet_options: null,
} satisfies Partial<Stripe.Checkout.Session>;
