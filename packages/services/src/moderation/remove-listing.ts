import { type Done, MarketError, type removeListingInput } from "@boltz/contract";
import { enforcePolicy, personOf } from "@boltz/domain";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { lockListing } from "./locked-listing.ts";
import { takeDown } from "./take-down.ts";

/**
 * Takes a listing off the market for good. Those who bought it keep it, unless it harms: that can also
 * be said of one that was removed before.
 */
export const removeListing = async ({
  ctx,
  input,
}: Call<z.output<typeof removeListingInput>>): Promise<Done> => {
  enforcePolicy(ctx.actor, "moderation.read");
  const actor = personOf(ctx.actor);
  const { listingId, reason, harm } = input;
  await ctx.database.withActor(actor, async (tx) => {
    const { listing } = await lockListing(tx, listingId);
    enforcePolicy(actor, "moderation.decide", { ownerId: listing.creatorId });
    if (listing.status === "unpublished")
      throw new MarketError("wrong_state", {
        message: "This was never published. Reject what was submitted instead.",
      });
    const isNewHarm = harm && !listing.isHarmful;
    if (listing.status === "removed" && !isNewHarm) throw new MarketError("wrong_state");
    await takeDown(ctx, tx, { actor, listing, reason, harm });
  });
  return { done: true };
};
