import type { PurchaseView } from "@boltz/contract";
import type { purchases } from "@boltz/db/schema";
import { refundableUntil } from "@boltz/domain";
import { toMoney } from "../money.ts";

export type PurchaseRow = typeof purchases.$inferSelect;

export const toPurchaseView = (row: PurchaseRow): PurchaseView => ({
  id: row.id,
  listingId: row.listingId,
  listingTitle: row.listingTitle,
  status: row.status,
  price: toMoney(row.priceMinor, row.currency),
  provider: row.provider,
  lastFailure: row.lastFailure,
  checkoutUrl: row.status === "pending" ? row.checkoutUrl : null,
  refundableUntil:
    row.status === "completed" && row.completedAt !== null && row.priceMinor > 0n
      ? (refundableUntil(row.completedAt, row.refundDays)?.toISOString() ?? null)
      : null,
  createdAt: row.createdAt.toISOString(),
  completedAt: row.completedAt?.toISOString() ?? null,
});
