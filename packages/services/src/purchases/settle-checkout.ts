import { MarketError, type PurchaseId } from "@boltz/contract";
import { isDuplicate, type Transaction } from "@boltz/db";
import { entitlements, purchases } from "@boltz/db/schema";
import { decideSettlement, type SettlementDecision } from "@boltz/domain";
import type { CheckoutState } from "@boltz/providers";
import { and, eq, ne } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import { isCouponGone } from "../coupons/redemption.ts";
import { type EventRow, markEvent } from "../events/event-row.ts";
import { applySettlement } from "./apply-settlement.ts";
import { placeCheckout } from "./place-checkout.ts";
import { providerOf } from "./provider-of.ts";
import type { PurchaseRow } from "./purchase-row.ts";

/** A captured amount is paid at the next look; more rounds than this mean that the provider contradicts itself. */
const MAX_CAPTURES = 3;

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
    // Two purchases of one strategy by one buyer met; the second look sees what became of the first.
    if (isDuplicate(error, "strategy_purchases_one_live_key")) await endOpenTries(ctx, purchaseId);
    else if (!isDuplicate(error, "user_strategy_access_one_live_key")) throw error;
    return run();
  }
};

/** Money came for a try that had ended: the one that the buyer began since is closed, or was faster. */
const endOpenTries = async (ctx: Context, purchaseId: PurchaseId) => {
  const open = await ctx.database.withActor(ctx.actor, async (tx) => {
    const [purchase] = await tx.select().from(purchases).where(eq(purchases.id, purchaseId));
    if (purchase === undefined) return [];
    const { buyerId, listingId } = purchase;
    return tx
      .select({ id: purchases.id })
      .from(purchases)
      .where(
        and(
          eq(purchases.buyerId, buyerId),
          eq(purchases.listingId, listingId),
          eq(purchases.status, "pending"),
          ne(purchases.id, purchaseId),
        ),
      );
  });
  for (const { id } of open) await expireCheckout({ ctx, input: { purchaseId: id } });
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

/**
 * Closes the provider's page of a pending purchase and takes over what became of it: mostly `expired`,
 * `completed` where the buyer was faster. One whose page was never made is made first, because the
 * call that made it may have arrived.
 */
export const expireCheckout = async ({ ctx, input }: Call<{ purchaseId: PurchaseId }>): Promise<void> => {
  await placeCheckout({ ctx, input });
  const [purchase] = await ctx.database.withActor(ctx.actor, (tx) =>
    tx.select().from(purchases).where(eq(purchases.id, input.purchaseId)),
  );
  if (purchase === undefined) throw new MarketError("not_found");
  if (purchase.status !== "pending" || purchase.checkoutReference === null) return;
  const closed = await providerOf(ctx, purchase.provider).expireCheckout(
    purchase.checkoutReference,
    `expire-${purchase.id}`,
  );
  await settleCheckout(ctx, purchase.id, closed);
};
