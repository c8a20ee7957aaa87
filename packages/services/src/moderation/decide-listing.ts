import { type decideListingInput, MarketError, type OwnListing } from "@boltz/contract";
import { type Transaction, uuidFromId } from "@boltz/db";
import { listingDrafts } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Call, Context } from "../context.ts";
import { readOwnListing } from "../listings/own-listing.ts";
import { tell } from "../notifications/tell.ts";
import { lockStanding, readStanding } from "../standing/standing-facts.ts";
import { closeCase, findOpenCase, requireFree } from "./cases.ts";
import { lockListing } from "./locked-listing.ts";
import { publishDraft } from "./publish-draft.ts";
import { recordDecision } from "./record-decision.ts";

export type DecideListingInput = z.output<typeof decideListingInput>;
type Draft = typeof listingDrafts.$inferSelect;

/** Publishes what was submitted, or sends it back with a reason. Holds for the revision that was read. */
export const decideListing = async ({ ctx, input }: Call<DecideListingInput>): Promise<OwnListing> => {
  enforcePolicy(ctx.actor, "moderation.read");
  const moderator = personOf(ctx.actor);
  return ctx.database.withActor(moderator, async (tx) => {
    const { draft, listing } = await lockListing(tx, input.listingId);
    enforcePolicy(moderator, "moderation.decide", { ownerId: draft.creatorId });
    if (draft.revision !== input.revision) throw new MarketError("conflict");
    if (draft.state !== "submitted") throw new MarketError("wrong_state");
    if (listing.status === "removed") throw new MarketError("wrong_state");
    if (input.outcome === "approved") await requirePublisher(tx, draft.creatorId);
    const waiting = await findOpenCase(tx, "submission", uuidFromId("lst", draft.listingId));
    if (waiting !== undefined) requireFree(waiting, moderator, ctx.now());

    if (input.outcome === "approved") await publishDraft(ctx.queue, tx, { draft, listing });
    await tx
      .update(listingDrafts)
      .set({ state: input.outcome, updatedAt: sql`now()` })
      .where(eq(listingDrafts.listingId, input.listingId));
    await closeCase(tx, { kind: "submission", listingId: draft.listingId });
    const decisionId = await recordDecision(tx, moderator, {
      outcome: input.outcome,
      creatorId: draft.creatorId,
      about: { listingId: draft.listingId, revision: draft.revision },
      reason: input.outcome === "rejected" ? input.reason : "",
    });
    await tellCreator(ctx, tx, { draft, input, dedupeKey: `decision-${decisionId}` });
    return readOwnListing(tx, draft.listingId);
  });
};

/** What was handed in before its creator was stopped from publishing waits until that ends, or is rejected. */
const requirePublisher = async (tx: Transaction, creatorId: Draft["creatorId"]) => {
  await lockStanding(tx, creatorId);
  const { allowed } = await readStanding(tx, creatorId, "publish");
  if (!allowed)
    throw new MarketError("wrong_state", {
      message: "The creator may publish nothing at present. Allow that first, or reject what was submitted.",
    });
};

const tellCreator = (
  { queue, settings }: Context,
  tx: Transaction,
  { draft, input, dedupeKey }: { draft: Draft; input: DecideListingInput; dedupeKey: string },
) => {
  const to = { userId: draft.creatorId, dedupeKey };
  const { title, listingId } = draft;
  if (input.outcome === "approved") {
    const params = { title, url: `${settings.publicUrl}/listings/${listingId}` };
    return tell(queue, tx, { ...to, kind: "listing_approved", params });
  }
  const params = { title, reason: input.reason, url: `${settings.publicUrl}/creator/listings/${listingId}` };
  return tell(queue, tx, { ...to, kind: "listing_rejected", params });
};
