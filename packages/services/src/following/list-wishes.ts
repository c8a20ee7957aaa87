import type { EvidenceCard, ListingCard, wishesOutput } from "@boltz/contract";
import { creatorProfiles, listings, wishes } from "@boltz/db/schema";
import { personOf, system } from "@boltz/domain";
import { desc, eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Context } from "../context.ts";
import { evidenceJson } from "../listings/evidence-card.ts";

const MOST = 500;

/** What the person wished for, the latest first; also what is no longer for sale, which only the system still reads. */
export const listWishes = async ({ ctx }: { ctx: Context }): Promise<z.output<typeof wishesOutput>> => {
  const person = personOf(ctx.actor);
  const rows = await ctx.database.withActor(system("list-wishes"), (tx) =>
    tx
      .select({
        id: listings.id,
        status: listings.status,
        title: listings.title,
        summary: listings.summary,
        tags: listings.tags,
        price: { amountMinor: listings.priceMinor, currency: listings.currency },
        refundDays: listings.refundDays,
        rating: { mean: listings.rating, count: listings.ratingCount },
        totalSales: listings.totalSales,
        publishedAt: listings.publishedAt,
        creator: { id: creatorProfiles.userId, displayName: creatorProfiles.displayName },
        proof: sql<EvidenceCard | null>`(select ${sql.raw(evidenceJson("e"))} from listing_evidence e where e.listing_id = ${listings.id})`,
        since: wishes.createdAt,
      })
      .from(wishes)
      .innerJoin(listings, eq(listings.id, wishes.listingId))
      .innerJoin(creatorProfiles, eq(creatorProfiles.userId, listings.creatorId))
      .where(eq(wishes.userId, person.id))
      .orderBy(desc(wishes.createdAt), desc(wishes.listingId))
      .limit(MOST),
  );
  return rows.flatMap(({ status, since, publishedAt, price, ...row }) => {
    if (publishedAt === null) return [];
    const listing: ListingCard = {
      ...row,
      price: { ...price, amountMinor: price.amountMinor.toString() },
      publishedAt: publishedAt.toISOString(),
    };
    return [{ listing, since: since.toISOString(), forSale: status === "published" }];
  });
};
