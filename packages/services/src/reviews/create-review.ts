import {
  type createReviewInput,
  type ListingId,
  MarketError,
  type PurchaseId,
  type ReviewView,
} from "@boltz/contract";
import { asSystem, isDuplicate, newId, type Transaction } from "@boltz/db";
import { entitlements, listings, purchases, reviews, strategyVersions, users } from "@boltz/db/schema";
import { enforcePolicy, type Person, personOf, signatureOf } from "@boltz/domain";
import { and, eq } from "drizzle-orm";
import type { z } from "zod";
import type { Call } from "../context.ts";
import { tell } from "../notifications/tell.ts";
import { readUse } from "./read-use.ts";
import { reviewColumns, reviewViewOf } from "./review-view.ts";

/** Reviews what one bought and still owns, once for each purchase. Its creator is told. */
export const createReview = async ({
  ctx,
  input,
}: Call<z.output<typeof createReviewInput>>): Promise<ReviewView> => {
  const person = personOf(ctx.actor);
  const writing = ctx.database.withActor(person, async (tx) => {
    const { listing, owned } = await readOwned(tx, person, input.listingId);
    enforcePolicy(person, "review.write", { ownerId: listing.creatorId, isEntitled: owned !== null });
    if (owned === null) throw new MarketError("not_entitled");
    await holdPurchase(tx, owned.purchaseId);
    const use = await readUse(tx, person.id, input.listingId, ctx.now());
    const [row] = await tx
      .insert(reviews)
      .values({
        id: newId("rev"),
        purchaseId: owned.purchaseId,
        listingId: input.listingId,
        creatorId: listing.creatorId,
        reviewerId: person.id,
        author: signatureOf(owned.name),
        rating: input.rating,
        body: input.text,
        version: use?.version ?? owned.version,
        daysInstalled: use?.daysInstalled ?? null,
        paidMinor: owned.priceMinor,
        currency: owned.currency,
      })
      .returning(reviewColumns);
    // The right ended while this was written; the database saw it under the right's lock.
    if (row?.counts !== true) throw new MarketError("not_entitled");
    await asSystem(tx, () =>
      tell(ctx.queue, tx, {
        userId: listing.creatorId,
        kind: "review_written",
        params: {
          title: listing.title,
          rating: input.rating,
          url: `${ctx.settings.publicUrl}/listings/${input.listingId}`,
        },
        dedupeKey: `review_written:${row.id}`,
      }),
    );
    return reviewViewOf(row, person);
  });
  return writing.catch((error: unknown) => {
    throw isDuplicate(error, "strategy_reviews_purchase_id_key") ? alreadyReviewed(error) : error;
  });
};

const alreadyReviewed = (cause: unknown) =>
  new MarketError("conflict", {
    cause,
    message: "You have reviewed this purchase already. Edit your review instead.",
  });

/** Before the right, as whatever takes the money back does; as the system, because a lock needs the right to change. */
const holdPurchase = (tx: Transaction, purchaseId: PurchaseId) =>
  asSystem(tx, () =>
    tx.select({ id: purchases.id }).from(purchases).where(eq(purchases.id, purchaseId)).for("share"),
  );

/** A listing that the person may see, and what they bought of it and still own. */
const readOwned = async (tx: Transaction, person: Person, listingId: ListingId) => {
  const [listing] = await tx
    .select({ creatorId: listings.creatorId, title: listings.title })
    .from(listings)
    .where(eq(listings.id, listingId));
  if (listing === undefined) throw new MarketError("not_found");
  const [owned = null] = await tx
    .select({
      purchaseId: purchases.id,
      priceMinor: purchases.priceMinor,
      currency: purchases.currency,
      version: strategyVersions.version,
      name: users.name,
    })
    .from(entitlements)
    .innerJoin(purchases, eq(purchases.id, entitlements.purchaseId))
    .innerJoin(strategyVersions, eq(strategyVersions.id, entitlements.versionId))
    .innerJoin(users, eq(users.id, entitlements.userId))
    .where(
      and(
        eq(entitlements.userId, person.id),
        eq(entitlements.listingId, listingId),
        eq(entitlements.state, "active"),
      ),
    );
  return { listing, owned };
};
