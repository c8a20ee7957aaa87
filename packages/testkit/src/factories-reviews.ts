import type { PurchaseId, ReviewId } from "@boltz/contract";
import { newId, uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import type { TestDatabase } from "./database.ts";
import { seedEntitlement } from "./factories-entitlements.ts";
import type { SeededListing } from "./seed-rows.ts";

/** A review, written past every policy but through every trigger; of a free purchase, if not of another. */
export const seedReview = async (
  db: TestDatabase,
  reviewer: Person,
  listing: SeededListing,
  options: { purchaseId?: PurchaseId; rating?: number; text?: string; reply?: string } = {},
): Promise<{ reviewId: ReviewId; purchaseId: PurchaseId }> => {
  const reviewId = newId("rev");
  const purchaseId = options.purchaseId ?? (await seedEntitlement(db, reviewer, listing)).purchaseId;
  const { rating = 5, text = "It does what its rules say.", reply = null } = options;
  await db.stored(
    `INSERT INTO strategy_reviews (id, purchase_id, listing_id, creator_id, reviewer_id, author, rating, body, version,
       paid_minor, currency, reply, replied_at)
     SELECT $1, p.id, p.listing_id, p.creator_id, p.buyer_id, 'Ada L.', $3, $4, v.version, p.price_minor, p.currency, $5,
       CASE WHEN $5::text IS NOT NULL THEN now() END
     FROM strategy_purchases p JOIN strategy_versions v ON v.id = p.version_id WHERE p.id = $2`,
    [uuidFromId("rev", reviewId), uuidFromId("pur", purchaseId), rating, text, reply],
  );
  return { reviewId, purchaseId };
};
