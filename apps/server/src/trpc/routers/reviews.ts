import {
  createReviewInput,
  done,
  flagReviewInput,
  listReviewsInput,
  listReviewsOutput,
  replyToReviewInput,
  reviewView,
  updateReviewInput,
} from "@boltz/contract";
import { createReview, flagReview, listReviews, replyToReview, updateReview } from "@boltz/services";
import { procedure, router } from "../init.ts";

export const reviews = router({
  list: procedure.input(listReviewsInput).output(listReviewsOutput).query(listReviews),
  create: procedure.input(createReviewInput).output(reviewView).mutation(createReview),
  update: procedure.input(updateReviewInput).output(reviewView).mutation(updateReview),
  reply: procedure.input(replyToReviewInput).output(reviewView).mutation(replyToReview),
  flag: procedure.input(flagReviewInput).output(done).mutation(flagReview),
});
