import type { Disputes } from "razorpay/dist/types/disputes.js";
import type { DisputeRecord, evidenceLists } from "../records.ts";
import type { Corrected } from "../wire-types.ts";

type EvidenceList = (typeof evidenceLists)[number];
type Evidence = Corrected<
  Omit<Disputes.RazorpayDisputeEvidence, "action">,
  Record<EvidenceList, string[] | null> & {
    summary: string | null;
    others: Disputes.RazorpayDisputeEvidence["others"] | null;
    submitted_at: number | null;
  }
>;
type DisputeAnswer = Corrected<
  Disputes.RazorpayDispute,
  { status: DisputeRecord["status"]; evidence: Evidence }
>;

export function toDisputeAnswer(dispute: DisputeRecord): DisputeAnswer {
  return {
    id: dispute.id,
    entity: "dispute",
    payment_id: dispute.paymentId,
    amount: dispute.amount,
    currency: dispute.currency,
    amount_deducted: dispute.status === "lost" ? dispute.amount : 0,
    reason_code: dispute.reasonCode,
    respond_by: dispute.respondBySeconds,
    status: dispute.status,
    phase: "chargeback",
    created_at: dispute.createdSeconds,
    evidence: toEvidence(dispute),
  } satisfies DisputeAnswer;
}

function toEvidence({ amount, evidence }: DisputeRecord): Evidence {
  const list = (name: EvidenceList) => evidence?.lists[name] ?? null;
  return {
    amount: evidence?.amount ?? amount,
    summary: evidence?.summary ?? null,
    shipping_proof: list("shipping_proof"),
    billing_proof: list("billing_proof"),
    cancellation_proof: list("cancellation_proof"),
    customer_communication: list("customer_communication"),
    proof_of_service: list("proof_of_service"),
    explanation_letter: list("explanation_letter"),
    refund_confirmation: list("refund_confirmation"),
    access_activity_log: list("access_activity_log"),
    refund_cancellation_policy: list("refund_cancellation_policy"),
    term_and_conditions: list("term_and_conditions"),
    others: evidence === null || evidence.others.length === 0 ? null : evidence.others,
    submitted_at: evidence?.submittedSeconds ?? null,
  };
}
