import { type Done, type flagReviewInput, MarketError, type ReviewId } from "@boltz/contract";
import { asSystem, type Transaction } from "@boltz/db";
import { reviews } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import { logAudit } from "../audit/log-audit.ts";
import type { Call } from "../context.ts";
import { openCase } from "./cases.ts";
import { addFlag } from "./open-flags.ts";

/** Reports a review that everybody sees, once each. With enough open reports it waits for a moderator. */
export const flagReview = async ({ ctx, input }: Call<z.output<typeof flagReviewInput>>): Promise<Done> => {
  enforcePolicy(ctx.actor, "review.flag");
  const person = personOf(ctx.actor);
  const { reviewId, reason, note } = input;
  return ctx.database.withActor(person, async (tx) => {
    const { listingId, reviewerId } = await lockShown(tx, reviewId);
    enforcePolicy(person, "review.flag", { ownerId: reviewerId });
    const { flagId, isEnough } = await addFlag(tx, person, {
      reported: { listingId, reviewId },
      report: { reason, note },
    });
    if (isEnough) await openCase(tx, { kind: "flagged_review", reviewId, listingId }, reviewerId);
    await logAudit(tx, person, {
      action: "review_flagged",
      subjectType: "review",
      subject: { prefix: "rev", id: reviewId },
      detail: { flagId },
    });
    return { done: true };
  });
};

/** As the system, because a lock needs the right to change; answers what it is about and who wrote it. */
const lockShown = async (tx: Transaction, reviewId: ReviewId) => {
  const [review] = await asSystem(tx, () =>
    tx
      .select({ listingId: reviews.listingId, reviewerId: reviews.reviewerId })
      .from(reviews)
      .where(and(eq(reviews.id, reviewId), eq(reviews.isHidden, false)))
      .for("no key update"),
  );
  if (review === undefined) throw new MarketError("not_found");
  return review;
};
