import { type ErrorCode, MarketError, type UserId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { couponRedemptions, coupons, purchases } from "@boltz/db/schema";
import { type CouponFacts, decideCoupon } from "@boltz/domain";
import { and, eq, inArray, sql } from "drizzle-orm";

export type CouponRow = typeof coupons.$inferSelect;

/** For what somebody wants to use a coupon. */
export interface CouponUse {
  /** Null for a visitor, who has used none. */
  buyerId: UserId | null;
  listing: CouponFacts["listing"];
  now: Date;
}

export interface CouponQuote {
  coupon: CouponRow;
  discountMinor: bigint;
  totalMinor: bigint;
}

export const refuseCoupon = (code: ErrorCode, why: string): never => {
  throw new MarketError(code, { issues: [{ path: ["couponCode"], message: why }] });
};

/**
 * What a code takes off a price now. It holds nothing: another buyer may be faster. Throws
 * `coupon_invalid` or `coupon_used_up` with the words for the buyer. Only the system sees all coupons.
 */
export const quoteCoupon = async (tx: Transaction, code: string, use: CouponUse): Promise<CouponQuote> => {
  const [coupon] = await tx.select().from(coupons).where(eq(coupons.code, code));
  if (coupon === undefined) return refuseCoupon("coupon_invalid", "There is no such coupon.");
  return decided(coupon, use, await countUses(tx, coupon, use));
};

export const decided = (
  coupon: CouponRow,
  use: CouponUse,
  uses: { own: number; before: number },
): CouponQuote => {
  const decision = decideCoupon({
    coupon: { ...coupon, claimed: coupon.claimed - uses.own },
    usedByBuyer: uses.before,
    listing: use.listing,
    now: use.now,
  });
  if (decision.kind === "refuse") return refuseCoupon(decision.code, decision.why);
  return { coupon, discountMinor: decision.discountMinor, totalMinor: decision.totalMinor };
};

/** The buyer's uses: `own` is the one in a checkout of this listing that is open now, `before` are all others. */
export const countUses = async (
  tx: Transaction,
  coupon: CouponRow,
  { buyerId, listing }: Pick<CouponUse, "buyerId" | "listing">,
): Promise<{ own: number; before: number }> => {
  if (buyerId === null) return { own: 0, before: 0 };
  const isOwn = sql`${purchases.status} = 'pending' and ${eq(purchases.listingId, listing.id)}`;
  const [uses] = await tx
    .select({
      own: sql<number>`(count(*) filter (where ${isOwn}))::int`,
      before: sql<number>`(count(*) filter (where not (${isOwn})))::int`,
    })
    .from(couponRedemptions)
    .innerJoin(purchases, eq(purchases.id, couponRedemptions.purchaseId))
    .where(
      and(
        eq(couponRedemptions.couponId, coupon.id),
        eq(couponRedemptions.buyerId, buyerId),
        inArray(couponRedemptions.state, ["held", "used"]),
      ),
    );
  return uses ?? { own: 0, before: 0 };
};
