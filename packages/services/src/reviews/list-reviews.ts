import { type ListingId, type listReviewsInput, type listReviewsOutput, MarketError } from "@boltz/contract";
import { idFromUuid, uuidFromId } from "@boltz/db";
import { enforcePolicy, mayDo } from "@boltz/domain";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { Call, Context } from "../context.ts";
import { type ReviewJson, reviewJson, reviewRowOf } from "./review-json.ts";
import { findPrivatePage, findPublicPage, type PageAsked } from "./review-page.ts";
import { readPosition, writePosition } from "./review-position.ts";
import { reviewViewOf } from "./review-view.ts";

/**
 * A page of a listing's reviews: public where it is published, otherwise for its creator, its buyers and
 * moderators. Reviews of what was given back are in it, but not counted.
 */
export const listReviews = async ({
  ctx,
  input,
}: Call<z.output<typeof listReviewsInput>>): Promise<z.output<typeof listReviewsOutput>> => {
  const { listingId, sort, rating, cursor } = input;
  const after = cursor === undefined ? null : readPosition(cursor, sort);
  // One more than is shown tells whether another page follows.
  const asked = { listingId, sort, rating, after, limit: input.limit + 1 };
  const [published, own] = await Promise.all([findPublicPage(ctx.reader, asked), findOwn(ctx, listingId)]);
  const page = published ?? (await readPrivatePage(ctx, asked, own));
  const rows = page.items.map(reviewRowOf);
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  const isEntitled = own.mayReview;
  const ownerId = idFromUuid("usr", page.creator_id);
  return {
    items: shown.map((row) => reviewViewOf(row, ctx.actor)),
    nextCursor: last === undefined ? null : writePosition({ sort, rating: last.rating, id: last.id }),
    counts: page.counts,
    mine: own.review === null ? null : reviewViewOf(reviewRowOf(own.review), ctx.actor),
    mayWrite: mayDo(ctx.actor, "review.write", { ownerId, isEntitled }),
  };
};

interface Own extends Record<string, unknown> {
  bought: boolean;
  /** Owns it by a purchase that has no review yet. */
  mayReview: boolean;
  review: ReviewJson | null;
}

/** What the person asking bought and wrote; nothing is asked for a visitor. */
const findOwn = async ({ actor, database }: Context, listingId: ListingId): Promise<Own> => {
  const nothing = { bought: false, mayReview: false, review: null };
  if (actor.kind !== "person") return nothing;
  const rights = sql`from user_strategy_access a where a.user_id = ${uuidFromId("usr", actor.id)}
    and a.listing_id = ${uuidFromId("lst", listingId)} and a.purchase_id is not null`;
  const { rows } = await database.withActor(actor, (tx) =>
    tx.execute<Own>(sql`
      select exists (select ${rights}) as bought,
        exists (select ${rights} and a.state = 'active' and not exists
          (select from strategy_reviews r where r.purchase_id = a.purchase_id)) as "mayReview",
        (select ${sql.raw(reviewJson)} from strategy_reviews r join user_strategy_access a using (purchase_id)
         where r.purchase_id in (select a.purchase_id ${rights})
         order by a.state <> 'revoked' desc, r.id desc limit 1) as review`),
  );
  const own = rows[0] ?? nothing;
  // Bought again after a refund: the review of the first time is no longer the one to edit.
  return own.mayReview ? { ...own, review: null } : own;
};

const readPrivatePage = async (ctx: Context, asked: PageAsked, { bought }: Own) => {
  const page = await ctx.database.withActor(ctx.actor, (tx) => findPrivatePage(tx, asked));
  if (page === undefined) throw new MarketError("not_found");
  if (!bought) enforcePolicy(ctx.actor, "listing.read", { ownerId: idFromUuid("usr", page.creator_id) });
  return page;
};
