import {
  type Currency,
  currencies,
  type PayoutAccountStatus,
  type PayoutSkipReason,
  type PayoutStatus,
  type ProviderName,
  type UserId,
} from "@boltz/contract";
import { divideHalfEven } from "./fees.ts";
import { balanced, creatorLeg, giveToCreator, houseLeg, type PostingSet } from "./postings.ts";

/** Which state a payout may go to from which. */
export const payoutTransitions = {
  queued: ["sent", "unknown", "paid", "failed"],
  sent: ["unknown", "paid", "failed", "reversed"],
  unknown: ["sent", "paid", "failed", "reversed"],
  paid: ["reversed"],
  failed: [],
  reversed: [],
} as const satisfies Record<PayoutStatus, readonly PayoutStatus[]>;

export const payoutMayBecome = (from: PayoutStatus, to: PayoutStatus): boolean => {
  const reachable: readonly PayoutStatus[] = payoutTransitions[from];
  return reachable.includes(to);
};

export interface PayoutFacts {
  availableMinor: bigint;
  minimumMinor: bigint;
  account: { status: PayoutAccountStatus; heldUntil: Date | null } | null;
  mayWithdraw: boolean;
  isSuspended: boolean;
  isUnderReview: boolean;
  now: Date;
}

export type PayoutDecision =
  | { kind: "pay"; amountMinor: bigint }
  | { kind: "skip"; reason: PayoutSkipReason; until: Date | null };

const accountReasons = {
  planned: "account_onboarding",
  onboarding: "account_onboarding",
  pending: "account_pending",
  active: null,
  restricted: "account_restricted",
  rejected: "account_restricted",
} as const satisfies Record<PayoutAccountStatus, PayoutSkipReason | null>;

/** Whether a creator is paid all that is available now, or why not: the reason that they read. */
export const decidePayout = (facts: PayoutFacts): PayoutDecision => {
  const skip = (reason: PayoutSkipReason, until: Date | null = null): PayoutDecision => ({
    kind: "skip",
    reason,
    until,
  });
  const { account } = facts;
  if (facts.isSuspended) return skip("creator_suspended");
  if (!facts.mayWithdraw) return skip("withdraw_suspended");
  if (facts.isUnderReview) return skip("under_review");
  if (facts.availableMinor <= 0n) return skip("nothing_available");
  if (account === null) return skip("no_account");
  const reason = accountReasons[account.status];
  if (reason !== null) return skip(reason);
  if (account.heldUntil !== null && account.heldUntil > facts.now)
    return skip("security_hold", account.heldUntil);
  if (facts.availableMinor < facts.minimumMinor) return skip("below_minimum");
  return { kind: "pay", amountMinor: facts.availableMinor };
};

interface PayoutMoney {
  currency: Currency;
  creatorId: UserId;
  amountMinor: bigint;
}

export const reservePostings = ({ currency, creatorId, amountMinor }: PayoutMoney): PostingSet =>
  balanced(currency, [
    creatorLeg(creatorId, "available", -amountMinor),
    creatorLeg(creatorId, "reserved", amountMinor),
  ]);

/** The money left the provider's balance. */
export const payoutPaidPostings = ({
  currency,
  creatorId,
  amountMinor,
  provider,
}: PayoutMoney & { provider: ProviderName }): PostingSet =>
  balanced(currency, [
    creatorLeg(creatorId, "reserved", -amountMinor),
    houseLeg(`provider:${provider}`, amountMinor),
  ]);

/** The payout did not happen: the reserve is let go. */
export const payoutFailedPostings = (money: PayoutMoney & { debtMinor: bigint }): PostingSet =>
  balanced(money.currency, [
    creatorLeg(money.creatorId, "reserved", -money.amountMinor),
    ...giveToCreator(money),
  ]);

/** It was paid and came back, whole or in part. */
export const payoutReversedPostings = (
  money: PayoutMoney & { provider: ProviderName; debtMinor: bigint },
): PostingSet =>
  balanced(money.currency, [
    houseLeg(`provider:${money.provider}`, -money.amountMinor),
    ...giveToCreator(money),
  ]);

const RUN_WEEKDAY = 1;
const RUN_HOUR = 6;

/** When the weekly run comes next: Mondays at 06:00 UTC. */
export const nextPayoutRun = (now: Date): Date => {
  const run = new Date(now);
  run.setUTCHours(RUN_HOUR, 0, 0, 0);
  const days = (RUN_WEEKDAY - run.getUTCDay() + 7) % 7;
  run.setUTCDate(run.getUTCDate() + days);
  if (run <= now) run.setUTCDate(run.getUTCDate() + 7);
  return run;
};

const BASE_MINOR = 1_000n;

/**
 * The smallest payout of every currency, in its minor units. `scaleMinor` is PAYOUT_MIN_MINOR, the
 * minimum in US cents; the other currencies move in proportion and stay at least one unit.
 */
export const payoutMinimumsOf = (scaleMinor: number): Record<Currency, bigint> => {
  const of = (code: Currency) => {
    const scaled = divideHalfEven(currencies[code].payoutMinimumMinor * BigInt(scaleMinor), BASE_MINOR);
    return scaled > 0n ? scaled : 1n;
  };
  return { USD: of("USD"), EUR: of("EUR"), GBP: of("GBP"), INR: of("INR"), JPY: of("JPY"), KWD: of("KWD") };
};
