import type { OwnListing } from "@boltz/contract";
import { listingDrafts } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { eq } from "drizzle-orm";
import type { Context } from "../context.ts";
import { ownListingOf, readOwnListings } from "./own-listing.ts";

/** All listings of a creator, in any state: what waits for moderation first, then the newest. */
export const listMyListings = async ({ ctx }: { ctx: Context }): Promise<OwnListing[]> => {
  enforcePolicy(ctx.actor, "creator.read");
  const { id } = personOf(ctx.actor);
  const rows = await ctx.database.withActor(ctx.actor, (tx) =>
    readOwnListings(tx, eq(listingDrafts.creatorId, id)),
  );
  return rows.map(ownListingOf);
};
