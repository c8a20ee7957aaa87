import type Stripe from "stripe";
import { type Core, nowSeconds } from "../../core.ts";
import { toMovementAnswer } from "../balance/movement-answer.ts";
import type { DisputeRecord } from "../records.ts";
import { isOpen } from "./disputes.ts";

/** The parts of the evidence that are plain text. */
export const evidenceTexts = [
  "access_activity_log",
  "billing_address",
  "cancellation_policy_disclosure",
  "cancellation_rebuttal",
  "customer_email_address",
  "customer_name",
  "customer_purchase_ip",
  "duplicate_charge_explanation",
  "duplicate_charge_id",
  "product_description",
  "refund_policy_disclosure",
  "refund_refusal_explanation",
  "service_date",
  "shipping_address",
  "shipping_carrier",
  "shipping_date",
  "shipping_tracking_number",
  "uncategorized_text",
] as const satisfies readonly (keyof Stripe.DisputeUpdateParams.Evidence)[];

export function toDisputeAnswer(core: Core, dispute: DisputeRecord): Stripe.Dispute {
  const { movements } = core.store.stripe;
  const lines = dispute.movementIds.map((id) => movements.find(id)).filter((line) => line !== undefined);
  return {
    id: dispute.id,
    object: "dispute",
    amount: dispute.amount,
    balance_transactions: lines.map((line) => toMovementAnswer(line)),
    charge: dispute.chargeId,
    created: dispute.createdSeconds,
    currency: dispute.currency,
    enhanced_eligibility_types: [],
    evidence: toEvidence(dispute.evidence),
    evidence_details: {
      due_by: dispute.dueBySeconds,
      enhanced_eligibility: {},
      has_evidence: Object.keys(dispute.evidence).length > 0,
      past_due: isOpen(dispute) && nowSeconds(core) > dispute.dueBySeconds,
      submission_count: dispute.submissions,
      submission_method: dispute.submissions === 0 ? "not_submitted" : "manual",
    },
    intended_submission_method: "manual",
    is_charge_refundable: dispute.status === "won",
    livemode: dispute.livemode,
    metadata: dispute.metadata,
    payment_intent: dispute.intentId,
    payment_method_details: {
      type: "card",
      card: { brand: "visa", case_type: "chargeback", network: "visa", network_reason_code: "10.4" },
    },
    reason: dispute.reason,
    status: dispute.status,
  } satisfies Stripe.Dispute;
}

function toEvidence(texts: Record<string, string>): Stripe.Dispute.Evidence {
  const text = (name: (typeof evidenceTexts)[number]) => texts[name] ?? null;
  return {
    access_activity_log: text("access_activity_log"),
    billing_address: text("billing_address"),
    cancellation_policy: null,
    cancellation_policy_disclosure: text("cancellation_policy_disclosure"),
    cancellation_rebuttal: text("cancellation_rebuttal"),
    customer_communication: null,
    customer_email_address: text("customer_email_address"),
    customer_name: text("customer_name"),
    customer_purchase_ip: text("customer_purchase_ip"),
    customer_signature: null,
    duplicate_charge_documentation: null,
    duplicate_charge_explanation: text("duplicate_charge_explanation"),
    duplicate_charge_id: text("duplicate_charge_id"),
    enhanced_evidence: {},
    product_description: text("product_description"),
    receipt: null,
    refund_policy: null,
    refund_policy_disclosure: text("refund_policy_disclosure"),
    refund_refusal_explanation: text("refund_refusal_explanation"),
    service_date: text("service_date"),
    service_documentation: null,
    shipping_address: text("shipping_address"),
    shipping_carrier: text("shipping_carrier"),
    shipping_date: text("shipping_date"),
    shipping_documentation: null,
    shipping_tracking_number: text("shipping_tracking_number"),
    uncategorized_file: null,
    uncategorized_text: text("uncategorized_text"),
  } satisfies Stripe.Dispute.Evidence;
}
