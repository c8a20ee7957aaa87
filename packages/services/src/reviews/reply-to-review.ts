import { MarketError, type ReviewView, type replyToReviewInput } from "@boltz/contract";
import { asSystem } from "@boltz/db";
import { listings, reviews } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { tell } from "../notifications/tell.ts";
import { reviewColumns, reviewViewOf } from "./review-view.ts";

/** A creator's one answer to a review of theirs. Who wrote the review is told. */
export const replyToReview = async ({
  ctx,
  input,
}: Call<z.output<typeof replyToReviewInput>>): Promise<ReviewView> => {
  const person = personOf(ctx.actor);
  return ctx.database.withActor(person, async (tx) => {
    const isThis = eq(reviews.id, input.reviewId);
    const [found] = await tx.select().from(reviews).where(isThis).for("update");
    if (found === undefined) throw new MarketError("not_found");
    enforcePolicy(person, "review.reply", { ownerId: found.creatorId });
    if (found.isHidden) throw new MarketError("not_found");
    if (found.reply !== null) throw new MarketError("already_replied");
    const [row] = await tx
      .update(reviews)
      .set({ reply: input.text, repliedAt: ctx.now() })
      .where(isThis)
      .returning(reviewColumns);
    const [listing] = await tx
      .select({ title: listings.title })
      .from(listings)
      .where(eq(listings.id, found.listingId));
    if (row === undefined || listing === undefined) throw new MarketError("not_found");
    await asSystem(tx, () =>
      tell(ctx.queue, tx, {
        userId: found.reviewerId,
        kind: "review_answered",
        params: {
          title: listing.title,
          url: `${ctx.settings.publicUrl}/listings/${found.listingId}`,
        },
        dedupeKey: `review_answered:${found.id}`,
      }),
    );
    return reviewViewOf(row, person);
  });
};
