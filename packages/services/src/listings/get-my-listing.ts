import { type ListingId, MarketError, type OwnListing } from "@boltz/contract";
import { listingDrafts } from "@boltz/db/schema";
import { personOf } from "@boltz/domain";
import { and, eq } from "drizzle-orm";
import type { Call } from "../context.ts";
import { ownListingOf, readOwnListings } from "./own-listing.ts";

/** A listing on its author's desk. Anybody else's is not there. */
export const getMyListing = async ({ ctx, input }: Call<{ listingId: ListingId }>): Promise<OwnListing> => {
  const person = personOf(ctx.actor);
  const mine = and(eq(listingDrafts.listingId, input.listingId), eq(listingDrafts.creatorId, person.id));
  const [row] = await ctx.database.withActor(person, (tx) => readOwnListings(tx, mine));
  if (row === undefined) throw new MarketError("not_found");
  return ownListingOf(row);
};
