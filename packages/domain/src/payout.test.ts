import { payoutStatuses, userId } from "@boltz/contract";
import { describe, expect, test } from "vitest";
import {
  decidePayout,
  nextPayoutRun,
  type PayoutFacts,
  payoutFailedPostings,
  payoutMayBecome,
  payoutMinimumsOf,
  payoutPaidPostings,
  payoutReversedPostings,
  payoutTransitions,
  reservePostings,
} from "./payout.ts";
import { releasePostings, suspensePostings } from "./postings.ts";

const creatorId = userId.parse("usr_01k9zzzzzzzzzzzzzzzzzzzzz1");
const now = new Date("2026-03-10T12:00:00Z");
const later = new Date("2026-03-11T12:00:00Z");
const by = (part: string) => `creator:${creatorId}:${part}`;

const legs = ({ postings }: { postings: readonly { account: string; amountMinor: bigint }[] }) =>
  Object.fromEntries(postings.map(({ account, amountMinor }) => [account, amountMinor]));

const facts = (changes: Partial<PayoutFacts> = {}): PayoutFacts => ({
  availableMinor: 5_000n,
  minimumMinor: 1_000n,
  account: { status: "active", heldUntil: null },
  mayWithdraw: true,
  isSuspended: false,
  isUnderReview: false,
  now,
  ...changes,
});

describe("decidePayout", () => {
  test("pays all that is available, from the minimum on", () => {
    expect(decidePayout(facts())).toEqual({ kind: "pay", amountMinor: 5_000n });
    expect(decidePayout(facts({ availableMinor: 1_000n }))).toEqual({ kind: "pay", amountMinor: 1_000n });
    expect(decidePayout(facts({ account: { status: "active", heldUntil: now } })).kind).toBe("pay");
  });

  test.each<[string, Partial<PayoutFacts>, Date | null]>([
    ["creator_suspended", { isSuspended: true, mayWithdraw: false }, null],
    ["withdraw_suspended", { mayWithdraw: false }, null],
    ["under_review", { isUnderReview: true }, null],
    ["nothing_available", { availableMinor: 0n, account: null }, null],
    ["no_account", { account: null }, null],
    ["account_onboarding", { account: { status: "planned", heldUntil: null } }, null],
    ["account_onboarding", { account: { status: "onboarding", heldUntil: null } }, null],
    ["account_pending", { account: { status: "pending", heldUntil: null } }, null],
    ["account_restricted", { account: { status: "restricted", heldUntil: null } }, null],
    ["account_restricted", { account: { status: "rejected", heldUntil: null } }, null],
    ["security_hold", { account: { status: "active", heldUntil: later } }, later],
    ["below_minimum", { availableMinor: 999n }, null],
  ])("skips with %s", (reason, changes, until) => {
    expect(decidePayout(facts(changes))).toEqual({ kind: "skip", reason, until });
  });
});

test("the table of transitions names every status, and what ended stays ended", () => {
  expect(Object.keys(payoutTransitions).toSorted()).toEqual([...payoutStatuses].toSorted());
  expect(payoutStatuses.filter((status) => payoutMayBecome("failed", status))).toEqual([]);
  expect(payoutMayBecome("paid", "failed")).toBe(false);
  expect(payoutMayBecome("unknown", "paid")).toBe(true);
});

describe("postings", () => {
  const money = { currency: "USD", creatorId, amountMinor: 100n } as const;

  test("a payout is reserved, then paid, or let go", () => {
    expect(legs(reservePostings(money))).toEqual({ [by("available")]: -100n, [by("reserved")]: 100n });
    expect(legs(payoutPaidPostings({ ...money, provider: "stripe" }))).toEqual({
      [by("reserved")]: -100n,
      "provider:stripe": 100n,
    });
    expect(legs(payoutFailedPostings({ ...money, debtMinor: -30n }))).toEqual({
      [by("reserved")]: -100n,
      [by("debt")]: 30n,
      [by("available")]: 70n,
    });
  });

  test("what comes back from a paid one repays debt first", () => {
    expect(legs(payoutReversedPostings({ ...money, provider: "stripe", debtMinor: -300n }))).toEqual({
      "provider:stripe": -100n,
      [by("debt")]: 100n,
    });
  });

  test("a hold that ends repays debt first", () => {
    expect(legs(releasePostings({ ...money, debtMinor: -1n }))).toEqual({
      [by("pending")]: -100n,
      [by("debt")]: 1n,
      [by("available")]: 99n,
    });
    expect(legs(releasePostings({ ...money, debtMinor: 0n }))).toEqual({
      [by("pending")]: -100n,
      [by("available")]: 100n,
    });
  });

  test("money that fits no purchase waits in suspense", () => {
    expect(legs(suspensePostings({ provider: "razorpay", currency: "INR", amountMinor: 7n }))).toEqual({
      "provider:razorpay": -7n,
      "platform:suspense": 7n,
    });
  });
});

test.each([
  ["2026-03-10T12:00:00Z", "2026-03-16T06:00:00Z"],
  ["2026-03-16T05:59:59Z", "2026-03-16T06:00:00Z"],
  ["2026-03-16T06:00:00Z", "2026-03-23T06:00:00Z"],
  ["2026-12-31T23:00:00Z", "2027-01-04T06:00:00Z"],
])("after %s the weekly run comes at %s", (at, run) => {
  expect(nextPayoutRun(new Date(at))).toEqual(new Date(run));
});

test("minimums scale with the dollar's and never reach zero", () => {
  expect(payoutMinimumsOf(1_000)).toEqual({
    USD: 1_000n,
    EUR: 1_000n,
    GBP: 1_000n,
    INR: 50_000n,
    JPY: 1_000n,
    KWD: 3_000n,
  });
  expect(payoutMinimumsOf(2_500)).toMatchObject({ USD: 2_500n, INR: 125_000n, KWD: 7_500n });
  expect(payoutMinimumsOf(1)).toMatchObject({ USD: 1n, INR: 50n, KWD: 3n });
});
