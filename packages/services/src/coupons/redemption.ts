import type { PurchaseId, UserId } from "@boltz/contract";
import { newId, type Transaction } from "@boltz/db";
import { couponRedemptions, coupons } from "@boltz/db/schema";
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { type CouponQuote, type CouponUse, countUses, decided, refuseCoupon } from "./quote-coupon.ts";

/**
 * Takes one use of a quoted coupon, before the purchase is written that holds it. The coupon's row
 * stays locked until the transaction ends, so that the last use and a buyer's cap are decided one by one.
 */
export const claimCoupon = async (tx: Transaction, quote: CouponQuote, use: CouponUse): Promise<void> => {
  const [locked] = await tx
    .update(coupons)
    .set({ claimed: sql`${coupons.claimed} + 1` })
    .where(
      and(eq(coupons.id, quote.coupon.id), or(isNull(coupons.maxUses), lt(coupons.claimed, coupons.maxUses))),
    )
    .returning();
  if (locked === undefined) return refuseCoupon("coupon_used_up", "This coupon has been used up.");
  decided({ ...locked, claimed: locked.claimed - 1 }, use, await countUses(tx, locked, use));
};

/** Writes down which purchase holds the use that was claimed. */
export const holdCoupon = async (
  tx: Transaction,
  { coupon, discountMinor }: CouponQuote,
  holder: {
    purchaseId: PurchaseId;
    buyerId: UserId;
    currency: (typeof couponRedemptions.$inferInsert)["currency"];
  },
): Promise<void> => {
  await tx.insert(couponRedemptions).values({
    id: newId("cpr"),
    couponId: coupon.id,
    couponOwnerId: coupon.ownerId,
    discountMinor,
    ...holder,
  });
};

type RedemptionRow = typeof couponRedemptions.$inferSelect;

const redemptionOf = async (tx: Transaction, purchaseId: PurchaseId): Promise<RedemptionRow | undefined> => {
  const [redemption] = await tx
    .select()
    .from(couponRedemptions)
    .where(eq(couponRedemptions.purchaseId, purchaseId));
  return redemption;
};

const setState = (tx: Transaction, redemption: RedemptionRow, state: RedemptionRow["state"]) =>
  tx
    .update(couponRedemptions)
    .set({ state, endedAt: sql`now()` })
    .where(eq(couponRedemptions.id, redemption.id));

const addClaims = (tx: Transaction, redemption: RedemptionRow, count: 1 | -1) =>
  tx
    .update(coupons)
    .set({ claimed: sql`${coupons.claimed} + ${count}` })
    .where(eq(coupons.id, redemption.couponId));

/**
 * Whether the use that a purchase had was let go when it ended, and nothing is left of it for late money.
 * Locks the coupon, so that what is free now is still free when the purchase completes.
 */
export const isCouponGone = async (tx: Transaction, purchaseId: PurchaseId): Promise<boolean> => {
  const redemption = await redemptionOf(tx, purchaseId);
  if (redemption?.state !== "released") return false;
  const [coupon] = await tx.select().from(coupons).where(eq(coupons.id, redemption.couponId)).for("update");
  if (coupon === undefined) return true;
  if (coupon.maxUses !== null && coupon.claimed >= coupon.maxUses) return true;
  if (coupon.maxUsesPerBuyer === null) return false;
  const used = await tx.$count(
    couponRedemptions,
    and(
      eq(couponRedemptions.couponId, coupon.id),
      eq(couponRedemptions.buyerId, redemption.buyerId),
      or(eq(couponRedemptions.state, "held"), eq(couponRedemptions.state, "used")),
    ),
  );
  return used >= coupon.maxUsesPerBuyer;
};

/** The purchase completed: its use is done. One that was let go before is taken again; ask `isCouponGone` first. */
export const redeemCoupon = async (tx: Transaction, purchaseId: PurchaseId): Promise<void> => {
  const redemption = await redemptionOf(tx, purchaseId);
  if (redemption === undefined || redemption.state === "used") return;
  if (redemption.state === "released") await addClaims(tx, redemption, 1);
  await setState(tx, redemption, "used");
};

/** The purchase ended without a sale: its use is free for another. */
export const releaseCoupon = async (tx: Transaction, purchaseId: PurchaseId): Promise<void> => {
  const redemption = await redemptionOf(tx, purchaseId);
  if (redemption?.state !== "held") return;
  await addClaims(tx, redemption, -1);
  await setState(tx, redemption, "released");
};
