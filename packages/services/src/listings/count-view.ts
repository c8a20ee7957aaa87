import type { ListingId } from "@boltz/contract";
import { listings, listingViews } from "@boltz/db/schema";
import { system } from "@boltz/domain";
import { and, eq, sql } from "drizzle-orm";
import type { Call } from "../context.ts";

/** Counts that a published listing's page was opened today (UTC), by anybody but its creator. */
export const countView = async ({ ctx, input }: Call<{ listingId: ListingId }>): Promise<void> => {
  const viewer = ctx.actor.kind === "person" ? ctx.actor.id : null;
  await ctx.database.withActor(system("count-view"), async (tx) => {
    const [listing] = await tx
      .select({ creatorId: listings.creatorId })
      .from(listings)
      .where(and(eq(listings.id, input.listingId), eq(listings.status, "published")));
    if (listing === undefined || listing.creatorId === viewer) return;
    await tx
      .insert(listingViews)
      .values({
        listingId: input.listingId,
        creatorId: listing.creatorId,
        day: ctx.now().toISOString().slice(0, 10),
        views: 1,
      })
      .onConflictDoUpdate({
        target: [listingViews.listingId, listingViews.day],
        set: { views: sql`${listingViews.views} + 1` },
      });
  });
};
