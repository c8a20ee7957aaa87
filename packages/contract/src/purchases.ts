import { z } from "zod";
import { listingId, purchaseId } from "./ids.ts";
import { money, providerName } from "./money.ts";
import { pageInput, pageOf, timestamp } from "./page.ts";

export const purchaseStatuses = [
  "pending",
  "completed",
  "failed",
  "expired",
  "refunded",
  "quarantined",
] as const;
export const purchaseStatus = z.enum(purchaseStatuses);
export type PurchaseStatus = z.infer<typeof purchaseStatus>;

export const startPurchaseInput = z.strictObject({
  listingId,
  provider: providerName,
  /** The price that the buyer saw; another one now is shown and confirmed again. */
  expectedPrice: money,
  idempotencyKey: z.uuid(),
});
export type StartPurchaseInput = z.infer<typeof startPurchaseInput>;

export const startPurchaseOutput = z.object({
  purchaseId,
  status: purchaseStatus,
  /** Where to pay; null when nothing is to be paid or the outcome is already known. */
  checkoutUrl: z.url().nullable(),
});
export type StartPurchaseOutput = z.infer<typeof startPurchaseOutput>;

export const purchaseView = z.object({
  id: purchaseId,
  listingId,
  listingTitle: z.string(),
  status: purchaseStatus,
  price: money,
  provider: providerName.nullable(),
  /** Why the last try did not go through, in words for the buyer. */
  lastFailure: z.string().nullable(),
  /** The provider's page of a purchase that still waits for payment. */
  checkoutUrl: z.url().nullable(),
  refundableUntil: timestamp.nullable(),
  createdAt: timestamp,
  completedAt: timestamp.nullable(),
});
export type PurchaseView = z.infer<typeof purchaseView>;

export const purchaseRef = z.strictObject({ purchaseId });
export const listPurchasesInput = z.strictObject(pageInput);
export const listPurchasesOutput = pageOf(purchaseView);

/** How a listing can be bought here; no provider for what costs nothing. */
export const purchaseOptionsOutput = z.object({
  providers: z.array(providerName),
  price: money,
  refundDays: z.int(),
});
export type PurchaseOptions = z.infer<typeof purchaseOptionsOutput>;
