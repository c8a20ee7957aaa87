import type { Currency } from "@boltz/contract";
import { idFromUuid } from "@boltz/db";
import type { ReviewRow } from "./review-view.ts";

/** A review as `reviewJson` selects it. */
export interface ReviewJson {
  id: string;
  listing_id: string;
  creator_id: string;
  reviewer_id: string;
  author: string;
  rating: number;
  body: string;
  version: string;
  days_installed: number | null;
  paid_minor: string;
  currency: Currency;
  is_hidden: boolean;
  counts: boolean;
  reply: string | null;
  replied_at: string | null;
  created_at: string;
  edited_at: string | null;
}

/** What `reviewViewOf` needs of a review named `r`, as one value that both drivers read alike. */
export const reviewJson = `json_build_object('id', r.id, 'listing_id', r.listing_id, 'creator_id', r.creator_id,
  'reviewer_id', r.reviewer_id, 'author', r.author, 'rating', r.rating, 'body', r.body, 'version', r.version,
  'days_installed', r.days_installed, 'paid_minor', r.paid_minor::text, 'currency', r.currency, 'is_hidden', r.is_hidden,
  'counts', r.counts, 'reply', r.reply, 'replied_at', r.replied_at, 'created_at', r.created_at, 'edited_at', r.edited_at)`;

export const reviewRowOf = (json: ReviewJson): ReviewRow => ({
  id: idFromUuid("rev", json.id),
  listingId: idFromUuid("lst", json.listing_id),
  creatorId: idFromUuid("usr", json.creator_id),
  reviewerId: idFromUuid("usr", json.reviewer_id),
  author: json.author,
  rating: json.rating,
  body: json.body,
  version: json.version,
  daysInstalled: json.days_installed,
  paidMinor: BigInt(json.paid_minor),
  currency: json.currency,
  isHidden: json.is_hidden,
  counts: json.counts,
  reply: json.reply,
  repliedAt: timeOf(json.replied_at),
  createdAt: new Date(json.created_at),
  editedAt: timeOf(json.edited_at),
});

const timeOf = (text: string | null) => (text === null ? null : new Date(text));
