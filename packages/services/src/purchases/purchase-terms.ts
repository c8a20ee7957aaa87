import { MarketError, type StartPurchaseInput } from "@boltz/contract";
import { asSystem, type Transaction } from "@boltz/db";
import { creatorProfiles, entitlements, listings } from "@boltz/db/schema";
import { decidePurchase, type Person, type PurchaseDecision, paymentOptionsFor } from "@boltz/domain";
import { and, eq, ne } from "drizzle-orm";
import type { Context } from "../context.ts";
import { type CouponQuote, type CouponUse, quoteCoupon } from "../coupons/quote-coupon.ts";
import { configuredProviders } from "./provider-of.ts";

/** What was agreed and becomes the purchase's snapshot. */
export interface Terms extends Extract<PurchaseDecision, { kind: "buy" }> {
  listing: Pick<typeof listings.$inferSelect, "id" | "strategyId" | "creatorId" | "title">;
  versionId: NonNullable<(typeof listings.$inferSelect)["versionId"]>;
  coupon: { quote: CouponQuote; use: CouponUse } | null;
}

const loadListing = async (tx: Transaction, input: StartPurchaseInput) => {
  const { id, strategyId, creatorId, title, status, priceMinor, currency, refundDays, versionId } = listings;
  const [listing] = await tx
    .select({
      ...{ id, strategyId, creatorId, title, status, priceMinor, currency, refundDays, versionId },
      maySell: creatorProfiles.maySell,
    })
    .from(listings)
    .innerJoin(creatorProfiles, eq(creatorProfiles.userId, listings.creatorId))
    .where(eq(listings.id, input.listingId));
  if (listing === undefined) throw new MarketError("not_found");
  return listing;
};

const ownsAlready = async (tx: Transaction, person: Person, strategyId: Terms["listing"]["strategyId"]) => {
  const owned = await tx
    .select({ id: entitlements.id })
    .from(entitlements)
    .where(
      and(
        eq(entitlements.userId, person.id),
        eq(entitlements.strategyId, strategyId),
        ne(entitlements.state, "revoked"),
      ),
    );
  return owned.length > 0;
};

/** Loads what the decision needs and takes it. Throws the refusal's code. */
export const decideTerms = async (
  ctx: Context,
  tx: Transaction,
  person: Person,
  input: StartPurchaseInput,
): Promise<Terms> => {
  const listing = await loadListing(tx, input);
  const { couponCode } = input;
  const use = { buyerId: person.id, listing, now: ctx.now() };
  const isOwned = await ownsAlready(tx, person, listing.strategyId);
  // Who has it already is told that, and not that the coupon does not fit.
  const isQuoted = couponCode !== undefined && !isOwned && listing.creatorId !== person.id;
  const quote = isQuoted ? await asSystem(tx, () => quoteCoupon(tx, couponCode, use)) : null;
  const decision = decidePurchase({
    buyerId: person.id,
    listing: {
      creatorId: listing.creatorId,
      isPublished: listing.status === "published",
      creatorMaySell: listing.maySell,
      price: { amountMinor: listing.priceMinor, currency: listing.currency },
      refundDays: listing.refundDays,
    },
    ownsAlready: isOwned,
    expectedPrice: {
      amountMinor: BigInt(input.expectedPrice.amountMinor),
      currency: input.expectedPrice.currency,
    },
    coupon: quote && { scope: quote.coupon.scope, discountMinor: quote.discountMinor },
    payBy: { provider: input.provider, method: input.method },
    options: paymentOptionsFor({
      currency: listing.currency,
      country: null,
      configured: configuredProviders(ctx),
    }),
    feeBps: ctx.settings.feeBps,
  });
  if (decision.kind === "refuse") throw new MarketError(decision.code);
  if (listing.versionId === null) throw new MarketError("listing_not_for_sale");
  return { ...decision, listing, versionId: listing.versionId, coupon: quote && { quote, use } };
};
