import type { PurchaseView } from "@boltz/contract";
import { disputes, listings, purchases, refunds } from "@boltz/db/schema";
import { refundableUntil } from "@boltz/domain";
import { getTableColumns, sql } from "drizzle-orm";
import { toMoney } from "../money.ts";

export type PurchaseRow = typeof purchases.$inferSelect;

/** A purchase with what became of its money, as its buyer is shown it. */
export const viewedColumns = {
  ...getTableColumns(purchases),
  refundedMinor: sql<string>`(select coalesce(sum(r.amount_minor), 0) from ${refunds} r where r.purchase_id = strategy_purchases.id and r.status = 'succeeded')`,
  refundPending: sql<boolean>`exists (select from ${refunds} r where r.purchase_id = strategy_purchases.id and r.status in ('planned', 'pending'))`,
  /** Null unless it was removed because it harms: that may be given back at any time, so the window moves on. */
  harmWindow: sql<
    string | null
  >`(select to_char((now() + interval '1 year') at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') from ${listings} l where l.id = strategy_purchases.listing_id and l.is_harmful)`,
  disputed: sql<boolean>`exists (select from ${disputes} d where d.purchase_id = strategy_purchases.id and d.status in ('open', 'under_review'))`,
};

type ViewedRow = PurchaseRow & {
  refundedMinor: string;
  refundPending: boolean;
  disputed: boolean;
  harmWindow: string | null;
};

export const toPurchaseView = (row: ViewedRow): PurchaseView => ({
  id: row.id,
  listingId: row.listingId,
  listingTitle: row.listingTitle,
  status: row.status,
  price: toMoney(row.priceMinor, row.currency),
  listPrice: toMoney(row.listPriceMinor, row.currency),
  discount: toMoney(row.discountMinor, row.currency),
  refunded: toMoney(BigInt(row.refundedMinor), row.paidCurrency ?? row.currency),
  refundPending: row.refundPending,
  disputed: row.disputed,
  provider: row.provider,
  method: row.method,
  lastFailure: row.lastFailure,
  checkoutUrl: row.status === "pending" ? row.checkoutUrl : null,
  refundableUntil:
    row.status === "completed" && row.completedAt !== null && row.priceMinor > 0n
      ? (row.harmWindow ?? refundableUntil(row.completedAt, row.refundDays)?.toISOString() ?? null)
      : null,
  createdAt: row.createdAt.toISOString(),
  completedAt: row.completedAt?.toISOString() ?? null,
});
