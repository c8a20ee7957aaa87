import { z } from "zod";
import { nowSeconds } from "../../core.ts";
import { amountAtLeast, readParams } from "../params.ts";
import type { Razorpay } from "../razorpay.ts";
import { type DisputeRecord, evidenceLists } from "../records.ts";
import { badRequest } from "../wire-error.ts";
import { changeDispute } from "./change-dispute.ts";

const documentIds = z.array(z.string().startsWith("doc_"));

const contestParams = z.strictObject({
  amount: amountAtLeast(1, "The amount must be at least 1.").optional(),
  summary: z
    .string()
    .refine((text) => text.length <= 1000, { error: "The summary may not be greater than 1000 characters." })
    .optional(),
  shipping_proof: documentIds.optional(),
  billing_proof: documentIds.optional(),
  cancellation_proof: documentIds.optional(),
  customer_communication: documentIds.optional(),
  proof_of_service: documentIds.optional(),
  explanation_letter: documentIds.optional(),
  refund_confirmation: documentIds.optional(),
  access_activity_log: documentIds.optional(),
  refund_cancellation_policy: documentIds.optional(),
  term_and_conditions: documentIds.optional(),
  others: z.array(z.strictObject({ type: z.string(), document_ids: documentIds })).optional(),
  action: z.enum(["draft", "submit"]).default("draft"),
});

/** A draft may be changed; what is submitted goes to the bank. Inside a transaction. */
export function contestDispute(rzp: Razorpay, dispute: DisputeRecord, input: unknown): DisputeRecord {
  const params = readParams(contestParams, input);
  if (dispute.respondBySeconds <= nowSeconds(rzp.core)) {
    throw badRequest("Action not allowed: the time to respond is over", undefined, "NA");
  }
  const amount = params.amount ?? dispute.evidence?.amount ?? dispute.amount;
  if (amount > dispute.amount)
    throw badRequest("Contest amount is greater than the dispute amount", "amount");
  const lists: NonNullable<DisputeRecord["evidence"]>["lists"] = { ...dispute.evidence?.lists };
  for (const name of evidenceLists) {
    const sent = params[name];
    if (sent !== undefined) lists[name] = sent;
  }
  const others = params.others ?? dispute.evidence?.others ?? [];
  const attached = [...Object.values(lists).flat(), ...others.flatMap((other) => other.document_ids)];
  for (const id of attached) {
    if (rzp.documents.find(id) === undefined) throw badRequest(`${id} is not a valid document id`);
  }
  const submits = params.action === "submit";
  if (submits && attached.length === 0) {
    throw badRequest("At least one document is required to contest a dispute");
  }
  const summary = params.summary ?? dispute.evidence?.summary ?? null;
  const submittedSeconds = submits ? nowSeconds(rzp.core) : null;
  const contested: DisputeRecord = {
    ...dispute,
    status: submits ? "under_review" : "open",
    evidence: { amount, summary, lists, others, submittedSeconds },
  };
  if (submits) return changeDispute(rzp, contested, "under_review");
  rzp.disputes.save(contested);
  return contested;
}
