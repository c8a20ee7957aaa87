import type { Currency, EvidenceCard, ListingCard } from "@boltz/contract";
import { idFromUuid } from "@boltz/db";
import { evidenceJson } from "./evidence-card.ts";

/** A row of `cardColumns`; the statement that selects them names the listing `l` and its creator `c`. */
export interface CardRow {
  id: string;
  title: string;
  summary: string;
  tags: string[];
  price_minor: bigint;
  currency: Currency;
  refund_days: number;
  rating: number | null;
  rating_count: number;
  total_sales: number;
  published_at: Date;
  creator_id: string;
  creator_name: string;
  proof: EvidenceCard | null;
}

export const cardColumns = `l.id, l.title, l.summary, l.tags, l.price_minor, l.currency, l.refund_days, l.rating,
  l.rating_count, l.total_sales, l.published_at, l.creator_id, c.display_name as creator_name,
  (select ${evidenceJson("e")} from listing_evidence e where e.listing_id = l.id) as proof`;

export const listingCardOf = (row: CardRow): ListingCard => ({
  id: idFromUuid("lst", row.id),
  title: row.title,
  summary: row.summary,
  tags: row.tags,
  price: { amountMinor: row.price_minor.toString(), currency: row.currency },
  refundDays: row.refund_days,
  rating: { mean: row.rating, count: row.rating_count },
  totalSales: row.total_sales,
  publishedAt: row.published_at.toISOString(),
  creator: { id: idFromUuid("usr", row.creator_id), displayName: row.creator_name },
  proof: row.proof,
});
