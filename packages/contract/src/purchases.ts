import { z } from "zod";
import { listingId, purchaseId } from "./ids.ts";
import { money, paymentMethod, providerName } from "./money.ts";
import { pageInput, pageOf, timestamp } from "./page.ts";

export const purchaseStatuses = [
  "pending",
  "completed",
  "failed",
  "expired",
  "refunded",
  "charged_back",
  "quarantined",
] as const;
export const purchaseStatus = z.enum(purchaseStatuses);
export type PurchaseStatus = z.infer<typeof purchaseStatus>;

/** As people type it; compared without regard to case. */
export const couponCode = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9_-]{2,31}$/, "must be 3 to 32 letters, digits, - or _");

/** ISO 3166-1 alpha-2. */
export const countryCode = z.string().regex(/^[A-Z]{2}$/, "must be a country code such as IN");

export const startPurchaseInput = z.strictObject({
  listingId,
  provider: providerName,
  method: paymentMethod.default("card"),
  couponCode: couponCode.optional(),
  /** The total that the buyer saw, after the coupon; another one now is shown and confirmed again. */
  expectedPrice: money,
  idempotencyKey: z.uuid(),
});
export type StartPurchaseInput = z.output<typeof startPurchaseInput>;

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
  /** What was or is to be paid, after the coupon. */
  price: money,
  listPrice: money,
  discount: money,
  /** What went back to the buyer so far. */
  refunded: money,
  refundPending: z.boolean(),
  disputed: z.boolean(),
  provider: providerName.nullable(),
  method: paymentMethod.nullable(),
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

export const paymentOption = z.object({ provider: providerName, method: paymentMethod });
export type PaymentOption = z.infer<typeof paymentOption>;

export const purchaseOptionsInput = z.strictObject({
  listingId,
  couponCode: couponCode.optional(),
  /** Where the buyer pays from; leaves out what does not work there. */
  country: countryCode.optional(),
});

/** How a listing can be bought here and what it costs in the end; no option for what costs nothing. */
export const purchaseOptionsOutput = z.object({
  options: z.array(paymentOption),
  price: money,
  discount: money,
  total: money,
  coupon: z.object({ code: z.string(), percent: z.int().nullable() }).nullable(),
  refundDays: z.int(),
});
export type PurchaseOptions = z.infer<typeof purchaseOptionsOutput>;
