import type { RefundId } from "@boltz/contract";
import { post, type Transaction, uuidFromId } from "@boltz/db";
import { refunds } from "@boltz/db/schema";
import { givenBackPostings, moneyText, suspensePostings } from "@boltz/domain";
import { eq, sql } from "drizzle-orm";
import { logAudit } from "../audit/log-audit.ts";
import type { Context } from "../context.ts";
import { endOp } from "../provider-ops/take-op.ts";
import type { PurchaseRow } from "../purchases/purchase-row.ts";
import { openPurse } from "./creator-purse.ts";
import { lockPurchase, seeingRebuys } from "./locked-purchase.ts";
import { mailRefunded, mailRefundFailed } from "./refund-mails.ts";
import { type RefundRow, settleReturns } from "./returned-state.ts";
import { postRefund, shareRefund } from "./share-refund.ts";

/** What the provider says of a refund; `reference` is null where it never took it. */
export interface RefundOutcome {
  reference: string | null;
  status: "pending" | "succeeded" | "failed";
  failure: string | null;
}

export const refundCall = (refundId: RefundId) =>
  ({ kind: "refund", subjectId: uuidFromId("rfd", refundId) }) as const;

const order = { planned: 0, pending: 1, succeeded: 2, failed: 3 } as const;

/** Brings one refund to what the provider says of it, in a transaction of its own. */
export const applyRefundOutcome = (ctx: Context, refundId: RefundId, outcome: RefundOutcome): Promise<void> =>
  seeingRebuys(() =>
    ctx.database.withActor(ctx.actor, async (tx) => {
      const [found] = await tx
        .select({ purchaseId: refunds.purchaseId })
        .from(refunds)
        .where(eq(refunds.id, refundId));
      const purchase = found === undefined ? undefined : await lockPurchase(tx, found.purchaseId);
      const [refund] = await tx.select().from(refunds).where(eq(refunds.id, refundId)).for("update");
      if (purchase === undefined || refund === undefined) throw new Error(`there is no refund ${refundId}`);
      await applyRefund(ctx, tx, purchase, refund, outcome);
    }),
  );

/**
 * The same inside a transaction that has locked the purchase and the refund. Moves forward only, so any
 * number of answers and events, in any order, have one effect.
 */
export const applyRefund = async (
  ctx: Context,
  tx: Transaction,
  purchase: PurchaseRow,
  refund: RefundRow,
  outcome: RefundOutcome,
): Promise<void> => {
  if (outcome.reference === null && refund.providerReference !== null) return;
  await endOp(
    tx,
    refundCall(refund.id),
    outcome.reference === null ? { state: "failed", error: "refused" } : { state: "ok" },
  );
  const providerReference = refund.providerReference ?? outcome.reference;
  if (order[outcome.status] <= order[refund.status]) {
    if (providerReference !== refund.providerReference)
      await tx.update(refunds).set({ providerReference }).where(eq(refunds.id, refund.id));
    return;
  }
  const next = { ...refund, status: outcome.status, providerReference };
  if (outcome.status === "pending") await setPending(tx, purchase, next);
  else if (outcome.status === "succeeded") await succeed(ctx, tx, purchase, next);
  else await fail(ctx, tx, purchase, { ...next, failure: outcome.failure }, refund.status);
};

const setPending = async (tx: Transaction, purchase: PurchaseRow, refund: RefundRow) => {
  const { status, providerReference } = refund;
  await tx.update(refunds).set({ status, providerReference }).where(eq(refunds.id, refund.id));
  await settleReturns(tx, purchase);
};

const ended = { endedAt: sql`now()`, nextCheckAt: null };

const succeed = async (ctx: Context, tx: Transaction, purchase: PurchaseRow, refund: RefundRow) => {
  const { status, providerReference } = refund;
  const isHeldBack = purchase.completedAt === null;
  const back = isHeldBack ? null : await shareRefund(tx, purchase, refund);
  const parts = { feeMinor: back?.feeMinor ?? 0n, earningMinor: back?.earningMinor ?? 0n };
  await tx
    .update(refunds)
    .set({ status, providerReference, ...parts, ...ended })
    .where(eq(refunds.id, refund.id));
  const settled = await settleReturns(tx, purchase);
  if (back === null) {
    const { provider, currency } = refund;
    const set = suspensePostings({ provider, currency, amountMinor: -refund.amountMinor });
    await post(tx, { ...sourceOf(purchase, refund, "refund"), ownerId: null }, set);
  } else {
    await postRefund(ctx, tx, purchase, refund, back, sourceOf(purchase, refund, "refund"));
  }
  await mailRefunded(ctx, tx, settled, { ...refund, ...parts });
  await audit(ctx, tx, refund, "marketplace_refund", { status: settled.status });
};

/** One that had succeeded gives back what it took; one that had not, took nothing. */
const fail = async (
  ctx: Context,
  tx: Transaction,
  purchase: PurchaseRow,
  refund: RefundRow,
  before: RefundRow["status"],
) => {
  const { status, providerReference, failure } = refund;
  await tx
    .update(refunds)
    .set({ status, providerReference, failure, ...ended })
    .where(eq(refunds.id, refund.id));
  const settled = await settleReturns(tx, purchase);
  const wasPromised = before === "succeeded";
  if (wasPromised) await giveBack(tx, settled, refund);
  // Somebody else may have been faster: then the money did go back.
  if (wasPromised || settled.status !== "refunded")
    await mailRefundFailed(ctx, tx, settled, refund, { wasPromised });
  await audit(ctx, tx, refund, "refund_failed", { status: settled.status, was: before });
};

const giveBack = async (tx: Transaction, purchase: PurchaseRow, refund: RefundRow) => {
  const source = sourceOf(purchase, refund, "refund_failed");
  const { provider, currency, amountMinor, feeMinor, earningMinor } = refund;
  if (purchase.completedAt === null) {
    await post(tx, { ...source, ownerId: null }, suspensePostings({ provider, currency, amountMinor }));
    return;
  }
  const { debtMinor } = await openPurse(tx, purchase);
  const { creatorId } = purchase;
  await post(
    tx,
    source,
    givenBackPostings({
      currency,
      creatorId,
      from: `provider:${provider}`,
      feeMinor,
      earningMinor,
      excessMinor: 0n,
      // Nothing lets go of what a purchase holds that stays ended, so its share is not held again.
      isReleased: purchase.releasedAt !== null || purchase.status !== "completed",
      debtMinor,
    }),
  );
};

const sourceOf = (purchase: PurchaseRow, refund: RefundRow, kind: "refund" | "refund_failed") => ({
  type: "refund" as const,
  uuid: uuidFromId("rfd", refund.id),
  kind,
  ownerId: purchase.creatorId,
  purchaseId: purchase.id,
});

const audit = (
  ctx: Context,
  tx: Transaction,
  refund: RefundRow,
  action: string,
  detail: Record<string, string>,
) =>
  logAudit(tx, ctx.actor, {
    action,
    subjectType: "refund",
    subject: { prefix: "rfd", id: refund.id },
    detail: {
      purchase: refund.purchaseId,
      amount: moneyText(refund.amountMinor, refund.currency),
      origin: refund.origin,
      ...detail,
    },
  });
