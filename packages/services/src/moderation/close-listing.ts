import type { ListingId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { listingDrafts, listings } from "@boltz/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { closeCase } from "./cases.ts";
import { closeFlags } from "./open-flags.ts";

/**
 * Takes a locked listing off the market together with all that waits about it. Before any decision is
 * written down: the counts of tags and words are locked here, and the audit's chain has to come last.
 */
export const closeListing = async (
  tx: Transaction,
  listingId: ListingId,
  { harm }: { harm: boolean },
): Promise<void> => {
  await tx
    .update(listings)
    .set({ status: "removed", ...(harm ? { isHarmful: true } : {}), updatedAt: sql`now()` })
    .where(eq(listings.id, listingId));
  await tx
    .update(listingDrafts)
    .set({ state: "draft", updatedAt: sql`now()` })
    .where(and(eq(listingDrafts.listingId, listingId), eq(listingDrafts.state, "submitted")));
  await closeCase(tx, { kind: "submission", listingId });
  await closeCase(tx, { kind: "flagged_listing", listingId });
  await closeFlags(tx, { listingId, reviewId: null }, "upheld");
};
