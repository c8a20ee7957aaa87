import { z } from "zod";
import { payoutAccountId, payoutId, userId } from "./ids.ts";
import { currency, minorUnits, money, providerName } from "./money.ts";
import { pageInput, pageOf, timestamp } from "./page.ts";
import { countryCode } from "./purchases.ts";
import { text } from "./text.ts";

/**
 * `queued`: reserved, not told to the provider yet. `sent`: on its way. `unknown`: the provider's answer
 * was lost and is being asked for. `failed`: the money is back in the balance. `reversed`: it was paid and came back.
 */
export const payoutStatuses = ["queued", "sent", "unknown", "paid", "failed", "reversed"] as const;
export const payoutStatus = z.enum(payoutStatuses);
export type PayoutStatus = z.infer<typeof payoutStatus>;

export const payoutAccountStatuses = [
  "planned",
  "onboarding",
  "pending",
  "active",
  "restricted",
  "rejected",
] as const;
export const payoutAccountStatus = z.enum(payoutAccountStatuses);
export type PayoutAccountStatus = z.infer<typeof payoutAccountStatus>;

/** Why nothing was paid out, in a word that the screens put into a sentence. */
export const payoutSkipReasons = [
  "nothing_available",
  "below_minimum",
  "no_account",
  "account_onboarding",
  "account_pending",
  "account_restricted",
  "security_hold",
  "withdraw_suspended",
  "creator_suspended",
  "under_review",
] as const;
export const payoutSkipReason = z.enum(payoutSkipReasons);
export type PayoutSkipReason = z.infer<typeof payoutSkipReason>;

export const payoutAccountView = z.object({
  id: payoutAccountId,
  provider: providerName,
  status: payoutAccountStatus,
  country: z.string(),
  requirements: z.array(z.string()),
  /** Payouts wait until then, because the account was changed. */
  heldUntil: timestamp.nullable(),
  createdAt: timestamp,
});
export type PayoutAccountView = z.infer<typeof payoutAccountView>;

/** Bank details go through to the provider and are kept nowhere here. */
export const payoutDetails = z.strictObject({
  legalName: text(2, 120),
  phone: z.string().regex(/^\+?[0-9]{8,15}$/, "must be a phone number of 8 to 15 digits"),
  pan: z.string().regex(/^[A-Z]{5}[0-9]{4}[A-Z]$/, "must look like ABCDE1234F"),
  street: text(3, 100),
  city: text(2, 60),
  state: text(2, 60),
  postalCode: z.string().regex(/^[1-9][0-9]{5}$/, "must have six digits"),
  beneficiary: text(2, 120),
  accountNumber: z.string().regex(/^[0-9A-Za-z]{5,34}$/, "must be 5 to 34 letters and digits"),
  ifsc: z.string().regex(/^[A-Z]{4}0[A-Z0-9]{6}$/, "must look like ABCD0123456"),
  /** Razorpay's terms for linked accounts; they have to be accepted by the creator. */
  acceptsTerms: z.literal(true, "has to be accepted"),
});

export const onboardInput = z
  .strictObject({ provider: providerName, country: countryCode, details: payoutDetails.nullable() })
  .superRefine((value, context) => {
    if ((value.provider === "razorpay") !== (value.details !== null))
      context.addIssue({
        code: "custom",
        path: ["details"],
        message: "are needed for Razorpay, and only there",
      });
  });
export type OnboardInput = z.infer<typeof onboardInput>;

/** The provider's page where the creator goes on; null where nothing is left to do there. */
export const onboardOutput = z.object({ account: payoutAccountView, url: z.url().nullable() });

export const creatorBalance = z.object({
  currency,
  pendingMinor: minorUnits,
  availableMinor: minorUnits,
  reservedMinor: minorUnits,
  /** What the creator owes, as a positive amount. */
  debtMinor: minorUnits,
  /** The next earnings whose hold ends: when, and how much. */
  nextRelease: z.object({ at: timestamp, amountMinor: minorUnits }).nullable(),
  payoutMinimumMinor: minorUnits,
  /** Null where a payout can be requested now. */
  blockedBy: payoutSkipReason.nullable(),
  /** When the reason ends by itself; null where it does not. */
  blockedUntil: timestamp.nullable(),
});
export type CreatorBalance = z.infer<typeof creatorBalance>;

export const payoutBalance = z.object({
  balances: z.array(creatorBalance),
  accounts: z.array(payoutAccountView),
  /** Which providers a payout account can be set up at here. */
  providers: z.array(providerName),
  nextRun: timestamp,
  holdDays: z.int(),
});
export type PayoutBalance = z.infer<typeof payoutBalance>;

export const requestPayoutInput = z.strictObject({ currency, idempotencyKey: z.uuid() });

export const payoutView = z.object({
  id: payoutId,
  status: payoutStatus,
  amount: money,
  provider: providerName,
  origin: z.enum(["creator", "weekly"]),
  providerReference: z.string().nullable(),
  failure: z.string().nullable(),
  createdAt: timestamp,
  sentAt: timestamp.nullable(),
  endedAt: timestamp.nullable(),
});
export type PayoutView = z.infer<typeof payoutView>;

export const payoutSkipView = z.object({
  currency,
  amountMinor: minorUnits,
  reason: payoutSkipReason,
  until: timestamp.nullable(),
  at: timestamp,
});

export const payoutRef = z.strictObject({ payoutId });
export const listPayoutsInput = z.strictObject(pageInput);
export const listPayoutsOutput = z.object({
  items: z.array(payoutView),
  nextCursor: z.string().nullable(),
  /** The latest reason per currency why the weekly run paid nothing. */
  skips: z.array(payoutSkipView),
});

export const statementKinds = [
  "sale",
  "refund",
  "refund_failed",
  "dispute",
  "dispute_won",
  "dispute_fee",
  "debt_repaid",
  "payout_returned",
  "other",
] as const;
export const statementKind = z.enum(statementKinds);
export type StatementKind = z.infer<typeof statementKind>;

/** One payout and the entries it is made of; they sum to its amount exactly. */
export const payoutStatement = z.object({
  payout: payoutView,
  creatorName: z.string(),
  lines: z.array(
    z.object({
      at: timestamp,
      kind: statementKind,
      title: z.string(),
      reference: z.string(),
      amountMinor: minorUnits,
    }),
  ),
  total: money,
});
export type PayoutStatement = z.infer<typeof payoutStatement>;

export const staffPayout = z.object({ ...payoutView.shape, creatorId: userId, creatorName: z.string() });
export type StaffPayout = z.infer<typeof staffPayout>;
export const listStaffPayoutsInput = z.strictObject({
  ...pageInput,
  status: payoutStatus.nullable().default(null),
});
export const listStaffPayoutsOutput = pageOf(staffPayout);

/** Null ends the review. The creator reads the reason. */
export const reviewPayoutsInput = z.strictObject({ creatorId: userId, reason: text(10, 1_000).nullable() });
