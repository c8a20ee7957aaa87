import {
  type CouponScope,
  type Currency,
  currencies,
  type ErrorCode,
  type ListingId,
  type UserId,
} from "@boltz/contract";
import { divideHalfEven, splitPrice } from "./fees.ts";

export interface CouponFacts {
  coupon: {
    scope: CouponScope;
    ownerId: UserId;
    listingId: ListingId | null;
    percent: number | null;
    amountMinor: bigint | null;
    minimumMinor: bigint | null;
    currency: Currency | null;
    startsAt: Date | null;
    endsAt: Date | null;
    maxUses: number | null;
    maxUsesPerBuyer: number | null;
    /** Uses that are held or done. */
    claimed: number;
    enabled: boolean;
  };
  /** This buyer's uses that are held or done. */
  usedByBuyer: number;
  listing: { id: ListingId; creatorId: UserId; priceMinor: bigint; currency: Currency };
  now: Date;
}

export type CouponDecision =
  | { kind: "refuse"; code: ErrorCode; why: string }
  | { kind: "apply"; discountMinor: bigint; totalMinor: bigint };

/** Why a coupon does not fit, in words for the buyer; null where it does. */
const misfitOf = ({ coupon, listing, now }: CouponFacts): string | null => {
  if (!coupon.enabled) return "This coupon is no longer valid.";
  if (coupon.startsAt !== null && now < coupon.startsAt) return "This coupon is not valid yet.";
  if (coupon.endsAt !== null && now >= coupon.endsAt) return "This coupon has expired.";
  if (coupon.scope === "listing" && coupon.listingId !== listing.id)
    return "This coupon is for another strategy.";
  if (coupon.scope !== "platform" && coupon.ownerId !== listing.creatorId)
    return "This coupon is for strategies of another creator.";
  if (listing.priceMinor === 0n) return "This strategy is free already.";
  if (coupon.currency !== null && coupon.currency !== listing.currency)
    return `This coupon is for prices in ${coupon.currency}.`;
  if (coupon.minimumMinor !== null && listing.priceMinor < coupon.minimumMinor)
    return "The price is below what this coupon asks for.";
  return null;
};

const smaller = (a: bigint, b: bigint) => (a < b ? a : b);

/**
 * What a coupon takes off a price. A percentage rounds half-even to what the currency can charge, and
 * nothing goes below zero; what would leave less than the provider's minimum is refused.
 */
export const decideCoupon = (facts: CouponFacts): CouponDecision => {
  const { coupon, listing, usedByBuyer } = facts;
  const why = misfitOf(facts);
  if (why !== null) return { kind: "refuse", code: "coupon_invalid", why };
  if (coupon.maxUses !== null && coupon.claimed >= coupon.maxUses)
    return { kind: "refuse", code: "coupon_used_up", why: "This coupon has been used up." };
  if (coupon.maxUsesPerBuyer !== null && usedByBuyer >= coupon.maxUsesPerBuyer)
    return { kind: "refuse", code: "coupon_used_up", why: "You have used this coupon already." };
  const { step, minimumMinor } = currencies[listing.currency];
  const wanted =
    coupon.amountMinor ??
    divideHalfEven(listing.priceMinor * BigInt(coupon.percent ?? 0), 100n * step) * step;
  const discountMinor = smaller(wanted, listing.priceMinor);
  const totalMinor = listing.priceMinor - discountMinor;
  if (totalMinor > 0n && (totalMinor < minimumMinor || totalMinor % step !== 0n))
    return {
      kind: "refuse",
      code: "coupon_invalid",
      why: "With this coupon the total would be below what can be charged.",
    };
  return { kind: "apply", discountMinor, totalMinor };
};

/**
 * Fee and earning of a sale with a coupon. A creator's own coupon lowers both; one of the platform is
 * paid from the platform's fee as far as that goes.
 */
export const splitSale = (sale: {
  listPriceMinor: bigint;
  priceMinor: bigint;
  feeBps: number;
  currency: Currency;
  couponScope: CouponScope | null;
}): { feeMinor: bigint; earningMinor: bigint } => {
  if (sale.couponScope !== "platform") return splitPrice(sale);
  const { earningMinor } = splitPrice({ ...sale, priceMinor: sale.listPriceMinor });
  const earned = smaller(earningMinor, sale.priceMinor);
  return { feeMinor: sale.priceMinor - earned, earningMinor: earned };
};
