import {
  type CreateCouponInput,
  currencies,
  type Money,
  type OwnListing,
  type UserId,
} from "@boltz/contract";
import { decideCoupon } from "@boltz/domain";

type Listing = Pick<OwnListing, "id" | "title" | "price">;

export type Effect = { title: string; before: Money } & (
  | { kind: "costs"; after: Money }
  | { kind: "refused"; why: string }
);

/** What a coupon does to each listing that it is for, by the rule that decides when somebody buys. */
export const effectsOf = (
  input: CreateCouponInput,
  { listings, ownerId, now }: { listings: readonly Listing[]; ownerId: UserId; now: Date },
): Effect[] =>
  listings
    .filter(
      ({ id, price }) => price.amountMinor !== "0" && (input.listingId === null || input.listingId === id),
    )
    .map(({ id, title, price }): Effect => {
      const { discount, minimum } = input;
      const amount = discount.kind === "amount" ? discount.amount : null;
      const decision = decideCoupon({
        coupon: {
          scope: input.scope,
          ownerId,
          listingId: input.listingId,
          percent: discount.kind === "percent" ? discount.percent : null,
          amountMinor: amount === null ? null : BigInt(amount.amountMinor),
          minimumMinor: minimum === null ? null : BigInt(minimum.amountMinor),
          currency: amount?.currency ?? minimum?.currency ?? null,
          // What it does while it works; when that is stands in its sentence.
          startsAt: null,
          endsAt: null,
          maxUses: null,
          maxUsesPerBuyer: null,
          claimed: 0,
          enabled: true,
        },
        usedByBuyer: 0,
        listing: { id, creatorId: ownerId, priceMinor: BigInt(price.amountMinor), currency: price.currency },
        now,
      });
      const shared = { title, before: price };
      return decision.kind === "refuse"
        ? { ...shared, kind: "refused", why: decision.why }
        : {
            ...shared,
            kind: "costs",
            after: { amountMinor: decision.totalMinor.toString(), currency: price.currency },
          };
    });

/**
 * The prices, both ends left out, that an amount cannot be taken off: what would remain is less than the
 * provider charges. Null where there are none.
 */
export function refusedPrices({
  discount,
  minimum,
}: CreateCouponInput): { above: Money; below: Money } | null {
  if (discount.kind !== "amount") return null;
  const { amountMinor, currency } = discount.amount;
  const end = BigInt(amountMinor) + currencies[currency].minimumMinor;
  if (minimum !== null && BigInt(minimum.amountMinor) >= end) return null;
  return { above: discount.amount, below: { amountMinor: end.toString(), currency } };
}
