import { z } from "zod";
import { metadata } from "../store/records.ts";

export const refundRecord = z.object({
  id: z.string(),
  createdSeconds: z.int(),
  chargeId: z.string(),
  intentId: z.string(),
  amount: z.int(),
  currency: z.string(),
  livemode: z.boolean(),
  status: z.enum(["pending", "succeeded", "failed"]),
  reason: z.enum(["duplicate", "fraudulent", "requested_by_customer"]).nullable(),
  failureReason: z.string().nullable(),
  metadata,
  movementId: z.string(),
  failureMovementId: z.string().nullable(),
});
export type RefundRecord = z.infer<typeof refundRecord>;

export const disputeRecord = z.object({
  id: z.string(),
  createdSeconds: z.int(),
  chargeId: z.string(),
  intentId: z.string(),
  amount: z.int(),
  currency: z.string(),
  livemode: z.boolean(),
  reason: z.string(),
  status: z.enum(["needs_response", "under_review", "won", "lost"]),
  dueBySeconds: z.int(),
  evidence: z.record(z.string(), z.string()),
  submissions: z.int(),
  metadata,
  movementIds: z.array(z.string()),
});
export type DisputeRecord = z.infer<typeof disputeRecord>;

export const transferRecord = z.object({
  id: z.string(),
  createdSeconds: z.int(),
  amount: z.int(),
  amountReversed: z.int(),
  currency: z.string(),
  livemode: z.boolean(),
  destination: z.string(),
  destinationPayment: z.string(),
  transferGroup: z.string().nullable(),
  sourceChargeId: z.string().nullable(),
  description: z.string().nullable(),
  metadata,
  movementId: z.string(),
});
export type TransferRecord = z.infer<typeof transferRecord>;

export const reversalRecord = z.object({
  id: z.string(),
  createdSeconds: z.int(),
  transferId: z.string(),
  amount: z.int(),
  currency: z.string(),
  metadata,
  movementId: z.string(),
});
export type ReversalRecord = z.infer<typeof reversalRecord>;

export const accountRecord = z.object({
  id: z.string(),
  createdIso: z.string(),
  livemode: z.boolean(),
  contactEmail: z.string().nullable(),
  displayName: z.string().nullable(),
  country: z.string().nullable(),
  entityType: z.string().nullable(),
  dashboard: z.enum(["express", "full", "none"]),
  currency: z.string().nullable(),
  feesCollector: z.enum(["application", "application_custom", "application_express", "stripe"]),
  lossesCollector: z.enum(["application", "stripe"]),
  receivesTransfers: z.boolean(),
  metadata,
  /** `onboarding`: nothing was handed in yet. */
  status: z.enum(["onboarding", "active", "pending", "restricted", "rejected"]),
});
export type AccountRecord = z.infer<typeof accountRecord>;

export const accountLinkRecord = z.object({
  /** The secret part of the address. */
  id: z.string(),
  accountId: z.string(),
  expiresAtIso: z.string(),
  returnUrl: z.string().nullable(),
  refreshUrl: z.string(),
  isUsed: z.boolean(),
});
export type AccountLinkRecord = z.infer<typeof accountLinkRecord>;

/** One line of the platform's account book. */
export const movementRecord = z.object({
  id: z.string(),
  createdSeconds: z.int(),
  type: z.enum([
    "charge",
    "refund",
    "refund_failure",
    "adjustment",
    "transfer",
    "transfer_refund",
    "transfer_failure",
  ]),
  reportingCategory: z.string(),
  amount: z.int(),
  fee: z.int(),
  currency: z.string(),
  source: z.string(),
  description: z.string().nullable(),
});
export type MovementRecord = z.infer<typeof movementRecord>;

/** What one holder has in one currency; `id` is both. */
export const balanceRecord = z.object({
  id: z.string(),
  holder: z.string(),
  currency: z.string(),
  amount: z.int(),
});
export type BalanceRecord = z.infer<typeof balanceRecord>;
