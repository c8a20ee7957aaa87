import { type ListingId, MarketError, type Money, type ProviderName, providerNames } from "@boltz/contract";
import { listings } from "@boltz/db/schema";
import { and, eq } from "drizzle-orm";
import type { Call } from "../context.ts";
import { toMoney } from "../money.ts";

/** What a listing costs now and how it can be paid; no provider where it costs nothing. */
export const getPurchaseOptions = async ({
  ctx,
  input,
}: Call<{ listingId: ListingId }>): Promise<{
  price: Money;
  refundDays: number;
  providers: ProviderName[];
}> => {
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
  const configured = providerNames.filter((name) => ctx.providers[name] !== undefined);
  return {
    price: toMoney(row.priceMinor, row.currency),
    refundDays: row.refundDays,
    providers: row.priceMinor === 0n ? [] : configured,
  };
};
