import { createHash } from "node:crypto";
import type { Currency, ListingId } from "@boltz/contract";
import { newId, uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import type { TestDatabase } from "./database.ts";

export interface CatalogueEntry {
  title: string;
  summary: string;
  description: string;
  tags: string[];
  priceMinor: bigint;
  currency: Currency;
  ratingSum: number;
  ratingCount: number;
  publishedAt: Date;
  /** Who bought it, for nothing; each leaves what a settled purchase leaves. */
  buyers?: readonly Person[];
}

const insertListing = `WITH strategy AS (INSERT INTO strategies (id, creator_id, name) VALUES ($2, $4, $5)),
  version AS (INSERT INTO strategy_versions (id, strategy_id, creator_id, version, document, spec_hash, summary)
    VALUES ($3, $2, $4, '1.0.0', $16, $17, '{}')),
  public AS (INSERT INTO strategy_marketplace (id, strategy_id, creator_id, status, title, summary, description, tags,
      price_minor, currency, refund_days, version_id, published_at, rating_sum, rating_count, total_sales)
    VALUES ($1, $2, $4, 'published', $5, $6, $7, $8, $9, $10, 14, $3, $11, $12, $13, cardinality($14::uuid[]))),
  approved AS (INSERT INTO listing_versions (listing_id, version_id) VALUES ($1, $3)),
  evidence AS (INSERT INTO listing_evidence (listing_id, version_id, tier, symbols) VALUES ($1, $3, 'unverified', '{}')),
  sale AS (INSERT INTO strategy_purchases (id, listing_id, strategy_id, version_id, buyer_id, creator_id, status,
      listing_title, list_price_minor, price_minor, currency, fee_minor, earning_minor, fee_bps, refund_days, idempotency_key,
      request_hash, expires_at, completed_at)
    SELECT purchase, $1, $2, $3, buyer, $4, 'completed', $5, 0, 0, $10, 0, 0, 3000, 14, purchase::text, '-', now(), now()
    FROM unnest($14::uuid[], $15::uuid[]) s(buyer, purchase)),
  access AS (INSERT INTO user_strategy_access (id, user_id, listing_id, strategy_id, version_id, purchase_id)
    SELECT purchase, buyer, $1, $2, $3, purchase FROM unnest($14::uuid[], $15::uuid[]) s(buyer, purchase))
  INSERT INTO audit_log (id, actor_label, action, subject_type, subject_id)
    SELECT purchase, 'system:seed', 'marketplace_purchase', 'purchase', purchase FROM unnest($15::uuid[]) s(purchase)`;

/** Published listings as they are asked for, written past every policy but through every trigger. */
export const seedCatalogue = async (
  db: TestDatabase,
  creator: Person,
  entries: readonly CatalogueEntry[],
): Promise<ListingId[]> => {
  const ids: ListingId[] = [];
  for (const entry of entries) {
    const listingId = newId("lst");
    ids.push(listingId);
    const buyers = entry.buyers ?? [];
    const document = JSON.stringify({ name: listingId });
    await db.stored(insertListing, [
      uuidFromId("lst", listingId),
      uuidFromId("str", newId("str")),
      uuidFromId("ver", newId("ver")),
      uuidFromId("usr", creator.id),
      entry.title,
      entry.summary,
      entry.description,
      entry.tags,
      entry.priceMinor,
      entry.currency,
      entry.publishedAt,
      entry.ratingSum,
      entry.ratingCount,
      buyers.map((buyer) => uuidFromId("usr", buyer.id)),
      buyers.map(() => uuidFromId("pur", newId("pur"))),
      document,
      createHash("sha256").update(document).digest("hex"),
    ]);
  }
  return ids;
};
