import { isId, MarketError, type PurchaseId } from "@boltz/contract";
import { isDuplicate, newId, post, type Transaction, uuidFromId } from "@boltz/db";
import { entitlements, listings, providerEvents, purchases } from "@boltz/db/schema";
import { decideSettlement, moneyText, refundableUntil, type SettlementDecision } from "@boltz/domain";
import { type CheckoutState, ProviderError } from "@boltz/providers";
import { and, eq, ne, sql } from "drizzle-orm";
import { logAudit } from "../audit/log-audit.ts";
import type { Call, Context } from "../context.ts";
import { queueMail } from "../mails/queue-mail.ts";
import type { JobPayload } from "../queue.ts";
import { providerOf } from "./provider-of.ts";
import type { PurchaseRow } from "./purchase-row.ts";

/** How often an event about an object that the provider does not know is tried before it is set aside. */
const MAX_UNKNOWN_OBJECT = 5;

type EventRow = typeof providerEvents.$inferSelect;

/**
 * Brings a purchase to what its provider says of it now: access, ledger, sale, audit and receipt in
 * one transaction, or nothing. Called by events, by the sweeper and for free listings; any number of
 * calls have one effect. Throws `ProviderError` where the provider has no answer, to be tried again.
 */
export const settlePurchase = async ({ ctx, input }: Call<JobPayload<"settle-purchase">>): Promise<void> => {
  if ("purchaseId" in input) {
    const checkout = await fetchOwnCheckout(ctx, input.purchaseId);
    if (checkout !== undefined) await settle(ctx, input.purchaseId, checkout, null);
    return;
  }
  const event = await loadEvent(ctx, input.eventRowId);
  if (event === undefined || event.state !== "received") return;
  if (event.checkoutReference === null) return endEvent(ctx, event, "ignored", null);
  const checkout = await fetchEventCheckout(ctx, event, event.checkoutReference);
  if (checkout === undefined) return;
  const { purchaseId } = checkout;
  if (purchaseId === null || !isId("pur", purchaseId)) return endEvent(ctx, event, "quarantined", "not_ours");
  await settle(ctx, purchaseId, checkout, event);
};

/** Null for a purchase that costs nothing; undefined where there is nothing to ask about. */
const fetchOwnCheckout = async (
  ctx: Context,
  purchaseId: PurchaseId,
): Promise<CheckoutState | null | undefined> => {
  const [purchase] = await ctx.database.withActor(ctx.actor, (tx) =>
    tx.select().from(purchases).where(eq(purchases.id, purchaseId)),
  );
  if (purchase === undefined) throw new MarketError("not_found");
  if (purchase.provider === null) return null;
  if (purchase.checkoutReference === null) return undefined;
  return providerOf(ctx, purchase.provider).getCheckout(purchase.checkoutReference);
};

const loadEvent = async (ctx: Context, eventRowId: EventRow["id"]): Promise<EventRow | undefined> => {
  const [event] = await ctx.database.withActor(ctx.actor, (tx) =>
    tx
      .update(providerEvents)
      .set({ attempts: sql`${providerEvents.attempts} + 1` })
      .where(and(eq(providerEvents.id, eventRowId), eq(providerEvents.state, "received")))
      .returning(),
  );
  return event;
};

const fetchEventCheckout = async (
  ctx: Context,
  event: EventRow,
  reference: string,
): Promise<CheckoutState | undefined> => {
  try {
    return await providerOf(ctx, event.provider).getCheckout(reference);
  } catch (error) {
    const isUnknownObject = error instanceof ProviderError && error.failure === "refused";
    if (!isUnknownObject || event.attempts < MAX_UNKNOWN_OBJECT) throw error;
    await endEvent(ctx, event, "quarantined", "unknown_object");
    return undefined;
  }
};

const endEvent = (
  ctx: Context,
  event: EventRow,
  state: "handled" | "ignored" | "quarantined",
  reason: string | null,
) => ctx.database.withActor(ctx.actor, (tx) => markEvent(tx, event, state, reason));

