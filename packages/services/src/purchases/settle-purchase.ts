import { isId, MarketError, type PurchaseId } from "@boltz/contract";
import { isDuplicate, type Transaction } from "@boltz/db";
import { entitlements, purchases } from "@boltz/db/schema";
import { decideSettlement, type SettlementDecision } from "@boltz/domain";
import type { CheckoutState } from "@boltz/providers";
import { and, eq, ne } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import { isCouponGone } from "../coupons/redemption.ts";
import { type EventRow, endEvent, markEvent, takeEvent, whileKnown } from "../events/event-row.ts";
import type { JobPayload } from "../queue.ts";
import { applySettlement } from "./apply-settlement.ts";
import { providerOf } from "./provider-of.ts";
import type { PurchaseRow } from "./purchase-row.ts";

/** A captured amount is paid at the next look; more rounds than this mean that the provider contradicts itself. */
const MAX_CAPTURES = 3;

/**
 * Brings a purchase to what its provider says of it now: access, ledger, sale, audit and receipt in
 * one transaction, or nothing. Called by events, by the sweeper and for free listings; any number of
 * calls have one effect. Throws `ProviderError` where the provider has no answer, to be tried again.
 */
export const settlePurchase = async ({ ctx, input }: Call<JobPayload<"settle-purchase">>): Promise<void> => {
  if ("purchaseId" in input) {
    const checkout = await fetchOwnCheckout(ctx, input.purchaseId);
    if (checkout !== undefined) await settleCheckout(ctx, input.purchaseId, checkout);
    return;
  }
  const event = await takeEvent(ctx, input.eventRowId);
  if (event === undefined) return;
  const reference = event.objectKind === "checkout" ? event.objectReference : null;
  if (reference === null) return endEvent(ctx, event, "ignored", null);
  const checkout = await whileKnown(ctx, event, () => providerOf(ctx, event.provider).getCheckout(reference));
  if (checkout === undefined) return;
  const { purchaseId } = checkout;
  if (purchaseId === null || !isId("pur", purchaseId)) return endEvent(ctx, event, "quarantined", "not_ours");
  await settleCheckout(ctx, purchaseId, checkout, event);
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
  const provider = providerOf(ctx, purchase.provider);
  const checkout = await provider.getCheckout(purchase.checkoutReference);
  // Not every provider closes its page by itself.
  if (checkout.status !== "open" || purchase.status !== "pending" || purchase.expiresAt > ctx.now())
    return checkout;
  return provider.expireCheckout(purchase.checkoutReference, `expire-${purchase.id}`);
};

/** Settles by an answer that the provider has just given, and takes what it holds for us on the way. */
export const settleCheckout = async (
  ctx: Context,
  purchaseId: PurchaseId,
  checkout: CheckoutState | null,
  event: EventRow | null = null,
): Promise<void> => {
  let state = checkout;
  for (let captures = 0; captures <= MAX_CAPTURES; captures += 1) {
    const decision = await settleOnce(ctx, purchaseId, state, event);
    if (decision?.kind !== "capture" || state === null) return;
    state = await providerOf(ctx, decision.provider).captureCheckout(state);
  }
  throw new MarketError("provider_unavailable");
};

type Outcome =
  | Exclude<SettlementDecision, { kind: "capture" }>
  | { kind: "capture"; provider: PurchaseRow["provider"] };

const settleOnce = async (
  ctx: Context,
  purchaseId: PurchaseId,
  checkout: CheckoutState | null,
  event: EventRow | null,
): Promise<Outcome | undefined> => {
  const run = () => ctx.database.withActor(ctx.actor, (tx) => settleIn(ctx, tx, purchaseId, checkout, event));
  try {
    return await run();
  } catch (error) {
    // Two purchases of one strategy by one buyer met at the commit; the second look sees the first.
    if (
      !isDuplicate(error, "user_strategy_access_one_live_key") &&
      !isDuplicate(error, "strategy_purchases_one_live_key")
    )
      throw error;
    return run();
  }
};

const settleIn = async (
  ctx: Context,
  tx: Transaction,
  purchaseId: PurchaseId,
  checkout: CheckoutState | null,
  event: EventRow | null,
): Promise<Outcome | undefined> => {
  const [purchase] = await tx.select().from(purchases).where(eq(purchases.id, purchaseId)).for("update");
  if (purchase === undefined) {
    if (event !== null) await markEvent(tx, event, "quarantined", "unknown_purchase");
    return undefined;
  }
  const decision = decideSettlement({
    purchase,
    checkout: checkout && {
      ...checkout,
      amount: { amountMinor: BigInt(checkout.amount.amountMinor), currency: checkout.amount.currency },
    },
    expectedLivemode: checkout === null ? false : providerOf(ctx, purchase.provider).livemode,
    ownsOtherwise: await ownsOtherwise(tx, purchase),
    couponGone: await wantsLostCoupon(tx, purchase, checkout),
  });
  if (decision.kind === "capture") return { kind: "capture", provider: purchase.provider };
  await applySettlement(ctx, tx, purchase, checkout, decision);
  if (event !== null)
    await (decision.kind === "quarantine"
      ? markEvent(tx, event, "quarantined", decision.reason)
      : markEvent(tx, event, "handled", null));
  return decision;
};

/** Money of an ended try may come after its coupon went to somebody else. */
const wantsLostCoupon = async (tx: Transaction, purchase: PurchaseRow, checkout: CheckoutState | null) =>
  purchase.couponId !== null &&
  (checkout?.status === "paid" || checkout?.status === "authorized") &&
  (await isCouponGone(tx, purchase.id));

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
