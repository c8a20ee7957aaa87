import { newId, post, type Transaction, uuidFromId } from "@boltz/db";
import { entitlements, listings, purchases } from "@boltz/db/schema";
import { moneyText, refundableUntil, type SettlementDecision, suspensePostings } from "@boltz/domain";
import type { CheckoutState } from "@boltz/providers";
import { eq, sql } from "drizzle-orm";
import { logAudit } from "../audit/log-audit.ts";
import type { Context } from "../context.ts";
import { redeemCoupon, releaseCoupon } from "../coupons/redemption.ts";
import { tell } from "../notifications/tell.ts";
import type { PurchaseRow } from "./purchase-row.ts";

const DAY_MS = 86_400_000;

/** Writes what was decided about a locked purchase, in the transaction that decided it. */
export const applySettlement = async (
  ctx: Context,
  tx: Transaction,
  purchase: PurchaseRow,
  checkout: CheckoutState | null,
  decision: Exclude<SettlementDecision, { kind: "capture" }>,
): Promise<void> => {
  const isThis = eq(purchases.id, purchase.id);
  if (decision.kind === "wait") {
    await tx.update(purchases).set({ lastFailure: decision.lastFailure }).where(isThis);
  } else if (decision.kind === "end") {
    if (purchase.couponId !== null) await releaseCoupon(tx, purchase.id);
    await tx
      .update(purchases)
      .set({ status: decision.status, lastFailure: decision.lastFailure, nextCheckAt: null })
      .where(isThis);
  } else if (decision.kind === "quarantine") {
    await setAside(ctx, tx, purchase, checkout, decision.reason);
  } else if (decision.kind === "complete") {
    await complete(ctx, tx, purchase, checkout, decision);
  }
};

/** Whether what was received lies on our own account at the provider: then it is in the ledger, matched or not. */
const isOurMoney = (reason: string) => reason !== "livemode_mismatch" && reason !== "reference_mismatch";

const setAside = async (
  ctx: Context,
  tx: Transaction,
  purchase: PurchaseRow,
  checkout: CheckoutState | null,
  reason: string,
) => {
  const received = checkout !== null && isOurMoney(reason) ? checkout : null;
  await tx
    .update(purchases)
    .set({
      status: "quarantined",
      quarantineReason: reason,
      nextCheckAt: null,
      ...(received === null ? {} : receivedFields(received)),
    })
    .where(eq(purchases.id, purchase.id));
  if (received !== null && purchase.provider !== null) {
    const uuid = uuidFromId("pur", purchase.id);
    const { amountMinor, currency } = received.amount;
    await post(
      tx,
      { type: "purchase", uuid, kind: "suspense", ownerId: null, purchaseId: purchase.id },
      suspensePostings({ provider: purchase.provider, currency, amountMinor: BigInt(amountMinor) }),
    );
  }
  await logAudit(tx, ctx.actor, {
    action: "purchase_quarantined",
    subjectType: "purchase",
    subject: { prefix: "pur", id: purchase.id },
    detail: { reason },
  });
};

const receivedFields = ({ reference, paymentReference, amount }: CheckoutState) => ({
  checkoutReference: reference,
  paymentReference,
  paidMinor: BigInt(amount.amountMinor),
  paidCurrency: amount.currency,
});

const complete = async (
  ctx: Context,
  tx: Transaction,
  purchase: PurchaseRow,
  checkout: CheckoutState | null,
  decision: Extract<SettlementDecision, { kind: "complete" }>,
) => {
  if (purchase.couponId !== null) await redeemCoupon(tx, purchase.id);
  await tx
    .update(purchases)
    .set({
      status: "completed",
      completedAt: ctx.now(),
      releaseAt:
        decision.postings === null ? null : new Date(ctx.now().getTime() + ctx.settings.holdDays * DAY_MS),
      nextCheckAt: null,
      lastFailure: null,
      ...(checkout === null ? {} : receivedFields(checkout)),
    })
    .where(eq(purchases.id, purchase.id));
  await tx.insert(entitlements).values({
    id: newId("ent"),
    userId: purchase.buyerId,
    listingId: purchase.listingId,
    strategyId: purchase.strategyId,
    versionId: purchase.versionId,
    purchaseId: purchase.id,
  });
  await tx
    .update(listings)
    .set({ totalSales: sql`${listings.totalSales} + 1` })
    .where(eq(listings.id, purchase.listingId));
  await mailReceipt(ctx, tx, purchase);
  if (decision.postings !== null) {
    const uuid = uuidFromId("pur", purchase.id);
    await post(
      tx,
      { type: "purchase", uuid, kind: "sale", ownerId: purchase.creatorId, purchaseId: purchase.id },
      decision.postings,
    );
  }
  await logAudit(tx, ctx.actor, {
    action: "marketplace_purchase",
    subjectType: "purchase",
    subject: { prefix: "pur", id: purchase.id },
    detail: {
      listing: purchase.listingId,
      price: moneyText(purchase.priceMinor, purchase.currency),
      fee: moneyText(purchase.feeMinor, purchase.currency),
      provider: purchase.provider ?? "none",
    },
  });
};

const mailReceipt = (ctx: Context, tx: Transaction, purchase: PurchaseRow) => {
  const until = purchase.priceMinor === 0n ? null : refundableUntil(ctx.now(), purchase.refundDays);
  return tell(ctx.queue, tx, {
    userId: purchase.buyerId,
    kind: "receipt",
    params: {
      title: purchase.listingTitle,
      amount: moneyText(purchase.priceMinor, purchase.currency),
      purchaseId: purchase.id,
      refundableUntil: until === null ? null : until.toISOString().slice(0, 10),
      url: `${ctx.settings.publicUrl}/library`,
    },
    dedupeKey: `receipt ${purchase.id}`,
  });
};
