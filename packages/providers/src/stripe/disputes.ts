import type Stripe from "stripe";
import { z } from "zod";
import type { DisputeState, EvidenceRequest, PaymentProvider } from "../port.ts";
import { fromStripeAmount } from "./amounts.ts";
import { call, fromSeconds, natural, readAnswer, readMoney, readPaymentReference } from "./answer.ts";

/** The most that Stripe takes in one text of the evidence. */
const evidenceTextLength = 20_000;

const disputeAnswer = z.object({
  id: z.string(),
  object: z.literal("dispute"),
  amount: natural,
  currency: z.string(),
  created: natural,
  reason: z.string(),
  status: z.enum([
    "needs_response",
    "warning_needs_response",
    "appeal_needs_response",
    "under_review",
    "warning_under_review",
    "appeal_under_review",
    "won",
    "warning_closed",
    "prevented",
    "lost",
  ]),
  payment_intent: z.string().nullable(),
  charge: z.string().nullable(),
  evidence_details: z.object({ due_by: natural.nullable() }),
  balance_transactions: z.array(z.object({ amount: z.int(), fee: z.int(), currency: z.string() })),
});

type DisputeAnswer = z.infer<typeof disputeAnswer>;

const statuses: Record<DisputeAnswer["status"], DisputeState["status"]> = {
  needs_response: "open",
  warning_needs_response: "open",
  appeal_needs_response: "open",
  under_review: "under_review",
  warning_under_review: "under_review",
  appeal_under_review: "under_review",
  won: "won",
  warning_closed: "won",
  prevented: "won",
  lost: "lost",
};

export function disputeCalls(stripe: Stripe): Pick<PaymentProvider, "getDispute" | "submitEvidence"> {
  return {
    async getDispute(reference) {
      return toDisputeState(await call("read", () => stripe.disputes.retrieve(reference)));
    },

    async submitEvidence(request) {
      const { reference, idempotencyKey } = request;
      const params: Stripe.DisputeUpdateParams = { evidence: toEvidence(request), submit: true };
      return toDisputeState(
        await call("write", () => stripe.disputes.update(reference, params, { idempotencyKey })),
      );
    },
  };
}

function toEvidence(request: EvidenceRequest): Stripe.DisputeUpdateParams.Evidence {
  return {
    access_activity_log: cut(request.activityLog),
    customer_email_address: request.buyerEmail,
    product_description: cut(request.productDescription),
    service_date: request.purchasedOn.toISOString().slice(0, 10),
    uncategorized_text: cut(request.summary),
  };
}

/** Never ends in half a character, which could not be sent. */
function cut(text: string): string {
  return text.slice(0, evidenceTextLength).toWellFormed();
}

function toDisputeState(answer: unknown): DisputeState {
  const dispute = readAnswer(disputeAnswer, answer);
  const status = statuses[dispute.status];
  const { due_by: dueBy } = dispute.evidence_details;
  return {
    reference: dispute.id,
    paymentReference: readPaymentReference(dispute),
    amount: readMoney(dispute),
    reason: dispute.reason,
    status,
    evidenceDueAt: status === "open" && dueBy !== null && dueBy > 0 ? fromSeconds(dueBy) : null,
    ...readWithdrawal(dispute),
    createdAt: fromSeconds(dispute.created),
  };
}

/** A reinstatement has the opposite sign of what was withdrawn, and so has the fee it brings back. */
function readWithdrawal(dispute: DisputeAnswer): Pick<DisputeState, "withdrawnMinor" | "feeMinor"> {
  const { amount } = dispute;
  const moves = dispute.balance_transactions;
  const withdrawn = -moves.reduce((sum, move) => sum + move.amount, 0);
  if (moves.some((move) => move.currency !== dispute.currency)) {
    // Settled in another currency: all of it is gone or none, and the fee stands in the account book only.
    return { withdrawnMinor: toMinor(withdrawn > 0 ? amount : 0, dispute), feeMinor: "0" };
  }
  const fee = moves.reduce((sum, move) => sum + move.fee, 0);
  return { withdrawnMinor: toMinor(withdrawn, dispute), feeMinor: toMinor(fee, dispute) };
}

function toMinor(amount: number, { currency }: DisputeAnswer): string {
  return fromStripeAmount(Math.max(0, amount), currency)?.amountMinor ?? "0";
}
