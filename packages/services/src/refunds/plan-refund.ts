import { createHash } from "node:crypto";
import { MarketError, type RefundOrigin, type UserId } from "@boltz/contract";
import { newId, type Transaction, uuidFromId } from "@boltz/db";
import { refunds } from "@boltz/db/schema";
import { decideRefund, moneyText, type RefundFacts } from "@boltz/domain";
import { logAudit } from "../audit/log-audit.ts";
import type { Context } from "../context.ts";
import { planOp } from "../provider-ops/take-op.ts";
import type { PurchaseRow } from "../purchases/purchase-row.ts";
import {
  isOpen,
  type RefundRow,
  type Returns,
  readReturns,
  refundedMinor,
  settleReturns,
  underWayMinor,
} from "./returned-state.ts";

const FIRST_CHECK_MS = 30_000;

export interface RefundOrder {
  origin: Exclude<RefundOrigin, "provider">;
  requestedBy: UserId;
  reason: string;
  /** Null for all that is left. */
  amountMinor: bigint | null;
  /** Whether what was bought was removed because it harms. */
  isHarmful?: boolean;
  /** Of the request, so that the same one again finds its refund. */
  idempotencyKey: string;
}

export const orderHash = ({ origin, amountMinor, reason }: RefundOrder, purchase: PurchaseRow): string =>
  createHash("sha256")
    .update(JSON.stringify([purchase.id, origin, amountMinor?.toString() ?? null, reason]))
    .digest("hex");

/** What a refund of a locked purchase is decided by. What was never completed is as good as in quarantine. */
export const refundFacts = (
  purchase: PurchaseRow,
  returns: Returns,
  order: Pick<RefundOrder, "origin" | "amountMinor" | "isHarmful">,
  now: Date,
): RefundFacts => {
  const isCompleted = purchase.completedAt !== null;
  const wasHeldBack = !isCompleted && purchase.status === "refunded";
  const atBank = returns.disputes.filter(({ status }) => status !== "won");
  const gone = refundedMinor(returns) + atBank.reduce((total, { amountMinor }) => total + amountMinor, 0n);
  return {
    origin: order.origin,
    purchase: wasHeldBack ? { ...purchase, status: "quarantined" } : purchase,
    underWayMinor: underWayMinor(returns) + (isCompleted ? 0n : gone),
    hasOpenDispute: returns.disputes.some(isOpen),
    isHarmful: order.isHarmful ?? false,
    amountMinor: order.amountMinor,
    now,
  };
};

/** Throws the refusal's code. What waits in quarantine goes back whole. */
const decideAmount = (facts: RefundFacts): bigint => {
  const decision = decideRefund(facts);
  if (decision.kind === "refuse") throw new MarketError(decision.code);
  const all = decideRefund({ ...facts, amountMinor: null });
  const isWhole = all.kind === "refund" && all.amountMinor === decision.amountMinor;
  if (facts.purchase.status === "quarantined" && !isWhole) throw new MarketError("invalid_input");
  return decision.amountMinor;
};

/**
 * Decides about a refund of a locked purchase and plans it: the row, the call to the provider, the job.
 * Access is frozen at once where all that was paid is on its way back.
 */
export const planRefund = async (
  ctx: Context,
  tx: Transaction,
  purchase: PurchaseRow,
  order: RefundOrder,
): Promise<RefundRow> => {
  const amountMinor = decideAmount(
    refundFacts(purchase, await readReturns(tx, purchase.id), order, ctx.now()),
  );
  const { provider, buyerId, creatorId } = purchase;
  if (provider === null || purchase.paymentReference === null) throw new MarketError("wrong_state");
  const refundId = newId("rfd");
  const currency = purchase.completedAt === null ? purchase.paidCurrency : purchase.currency;
  const [refund] = await tx
    .insert(refunds)
    .values({
      id: refundId,
      purchaseId: purchase.id,
      buyerId,
      creatorId,
      origin: order.origin,
      requestedBy: order.requestedBy,
      reason: order.reason,
      amountMinor,
      currency: currency ?? purchase.currency,
      provider,
      idempotencyKey: order.idempotencyKey,
      nextCheckAt: new Date(ctx.now().getTime() + FIRST_CHECK_MS),
    })
    .returning();
  if (refund === undefined) throw new Error("a refund was not stored");
  await planOp(tx, {
    kind: "refund",
    provider,
    subjectId: uuidFromId("rfd", refundId),
    ownerId: buyerId,
    idempotencyKey: `refund-${refundId}`,
    requestHash: orderHash(order, purchase),
  });
  await settleReturns(tx, purchase);
  await ctx.queue.send(tx, "send-refund", { refundId });
  await logAudit(tx, ctx.actor, {
    action: "refund_requested",
    subjectType: "refund",
    subject: { prefix: "rfd", id: refundId },
    detail: {
      purchase: purchase.id,
      amount: moneyText(amountMinor, refund.currency),
      origin: order.origin,
    },
  });
  return refund;
};
