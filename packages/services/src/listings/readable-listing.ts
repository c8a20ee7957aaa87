import { type ListingId, MarketError } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { listings } from "@boltz/db/schema";
import { type Actor, enforcePolicy } from "@boltz/domain";
import { eq } from "drizzle-orm";

/** A listing that is not public, for its creator and for moderators; `not_found` for everybody else. */
export const requireReadable = async (tx: Transaction, actor: Actor, listingId: ListingId) => {
  const [listing] = await tx.select().from(listings).where(eq(listings.id, listingId));
  if (listing === undefined) throw new MarketError("not_found");
  enforcePolicy(actor, "listing.read", { ownerId: listing.creatorId });
  return listing;
};
