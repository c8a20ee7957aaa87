import type Stripe from "stripe";
import type { Core } from "../core.ts";
import type { ChargeRecord } from "../store/records.ts";
import { invalidRequest, missing } from "./wire-error.ts";

export function findCharge(core: Core, id: string): ChargeRecord {
  const charge = core.store.charges.find(id);
  if (charge === undefined) throw missing("charge", id);
  return charge;
}

/** What was paid with an intent. */
export function chargeOf(core: Core, intentId: string): ChargeRecord {
  const intent = core.store.intents.find(intentId);
  if (intent === undefined) throw missing("payment_intent", intentId, "payment_intent");
  if (intent.chargeId === null) {
    throw invalidRequest(`This PaymentIntent (${intentId}) does not have a successful charge.`);
  }
  return findCharge(core, intent.chargeId);
}

export function toChargeAnswer(core: Core, charge: ChargeRecord): Stripe.Charge {
  const intent = core.store.intents.find(charge.intentId);
  const session = core.store.sessions.find(charge.sessionId);
  return {
    ...unusedFeatures,
    id: charge.id,
    object: "charge",
    amount: charge.amount,
    amount_captured: charge.amount,
    amount_refunded: charge.amountRefunded,
    balance_transaction: charge.movementId,
    billing_details: {
      address: null,
      email: session?.customerEmail ?? null,
      name: null,
      phone: null,
      tax_id: null,
    },
    captured: true,
    created: charge.createdSeconds,
    currency: charge.currency,
    disputed: charge.disputeId !== null,
    livemode: charge.livemode,
    metadata: intent?.metadata ?? {},
    paid: true,
    payment_intent: charge.intentId,
    refunded: charge.amountRefunded === charge.amount,
    status: "succeeded",
    transfer_group: intent?.transferGroup ?? null,
  } satisfies Stripe.Charge;
}

/** What a one-off payment with a card leaves empty. */
const unusedFeatures = {
  application: null,
  application_fee: null,
  application_fee_amount: null,
  calculated_statement_descriptor: null,
  customer: null,
  description: null,
  failure_balance_transaction: null,
  failure_code: null,
  failure_message: null,
  fraud_details: null,
  on_behalf_of: null,
  outcome: null,
  payment_method: null,
  payment_method_details: null,
  receipt_email: null,
  receipt_number: null,
  receipt_url: null,
  review: null,
  shipping: null,
  source: null,
  source_transfer: null,
  statement_descriptor: null,
  statement_descriptor_suffix: null,
  transfer_data: null,
} satisfies Partial<Stripe.Charge>;
