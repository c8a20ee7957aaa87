import { type ListingId, MarketError, type OwnListing } from "@boltz/contract";
import { listings } from "@boltz/db/schema";
import { personOf } from "@boltz/domain";
import { eq, sql } from "drizzle-orm";
import { logAudit } from "../audit/log-audit.ts";
import type { Call } from "../context.ts";
import { lockOwnListing, readOwnListing } from "./own-listing.ts";

type Input = { listingId: ListingId };

/** Takes a published listing off the market. Those who own it keep it. */
export const archiveListing = (call: Call<Input>): Promise<OwnListing> =>
  moveListing(call, {
    from: "published",
    to: "archived",
    needs: "listing.archive",
    action: "listing_archived",
  });

/** Puts an archived listing back, as it was when it was approved. */
export const restoreListing = (call: Call<Input>): Promise<OwnListing> =>
  moveListing(call, {
    from: "archived",
    to: "published",
    needs: "listing.submit",
    action: "listing_restored",
  });

interface Move {
  from: "published" | "archived";
  to: "published" | "archived";
  needs: "listing.archive" | "listing.submit";
  action: "listing_archived" | "listing_restored";
}

const moveListing = async ({ ctx, input }: Call<Input>, move: Move): Promise<OwnListing> => {
  const person = personOf(ctx.actor);
  return ctx.database.withActor(person, async (tx) => {
    const { listing } = await lockOwnListing(tx, person, move.needs, input.listingId);
    if (listing.status !== move.from) throw new MarketError("wrong_state");
    await tx
      .update(listings)
      .set({ status: move.to, updatedAt: sql`now()` })
      .where(eq(listings.id, input.listingId));
    await logAudit(tx, person, {
      action: move.action,
      subjectType: "listing",
      subject: { prefix: "lst", id: input.listingId },
    });
    return readOwnListing(tx, input.listingId);
  });
};
