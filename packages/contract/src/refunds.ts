import { z } from "zod";
import { disputeId, purchaseId, refundId } from "./ids.ts";
import { minorUnits, money, providerName } from "./money.ts";
import { pageInput, pageOf, timestamp } from "./page.ts";
import { purchaseStatus } from "./purchases.ts";
import { text } from "./text.ts";

/** `planned`: to be made at the provider. `pending`: on its way to the buyer. */
export const refundStatuses = ["planned", "pending", "succeeded", "failed"] as const;
export const refundStatus = z.enum(refundStatuses);
export type RefundStatus = z.infer<typeof refundStatus>;

/** Who began it: the buyer by the refund terms, our staff, or somebody in the provider's dashboard. */
export const refundOrigins = ["buyer", "staff", "provider"] as const;
export const refundOrigin = z.enum(refundOrigins);
export type RefundOrigin = z.infer<typeof refundOrigin>;

export const requestRefundInput = z.strictObject({ purchaseId, reason: text(0, 1_000) });

/** `amountMinor` null refunds all that is left. */
export const staffRefundInput = z.strictObject({
  purchaseId,
  amountMinor: minorUnits.nullable(),
  reason: text(10, 1_000),
  idempotencyKey: z.uuid(),
});

export const refundView = z.object({
  id: refundId,
  purchaseId,
  amount: money,
  status: refundStatus,
  origin: refundOrigin,
  reason: z.string(),
  failure: z.string().nullable(),
  createdAt: timestamp,
  endedAt: timestamp.nullable(),
});
export type RefundView = z.infer<typeof refundView>;

export const disputeStatuses = ["open", "under_review", "won", "lost"] as const;
export const disputeStatus = z.enum(disputeStatuses);
export type DisputeStatus = z.infer<typeof disputeStatus>;

export const disputeView = z.object({
  id: disputeId,
  purchaseId,
  listingTitle: z.string(),
  provider: providerName,
  providerReference: z.string(),
  amount: money,
  fee: money,
  reason: z.string(),
  status: disputeStatus,
  evidenceDueAt: timestamp.nullable(),
  evidenceSentAt: timestamp.nullable(),
  openedAt: timestamp,
  closedAt: timestamp.nullable(),
});
export type DisputeView = z.infer<typeof disputeView>;

export const disputeRef = z.strictObject({ disputeId });
export const listDisputesInput = z.strictObject({ ...pageInput, open: z.boolean().default(true) });
export const listDisputesOutput = pageOf(disputeView);

/** The evidence as it is, or would be, handed to the provider. */
export const disputeEvidence = z.object({ summary: z.string(), activityLog: z.string() });

/** A purchase as staff see it, with all that went back. */
export const staffPurchase = z.object({
  id: purchaseId,
  listingTitle: z.string(),
  buyer: z.string(),
  creator: z.string(),
  status: purchaseStatus,
  quarantineReason: z.string().nullable(),
  provider: providerName.nullable(),
  paymentReference: z.string().nullable(),
  price: money,
  refundable: money,
  refunds: z.array(refundView),
  disputes: z.array(disputeView),
  createdAt: timestamp,
  completedAt: timestamp.nullable(),
});
export type StaffPurchase = z.infer<typeof staffPurchase>;

export const findPurchasesInput = z.strictObject({
  ...pageInput,
  /** A purchase's or a listing's id, a payment reference or a buyer's e-mail address; empty lists the newest. */
  query: text(0, 200).default(""),
  quarantined: z.boolean().default(false),
});
export const findPurchasesOutput = pageOf(staffPurchase.omit({ refunds: true, disputes: true }));
