import { type CaseId, type Done, type judgeFlagsInput, type ListingId, MarketError } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { cases } from "@boltz/db/schema";
import { enforcePolicy, type Person, personOf } from "@boltz/domain";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Call, Context } from "../context.ts";
import { closeCase, lockCase } from "./cases.ts";
import { judgeReviewFlags } from "./judge-review-flags.ts";
import { lockListing } from "./locked-listing.ts";
import { closeFlags } from "./open-flags.ts";
import { recordDecision } from "./record-decision.ts";
import { takeDown } from "./take-down.ts";

type Input = z.output<typeof judgeFlagsInput>;

/**
 * Decides about what was reported: it stays and the reports end, or it goes and they were right. What is
 * judged is locked before its case, as reporting it does.
 */
export const judgeFlags = async ({ ctx, input }: Call<Input>): Promise<Done> => {
  enforcePolicy(ctx.actor, "moderation.read");
  const moderator = personOf(ctx.actor);
  return ctx.database.withActor(moderator, async (tx) => {
    const { kind, listingId, reviewId } = await findCase(tx, input.caseId);
    if (kind === "flagged_review" && reviewId !== null)
      await judgeReviewFlags(ctx, tx, { moderator, reviewId, input });
    else if (kind === "flagged_listing" && listingId !== null)
      await judgeListingFlags(ctx, tx, { moderator, listingId, input });
    else throw wrongOutcome("is no answer to this case, which is not about reports");
    return { done: true };
  });
};

const findCase = async (tx: Transaction, caseId: CaseId) => {
  const [found] = await tx
    .select({ kind: cases.kind, listingId: cases.listingId, reviewId: cases.reviewId })
    .from(cases)
    .where(eq(cases.id, caseId));
  if (found === undefined) throw new MarketError("not_found");
  return found;
};

const judgeListingFlags = async (
  ctx: Context,
  tx: Transaction,
  { moderator, listingId, input }: { moderator: Person; listingId: ListingId; input: Input },
) => {
  const { listing } = await lockListing(tx, listingId);
  enforcePolicy(moderator, "moderation.decide", { ownerId: listing.creatorId });
  await lockCase(tx, moderator, input.caseId, ctx.now());
  if (input.outcome === "hidden") throw wrongOutcome("is for reviews; a listing is removed");
  if (input.outcome === "removed") {
    const { reason, harm } = input;
    await takeDown(ctx, tx, { actor: moderator, listing, reason, harm });
    return;
  }
  await closeFlags(tx, { listingId, reviewId: null }, "dismissed");
  await closeCase(tx, { kind: "flagged_listing", listingId });
  await recordDecision(tx, moderator, {
    outcome: "kept",
    creatorId: listing.creatorId,
    about: { listingId },
    reason: input.reason,
  });
};

const wrongOutcome = (message: string) =>
  new MarketError("invalid_input", { issues: [{ path: ["outcome"], message }] });
