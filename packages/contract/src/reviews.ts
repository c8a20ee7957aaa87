import { z } from "zod";
import { listingId, reviewId, userId } from "./ids.ts";
import { money } from "./money.ts";
import { pageInput, pageOf, timestamp } from "./page.ts";
import { semver } from "./strategies.ts";
import { text } from "./text.ts";

export const rating = z.int().min(1).max(5);

/** From `from` to below `to`; an open end is null. */
export const priceBracket = z.object({ from: money.nullable(), to: money.nullable() });
export type PriceBracket = z.infer<typeof priceBracket>;

export const reviewView = z.object({
  id: reviewId,
  listingId,
  /** First name and an initial; nobody's account can be found by it. */
  author: z.string(),
  isMine: z.boolean(),
  rating,
  text: z.string(),
  /** The version that its writer had installed, or owned, when writing. */
  version: semver,
  /** Days from the first installation to the last change of the review; null if it was never installed. */
  daysInstalled: z.int().nullable(),
  /** Null for what was free. */
  pricePaid: priceBracket.nullable(),
  createdAt: timestamp,
  editedAt: timestamp.nullable(),
  /** False once the purchase was refunded or is disputed: it is shown, but not part of the rating. */
  counts: z.boolean(),
  /** Hidden by a moderator: only its writer still sees it. */
  hidden: z.boolean(),
  reply: z.object({ text: z.string(), at: timestamp }).nullable(),
  mayReply: z.boolean(),
  mayFlag: z.boolean(),
});
export type ReviewView = z.infer<typeof reviewView>;

export const reviewSorts = ["newest", "highest", "lowest"] as const;
export const reviewSort = z.enum(reviewSorts);
export type ReviewSort = z.infer<typeof reviewSort>;

export const listReviewsInput = z.strictObject({
  listingId,
  sort: reviewSort.default("newest"),
  rating: rating.optional(),
  ...pageInput,
});
export const listReviewsOutput = pageOf(reviewView).extend({
  /** How many reviews count for 1, 2, 3, 4 and 5 stars. */
  counts: z.tuple([z.int(), z.int(), z.int(), z.int(), z.int()]),
  /** What the person asking wrote, also where it is hidden. */
  mine: reviewView.nullable(),
  mayWrite: z.boolean(),
});

const reviewFields = { rating, text: text(10, 4_000) };
export const createReviewInput = z.strictObject({ listingId, ...reviewFields });
export const updateReviewInput = z.strictObject({ reviewId, ...reviewFields });
export const replyToReviewInput = z.strictObject({ reviewId, text: text(2, 2_000) });

/** A review on its creator's public page, with the listing it is about. */
export const creatorReview = reviewView.extend({ listingTitle: z.string(), creatorId: userId });
