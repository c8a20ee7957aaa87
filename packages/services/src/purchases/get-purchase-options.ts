import { type ListingId, MarketError, type PurchaseOptions } from "@boltz/contract";
import { listings } from "@boltz/db/schema";
import { paymentOptionsFor } from "@boltz/domain";
import { and, eq } from "drizzle-orm";
import type { Call } from "../context.ts";
import { toMoney } from "../money.ts";
import { configuredProviders } from "./provider-of.ts";

/** What a listing costs now and how it can be paid; no way where it costs nothing. */
export const getPurchaseOptions = async ({
  ctx,
  input,
}: Call<{
  listingId: ListingId;
  country?: string | undefined;
}>): Promise<PurchaseOptions> => {
  const [row] = await ctx.database.withActor(ctx.actor, (tx) =>
    tx
      .select({
        priceMinor: listings.priceMinor,
        currency: listings.currency,
        refundDays: listings.refundDays,
      })
      .from(listings)
      .where(and(eq(listings.id, input.listingId), eq(listings.status, "published"))),
  );
  if (row === undefined) throw new MarketError("not_found");
  const { priceMinor, currency, refundDays } = row;
  const country = input.country ?? null;
  return {
    options:
      priceMinor === 0n ? [] : paymentOptionsFor({ currency, country, configured: configuredProviders(ctx) }),
    price: toMoney(priceMinor, currency),
    discount: toMoney(0n, currency),
    total: toMoney(priceMinor, currency),
    coupon: null,
    refundDays,
  };
};
