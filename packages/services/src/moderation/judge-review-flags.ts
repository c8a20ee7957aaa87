import { type judgeFlagsInput, MarketError, type ReviewId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { listings, reviews } from "@boltz/db/schema";
import { enforcePolicy, type Person } from "@boltz/domain";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Context } from "../context.ts";
import { tell } from "../notifications/tell.ts";
import { closeCase, lockCase } from "./cases.ts";
import { closeFlags } from "./open-flags.ts";
import { recordDecision } from "./record-decision.ts";

interface Judgement {
  moderator: Person;
  reviewId: ReviewId;
  input: z.output<typeof judgeFlagsInput>;
}

/** Keeps or hides a review. Neither its writer nor the creator whom it is about decides. */
export const judgeReviewFlags = async (
  ctx: Context,
  tx: Transaction,
  { moderator, reviewId, input }: Judgement,
): Promise<void> => {
  const { listingId, creatorId, reviewerId, title } = await lockReview(tx, reviewId);
  enforcePolicy(moderator, "moderation.decide", { ownerId: creatorId, buyerId: reviewerId });
  await lockCase(tx, moderator, input.caseId, ctx.now());
  const { outcome, reason } = input;
  if (outcome === "removed")
    throw new MarketError("invalid_input", {
      issues: [{ path: ["outcome"], message: "is for listings; a review is hidden" }],
    });
  if (outcome === "hidden") await tx.update(reviews).set({ isHidden: true }).where(eq(reviews.id, reviewId));
  await closeFlags(tx, { listingId, reviewId }, outcome === "hidden" ? "upheld" : "dismissed");
  await closeCase(tx, { kind: "flagged_review", listingId, reviewId });
  const decisionId = await recordDecision(tx, moderator, {
    outcome,
    creatorId: reviewerId,
    about: { listingId, reviewId },
    reason,
  });
  if (outcome === "kept") return;
  await tell(ctx.queue, tx, {
    userId: reviewerId,
    kind: "review_hidden",
    params: { title, reason, url: `${ctx.settings.publicUrl}/standing` },
    dedupeKey: `decision-${decisionId}`,
  });
};

const lockReview = async (tx: Transaction, reviewId: ReviewId) => {
  const [review] = await tx
    .select({
      listingId: reviews.listingId,
      creatorId: reviews.creatorId,
      reviewerId: reviews.reviewerId,
      title: listings.title,
    })
    .from(reviews)
    .innerJoin(listings, eq(listings.id, reviews.listingId))
    .where(eq(reviews.id, reviewId))
    .for("update", { of: reviews });
  if (review === undefined) throw new MarketError("not_found");
  return review;
};
