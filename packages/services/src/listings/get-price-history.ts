import type { Currency, ListingId, priceHistoryOutput } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { listingPrices } from "@boltz/db/schema";
import { asc, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { requireReadable } from "./readable-listing.ts";

type PriceHistory = z.output<typeof priceHistoryOutput>;

interface PriceRow {
  priceMinor: bigint | null;
  currency: Currency;
  from: Date;
}

/** Every price that was ever public, oldest first. */
export const getPriceHistory = async ({
  ctx,
  input,
}: Call<{ listingId: ListingId }>): Promise<PriceHistory> => {
  const { listingId } = input;
  const published = await ctx.reader<PriceRow[]>`
    select p.price_minor as "priceMinor", p.currency, p.created_at as "from"
    from strategy_marketplace l left join listing_prices p on p.listing_id = l.id
    where l.id = ${uuidFromId("lst", listingId)} order by p.created_at, p.id limit 500`;
  if (published.length > 0) return published.flatMap(stepOf);
  const rows = await ctx.database.withActor(ctx.actor, async (tx) => {
    await requireReadable(tx, ctx.actor, listingId);
    return tx
      .select()
      .from(listingPrices)
      .where(eq(listingPrices.listingId, listingId))
      .orderBy(asc(listingPrices.from), asc(listingPrices.id))
      .limit(500);
  });
  return rows.flatMap(stepOf);
};

const stepOf = ({ priceMinor, currency, from }: PriceRow): PriceHistory =>
  priceMinor === null
    ? []
    : [{ price: { amountMinor: priceMinor.toString(), currency }, from: from.toISOString() }];
