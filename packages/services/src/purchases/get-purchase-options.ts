import { type ListingId, MarketError, type PurchaseOptions } from "@boltz/contract";
import { asSystem, type Transaction } from "@boltz/db";
import { listings } from "@boltz/db/schema";
import { paymentOptionsFor } from "@boltz/domain";
import { and, eq } from "drizzle-orm";
import type { Call } from "../context.ts";
import { quoteCoupon } from "../coupons/quote-coupon.ts";
import { toMoney } from "../money.ts";
import { configuredProviders } from "./provider-of.ts";

const findPublished = async (tx: Transaction, listingId: ListingId) => {
  const { id, creatorId, priceMinor, currency, refundDays } = listings;
  const [row] = await tx
    .select({ id, creatorId, priceMinor, currency, refundDays })
    .from(listings)
    .where(and(eq(listings.id, listingId), eq(listings.status, "published")));
  if (row === undefined) throw new MarketError("not_found");
  return row;
};

/**
 * What a listing costs now, with a coupon where one is named, and how that can be paid; no way where
 * nothing is to be paid. Nothing is held. Throws `coupon_invalid` or `coupon_used_up` with the words.
 */
export const getPurchaseOptions = async ({
  ctx,
  input,
}: Call<{
  listingId: ListingId;
  couponCode?: string | undefined;
  country?: string | undefined;
}>): Promise<PurchaseOptions> => {
  const { couponCode, country = null } = input;
  const buyerId = ctx.actor.kind === "person" ? ctx.actor.id : null;
  const { listing, quote } = await ctx.database.withActor(ctx.actor, async (tx) => {
    const found = await findPublished(tx, input.listingId);
    const use = { buyerId, listing: found, now: ctx.now() };
    return {
      listing: found,
      quote: couponCode === undefined ? null : await asSystem(tx, () => quoteCoupon(tx, couponCode, use)),
    };
  });
  const { priceMinor, currency, refundDays } = listing;
  const totalMinor = quote?.totalMinor ?? priceMinor;
  return {
    options:
      totalMinor === 0n ? [] : paymentOptionsFor({ currency, country, configured: configuredProviders(ctx) }),
    price: toMoney(priceMinor, currency),
    discount: toMoney(quote?.discountMinor ?? 0n, currency),
    total: toMoney(totalMinor, currency),
    coupon: quote && { code: quote.coupon.code, percent: quote.coupon.percent },
    refundDays,
  };
};
