import type { creatorSale, PurchaseId } from "@boltz/contract";
import { purchases } from "@boltz/db/schema";
import type { z } from "zod";
import { toMoney } from "../money.ts";

export type CreatorSale = z.output<typeof creatorSale>;

export const saleColumns = {
  purchaseId: purchases.id,
  listingTitle: purchases.listingTitle,
  status: purchases.status,
  priceMinor: purchases.priceMinor,
  feeMinor: purchases.feeMinor,
  earningMinor: purchases.earningMinor,
  returnedMinor: purchases.returnedMinor,
  feeReturnedMinor: purchases.feeReturnedMinor,
  currency: purchases.currency,
  completedAt: purchases.completedAt,
  createdAt: purchases.createdAt,
};

type SaleRow = Pick<typeof purchases.$inferSelect, Exclude<keyof typeof saleColumns, "purchaseId">> & {
  purchaseId: PurchaseId;
};

/** Fee and earning are what is left of them, so that they and what went back sum to the price. */
export const toCreatorSale = (row: SaleRow): CreatorSale => {
  const { currency, returnedMinor, feeReturnedMinor } = row;
  return {
    purchaseId: row.purchaseId,
    listingTitle: row.listingTitle,
    status: row.status,
    price: toMoney(row.priceMinor, currency),
    fee: toMoney(row.feeMinor - feeReturnedMinor, currency),
    earned: toMoney(row.earningMinor - (returnedMinor - feeReturnedMinor), currency),
    refunded: toMoney(returnedMinor, currency),
    at: (row.completedAt ?? row.createdAt).toISOString(),
  };
};