const markEvent = async (
  tx: Transaction,
  event: EventRow,
  state: EventRow["state"],
  reason: string | null,
) => {
  await tx
    .update(providerEvents)
    .set({ state, reason, handledAt: sql`now()` })
    .where(eq(providerEvents.id, event.id));
};

const settle = async (
  ctx: Context,
  purchaseId: PurchaseId,
  checkout: CheckoutState | null,
  event: EventRow | null,
) => {
  const run = () => ctx.database.withActor(ctx.actor, (tx) => settleIn(ctx, tx, purchaseId, checkout, event));
  try {
    await run();
  } catch (error) {
    // Two purchases of one strategy by one buyer met at the commit; the second look sees the first.
    if (
      !isDuplicate(error, "user_strategy_access_one_live_key") &&
      !isDuplicate(error, "strategy_purchases_one_live_key")
    )
      throw error;
    await run();
  }
};

const settleIn = async (
  ctx: Context,
  tx: Transaction,
  purchaseId: PurchaseId,
  checkout: CheckoutState | null,
  event: EventRow | null,
) => {
  const [purchase] = await tx.select().from(purchases).where(eq(purchases.id, purchaseId)).for("update");
  if (purchase === undefined) {
    if (event !== null) await markEvent(tx, event, "quarantined", "unknown_purchase");
    return;
  }
  const decision = decideSettlement({
    purchase,
    checkout: checkout && {
      ...checkout,
      amount: { amountMinor: BigInt(checkout.amount.amountMinor), currency: checkout.amount.currency },
    },
    expectedLivemode: checkout === null ? false : providerOf(ctx, purchase.provider).livemode,
    ownsOtherwise: await ownsOtherwise(tx, purchase),
  });
  await applyDecision(ctx, tx, purchase, checkout, decision);
  if (event !== null)
    await (decision.kind === "quarantine"
      ? markEvent(tx, event, "quarantined", decision.reason)
      : markEvent(tx, event, "handled", null));
};

const ownsOtherwise = async (tx: Transaction, purchase: PurchaseRow) => {
  const [other] = await tx
    .select({ id: entitlements.id })
    .from(entitlements)
    .where(
      and(
        eq(entitlements.userId, purchase.buyerId),
        eq(entitlements.strategyId, purchase.strategyId),
        ne(entitlements.state, "revoked"),
      ),
    );
  return other !== undefined;
};

const applyDecision = async (
  ctx: Context,
  tx: Transaction,
  purchase: PurchaseRow,
  checkout: CheckoutState | null,
  decision: SettlementDecision,
) => {
  const isThis = eq(purchases.id, purchase.id);
  if (decision.kind === "wait") {
    await tx.update(purchases).set({ lastFailure: decision.lastFailure }).where(isThis);
  } else if (decision.kind === "end") {
    await tx
      .update(purchases)
      .set({ status: decision.status, lastFailure: decision.lastFailure, nextCheckAt: null })
      .where(isThis);
  } else if (decision.kind === "quarantine") {
    await tx
      .update(purchases)
      .set({ status: "quarantined", quarantineReason: decision.reason, nextCheckAt: null })
      .where(isThis);
    await logAudit(tx, ctx.actor, {
      action: "purchase_quarantined",
      subjectType: "purchase",
      subject: { prefix: "pur", id: purchase.id },
      detail: { reason: decision.reason },
    });
  } else if (decision.kind === "complete") {
    await complete(ctx, tx, purchase, checkout, decision);
  }
};

const complete = async (
  ctx: Context,
  tx: Transaction,
  purchase: PurchaseRow,
  checkout: CheckoutState | null,
  decision: Extract<SettlementDecision, { kind: "complete" }>,
) => {
  await tx
    .update(purchases)
    .set({
      status: "completed",
      completedAt: sql`now()`,
      nextCheckAt: null,
      lastFailure: null,
      ...(checkout === null
        ? {}
        : { checkoutReference: checkout.reference, paymentReference: checkout.paymentReference }),
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
    await post(tx, { type: "purchase", uuid, kind: "sale", ownerId: purchase.creatorId }, decision.postings);
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
  return queueMail(ctx.queue, tx, {
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
