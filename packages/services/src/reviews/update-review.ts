import { MarketError, type ReviewView, type updateReviewInput } from "@boltz/contract";
import { reviews } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { readUse } from "./read-use.ts";
import { reviewColumns, reviewViewOf } from "./review-view.ts";

/** Rewrites one's own review, as long as one owns what it is about and no moderator hid it. */
export const updateReview = async ({
  ctx,
  input,
}: Call<z.output<typeof updateReviewInput>>): Promise<ReviewView> => {
  const person = personOf(ctx.actor);
  return ctx.database.withActor(person, async (tx) => {
    const isThis = eq(reviews.id, input.reviewId);
    const [found] = await tx.select().from(reviews).where(isThis).for("update");
    if (found === undefined) throw new MarketError("not_found");
    enforcePolicy(person, "review.change", { ownerId: found.reviewerId });
    if (found.isHidden) throw new MarketError("wrong_state");
    if (!found.isEntitled) throw new MarketError("not_entitled");
    const now = ctx.now();
    const use = await readUse(tx, person.id, found.listingId, now);
    const [row] = await tx
      .update(reviews)
      .set({ rating: input.rating, body: input.text, ...use, editedAt: now })
      .where(isThis)
      .returning(reviewColumns);
    if (row === undefined) throw new MarketError("not_found");
    return reviewViewOf(row, person);
  });
};
