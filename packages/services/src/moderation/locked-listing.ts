import { type ListingId, MarketError, type UserId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { listingDrafts, listings } from "@boltz/db/schema";
import { asc, eq } from "drizzle-orm";

export type ListingRow = typeof listings.$inferSelect;
type DraftRow = typeof listingDrafts.$inferSelect;

/** A listing with its working copy, locked to be decided about, the working copy first. Throws `not_found`. */
export const lockListing = async (
  tx: Transaction,
  listingId: ListingId,
): Promise<{ draft: DraftRow; listing: ListingRow }> => {
  const [draft] = await tx
    .select()
    .from(listingDrafts)
    .where(eq(listingDrafts.listingId, listingId))
    .for("update");
  const [listing] = await tx.select().from(listings).where(eq(listings.id, listingId)).for("update");
  if (draft === undefined || listing === undefined) throw new MarketError("not_found");
  return { draft, listing };
};

/** The same for everything that somebody ever listed. */
export const lockListingsOf = async (tx: Transaction, creatorId: UserId): Promise<void> => {
  await tx
    .select({ id: listingDrafts.listingId })
    .from(listingDrafts)
    .where(eq(listingDrafts.creatorId, creatorId))
    .orderBy(asc(listingDrafts.listingId))
    .for("update");
  await tx
    .select({ id: listings.id })
    .from(listings)
    .where(eq(listings.creatorId, creatorId))
    .orderBy(asc(listings.id))
    .for("update");
};
