import { type Core, nowSeconds } from "../../core.ts";
import { newId } from "../../ids.ts";
import type { ChargeRecord } from "../../store/records.ts";
import { recordMovement } from "../balance/movements.ts";
import { emitStripe } from "../emit.ts";
import type { StripeEventType } from "../event-types.ts";
import type { DisputeRecord } from "../records.ts";

const answerWithinSeconds = 14 * 86_400;
/** What Stripe keeps for a dispute, and gives back when it is won. */
const feeAmount = 1_500;

interface DisputeOrder {
  amount?: number | undefined;
  reason?: string | undefined;
}

/** Inside a transaction: the cardholder has gone to his bank, and the money is taken off the platform at once. */
export function openDispute(core: Core, charge: ChargeRecord, order: DisputeOrder): DisputeRecord {
  if (charge.disputeId !== null) throw new Error(`${charge.id} was disputed already`);
  const amount = order.amount ?? charge.amount - charge.amountRefunded;
  if (amount <= 0 || amount > charge.amount) {
    throw new Error(`${amount} of ${charge.id} cannot be disputed: ${charge.amount} was paid for it`);
  }
  const id = newId("dp");
  const dispute: DisputeRecord = {
    id,
    createdSeconds: nowSeconds(core),
    chargeId: charge.id,
    intentId: charge.intentId,
    amount,
    currency: charge.currency,
    livemode: charge.livemode,
    reason: order.reason ?? "fraudulent",
    status: "needs_response",
    dueBySeconds: nowSeconds(core) + answerWithinSeconds,
    evidence: {},
    submissions: 0,
    metadata: {},
    movementIds: [],
  };
  core.store.charges.save({ ...charge, disputeId: id });
  const withdrawn = move(core, dispute, "dispute", { amount: -amount, fee: feeAmount });
  save(core, withdrawn, ["v1.charge.dispute.created", "v1.charge.dispute.funds_withdrawn"]);
  return withdrawn;
}

/** Inside a transaction: the bank has decided. */
export function decideDispute(core: Core, dispute: DisputeRecord, result: "won" | "lost"): DisputeRecord {
  if (!isOpen(dispute)) throw new Error(`the dispute ${dispute.id} is ${dispute.status} already`);
  const decided: DisputeRecord = { ...dispute, status: result };
  if (result === "lost") return save(core, decided, ["v1.charge.dispute.closed"]);
  const reinstated = move(core, decided, "dispute_reversal", { amount: dispute.amount, fee: -feeAmount });
  return save(core, reinstated, ["v1.charge.dispute.closed", "v1.charge.dispute.funds_reinstated"]);
}

interface Evidence {
  evidence: Record<string, string>;
  metadata: Record<string, string>;
  submits: boolean;
}

/** As in Stripe's own test mode, these words in `uncategorized_text` decide it. */
const verdicts = new Map([
  ["winning_evidence", "won"],
  ["losing_evidence", "lost"],
] as const);

/** Inside a transaction. Evidence that is not submitted can still be changed. */
export function addEvidence(core: Core, dispute: DisputeRecord, given: Evidence): DisputeRecord {
  const updated: DisputeRecord = {
    ...dispute,
    evidence: { ...dispute.evidence, ...given.evidence },
    metadata: { ...dispute.metadata, ...given.metadata },
    status: given.submits ? "under_review" : dispute.status,
    submissions: dispute.submissions + (given.submits ? 1 : 0),
  };
  save(core, updated, ["v1.charge.dispute.updated"]);
  const words = updated.evidence["uncategorized_text"];
  const verdict = [...verdicts].find(([secret]) => given.submits && words === secret)?.[1];
  return verdict === undefined ? updated : decideDispute(core, updated, verdict);
}

export function isOpen({ status }: DisputeRecord): boolean {
  return status === "needs_response" || status === "under_review";
}

function move(
  core: Core,
  dispute: DisputeRecord,
  reportingCategory: "dispute" | "dispute_reversal",
  money: { amount: number; fee: number },
): DisputeRecord {
  const { id: source, currency } = dispute;
  const line = recordMovement(core, { type: "adjustment", reportingCategory, currency, source, ...money });
  return { ...dispute, movementIds: [...dispute.movementIds, line] };
}

function save(core: Core, dispute: DisputeRecord, types: StripeEventType[]): DisputeRecord {
  core.store.stripe.disputes.save(dispute);
  for (const type of types) emitStripe(core, { type, objectType: "dispute", object: dispute });
  return dispute;
}
