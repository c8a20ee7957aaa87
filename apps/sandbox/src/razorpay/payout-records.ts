import { z } from "zod";
import { notesRecord } from "./records.ts";

const made = { id: z.string(), createdSeconds: z.int() };
const money = { amount: z.int(), currency: z.string() };

export const accountRecord = z.object({
  ...made,
  email: z.string(),
  phone: z.string(),
  legalBusinessName: z.string(),
  businessType: z.string(),
  contactName: z.string(),
  referenceId: z.string().nullable(),
  category: z.string().nullable(),
  subcategory: z.string().nullable(),
  notes: notesRecord,
  suspended: z.boolean(),
});
export type AccountRecord = z.infer<typeof accountRecord>;

export const stakeholderRecord = z.object({
  ...made,
  accountId: z.string(),
  name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
});
export type StakeholderRecord = z.infer<typeof stakeholderRecord>;

export const activationStatuses = [
  "requested",
  "needs_clarification",
  "under_review",
  "activated",
  "suspended",
  "rejected",
] as const;
export type ActivationStatus = (typeof activationStatuses)[number];

export const settlementBank = z.object({
  accountNumber: z.string(),
  ifsc: z.string(),
  beneficiary: z.string(),
});
export type SettlementBank = z.infer<typeof settlementBank>;

export const productRecord = z.object({
  ...made,
  accountId: z.string(),
  status: z.enum(activationStatuses),
  termsAcceptedSeconds: z.int().nullable(),
  bank: settlementBank.partial(),
});
export type ProductRecord = z.infer<typeof productRecord>;

export const transferRecord = z.object({
  ...made,
  ...money,
  /** Our own account, or the payment that is shared out. */
  source: z.string(),
  accountId: z.string(),
  notes: notesRecord,
  linkedAccountNotes: z.array(z.string()),
  status: z.enum(["created", "pending", "processed", "failed", "reversed", "partially_reversed"]),
  amountReversed: z.int(),
  onHold: z.boolean(),
  onHoldUntilSeconds: z.int().nullable(),
  /** Its bank has it with the release, not two days later. */
  settlesAtOnce: z.boolean(),
  processedSeconds: z.int().nullable(),
  failure: z.object({ code: z.string(), description: z.string(), reason: z.string() }).nullable(),
});
export type TransferRecord = z.infer<typeof transferRecord>;

export const reversalRecord = z.object({
  ...made,
  ...money,
  transferId: z.string(),
  notes: notesRecord,
});
export type ReversalRecord = z.infer<typeof reversalRecord>;

export const contactRecord = z.object({
  ...made,
  name: z.string(),
  email: z.string().nullable(),
  contact: z.string().nullable(),
  type: z.string().nullable(),
  referenceId: z.string().nullable(),
  notes: notesRecord,
});
export type ContactRecord = z.infer<typeof contactRecord>;

export const fundAccountRecord = z.object({
  ...made,
  contactId: z.string(),
  bank: settlementBank,
});
export type FundAccountRecord = z.infer<typeof fundAccountRecord>;

export const payoutStatuses = [
  "queued",
  "pending",
  "processing",
  "processed",
  "reversed",
  "cancelled",
  "rejected",
  "failed",
] as const;
export type PayoutStatus = (typeof payoutStatuses)[number];

export const payoutRecord = z.object({
  ...made,
  ...money,
  fundAccountId: z.string(),
  mode: z.string(),
  purpose: z.string(),
  referenceId: z.string().nullable(),
  narration: z.string().nullable(),
  notes: notesRecord,
  status: z.enum(payoutStatuses),
  utr: z.string().nullable(),
  failure: z.object({ description: z.string(), source: z.string(), reason: z.string() }).nullable(),
});
export type PayoutRecord = z.infer<typeof payoutRecord>;
