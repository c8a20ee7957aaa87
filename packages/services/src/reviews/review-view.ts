import type { ReviewView } from "@boltz/contract";
import { reviews } from "@boltz/db/schema";
import { type Actor, mayDo, priceBracketOf } from "@boltz/domain";

/** What `reviewViewOf` needs; who wrote it stays on this side. */
export const reviewColumns = {
  id: reviews.id,
  listingId: reviews.listingId,
  creatorId: reviews.creatorId,
  reviewerId: reviews.reviewerId,
  author: reviews.author,
  rating: reviews.rating,
  body: reviews.body,
  version: reviews.version,
  daysInstalled: reviews.daysInstalled,
  paidMinor: reviews.paidMinor,
  currency: reviews.currency,
  isHidden: reviews.isHidden,
  counts: reviews.counts,
  reply: reviews.reply,
  repliedAt: reviews.repliedAt,
  createdAt: reviews.createdAt,
  editedAt: reviews.editedAt,
};

export type ReviewRow = Pick<typeof reviews.$inferSelect, keyof typeof reviewColumns>;

export const reviewViewOf = (row: ReviewRow, viewer: Actor): ReviewView => ({
  id: row.id,
  listingId: row.listingId,
  author: row.author,
  isMine: viewer.kind === "person" && viewer.id === row.reviewerId,
  rating: row.rating,
  text: row.body,
  version: row.version,
  daysInstalled: row.daysInstalled,
  pricePaid: priceBracketOf(row.paidMinor, row.currency),
  createdAt: row.createdAt.toISOString(),
  editedAt: row.editedAt?.toISOString() ?? null,
  counts: row.counts === true,
  hidden: row.isHidden,
  reply:
    row.reply === null || row.repliedAt === null
      ? null
      : { text: row.reply, at: row.repliedAt.toISOString() },
  mayReply: row.reply === null && !row.isHidden && mayDo(viewer, "review.reply", { ownerId: row.creatorId }),
  mayFlag: !row.isHidden && mayDo(viewer, "review.flag", { ownerId: row.reviewerId }),
});
