import { listingDrafts } from "@boltz/db/schema";
import { enforcePolicy } from "@boltz/domain";
import { eq } from "drizzle-orm";
import type { Context } from "../context.ts";
import { readOwnListings } from "../listings/own-listing.ts";
import { type QueueItem, queueItemOf } from "./queue-item.ts";

/** More than a person looks through at once; the rest moves up as these are decided. */
const shownAtOnce = 100;

/** What waits for a decision, the longest waiting first. */
export const listQueue = async ({ ctx }: { ctx: Context }): Promise<QueueItem[]> => {
  enforcePolicy(ctx.actor, "moderation.read");
  const rows = await ctx.database.withActor(ctx.actor, (tx) =>
    readOwnListings(tx, eq(listingDrafts.state, "submitted"), shownAtOnce),
  );
  return rows.map((row) => queueItemOf(ctx.actor, row));
};
