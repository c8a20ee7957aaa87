import { currencies, userId } from "@boltz/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitPrice } from "./fees.ts";
import {
  decideRefund,
  disputeCostPostings,
  disputeFundsPostings,
  disputeOpenedPostings,
  givenBackPostings,
  type RefundFacts,
  refundPostings,
  splitReturn,
} from "./returns.ts";

const creatorId = userId.parse("usr_01k9zzzzzzzzzzzzzzzzzzzzz1");
const now = new Date("2026-03-10T12:00:00Z");
const completedAt = new Date("2026-03-01T12:00:00Z");
const by = (part: string) => `creator:${creatorId}:${part}`;

const legs = ({ postings }: { postings: readonly { account: string; amountMinor: bigint }[] }) =>
  Object.fromEntries(postings.map(({ account, amountMinor }) => [account, amountMinor]));

describe("splitReturn", () => {
  test("gives each side its part, and the last return the remainder", () => {
    const sale = { currency: "USD", priceMinor: 1_000n, feeMinor: 333n } as const;
    expect(splitReturn({ ...sale, returnedMinor: 0n, feeReturnedMinor: 0n }, 500n)).toEqual({
      feeMinor: 166n,
      earningMinor: 334n,
    });
    expect(splitReturn({ ...sale, returnedMinor: 500n, feeReturnedMinor: 166n }, 500n)).toEqual({
      feeMinor: 167n,
      earningMinor: 333n,
    });
  });

  test("refuses what is not within the rest", () => {
    const sale = {
      currency: "USD",
      priceMinor: 100n,
      feeMinor: 30n,
      returnedMinor: 60n,
      feeReturnedMinor: 18n,
    } as const;
    expect(() => splitReturn(sale, 41n)).toThrow(RangeError);
    expect(() => splitReturn(sale, 0n)).toThrow(RangeError);
  });

  test("any returns, some undone in between, stay within what each side got and end exactly there", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("USD" as const, "KWD" as const),
        fc.bigInt(1n, 10n ** 6n),
        fc.integer({ min: 0, max: 10_000 }),
        fc.array(fc.record({ part: fc.integer({ min: 1, max: 100 }), undo: fc.boolean() }), {
          maxLength: 30,
        }),
        (currency, units, feeBps, steps) => {
          const { step } = currencies[currency];
          const priceMinor = units * step;
          const { feeMinor, earningMinor } = splitPrice({ priceMinor, feeBps, currency });
          let [returnedMinor, feeReturnedMinor] = [0n, 0n];
          const give = (amountMinor: bigint) => {
            const split = splitReturn(
              { currency, priceMinor, feeMinor, returnedMinor, feeReturnedMinor },
              amountMinor,
            );
            expect(split.feeMinor + split.earningMinor).toBe(amountMinor);
            expect(split.feeMinor >= 0n && split.earningMinor >= 0n).toBe(true);
            expect([split.feeMinor % step, split.earningMinor % step]).toEqual([0n, 0n]);
            returnedMinor += amountMinor;
            feeReturnedMinor += split.feeMinor;
            expect(feeReturnedMinor <= feeMinor).toBe(true);
            expect(returnedMinor - feeReturnedMinor <= earningMinor).toBe(true);
            return split;
          };
          for (const { part, undo } of steps) {
            const amountMinor = (((priceMinor - returnedMinor) * BigInt(part)) / (100n * step)) * step;
            if (amountMinor === 0n) continue;
            const split = give(amountMinor);
            if (!undo) continue;
            returnedMinor -= amountMinor;
            feeReturnedMinor -= split.feeMinor;
          }
          if (returnedMinor < priceMinor) give(priceMinor - returnedMinor);
          expect([returnedMinor, feeReturnedMinor]).toEqual([priceMinor, feeMinor]);
        },
      ),
    );
  });
});

const refund = (
  changes: Partial<RefundFacts> = {},
  purchase: Partial<RefundFacts["purchase"]> = {},
): RefundFacts => ({
  origin: "buyer",
  purchase: {
    status: "completed",
    currency: "USD",
    priceMinor: 4_900n,
    returnedMinor: 0n,
    refundDays: 14,
    completedAt,
    paidMinor: 4_900n,
    ...purchase,
  },
  underWayMinor: 0n,
  hasOpenDispute: false,
  isHarmful: false,
  amountMinor: null,
  now,
  ...changes,
});

const staff = { origin: "staff" } as const;

describe("decideRefund", () => {
  test.each<[string, RefundFacts, bigint]>([
    ["all of it within the window", refund(), 4_900n],
    ["at the window's last moment", refund({ now: new Date("2026-03-15T12:00:00Z") }), 4_900n],
    ["what is left of it", refund({}, { returnedMinor: 900n }), 4_000n],
    [
      "what harms, long after the window",
      refund({ isHarmful: true, now: new Date("2031-01-01T00:00:00Z") }),
      4_900n,
    ],
    ["what harms, though it had no window", refund({ isHarmful: true }, { refundDays: 0 }), 4_900n],
    ["staff after the window", refund({ ...staff, now: new Date("2027-01-01T00:00:00Z") }), 4_900n],
    ["staff a part", refund({ ...staff, amountMinor: 1n }), 1n],
    ["staff what is in quarantine", refund(staff, { status: "quarantined", paidMinor: 123n }), 123n],
    ["the odd rest of fils", refund(staff, { currency: "KWD", priceMinor: 1_000n, returnedMinor: 995n }), 5n],
  ])("refunds %s", (_, facts, amountMinor) => {
    expect(decideRefund(facts)).toEqual({ kind: "refund", amountMinor });
  });

  test.each<[string, RefundFacts]>([
    ["refund_window_closed", refund({ now: new Date("2026-03-15T12:00:01Z") })],
    ["refund_window_closed", refund({}, { refundDays: 0 })],
    ["disputed", refund({ ...staff, hasOpenDispute: true })],
    ["disputed", refund({ isHarmful: true, hasOpenDispute: true })],
    ["wrong_state", refund({}, { status: "pending" })],
    ["wrong_state", refund({}, { status: "refunded" })],
    ["wrong_state", refund({}, { status: "charged_back" })],
    ["wrong_state", refund({}, { status: "quarantined" })],
    ["wrong_state", refund({}, { priceMinor: 0n })],
    ["wrong_state", refund({ underWayMinor: 4_900n })],
    ["refund_too_large", refund({ ...staff, amountMinor: 4_901n })],
    ["refund_too_large", refund({ ...staff, amountMinor: 4_000n, underWayMinor: 1_000n })],
    ["invalid_input", refund({ ...staff, amountMinor: 0n })],
    ["invalid_input", refund({ ...staff, amountMinor: 15n }, { currency: "KWD" })],
  ])("refuses with %s", (code, facts) => {
    expect(decideRefund(facts)).toEqual({ kind: "refuse", code });
  });
});

const back = {
  provider: "stripe",
  currency: "USD",
  creatorId,
  feeMinor: 30n,
  earningMinor: 70n,
  pendingMinor: 40n,
  availableMinor: 20n,
} as const;

test("a refund takes from pending, then available, then debt", () => {
  expect(legs(refundPostings(back))).toEqual({
    "provider:stripe": 100n,
    "platform:fees": -30n,
    [by("pending")]: -40n,
    [by("available")]: -20n,
    [by("debt")]: -10n,
  });
});

test("a dispute freezes what it is about, and what exceeds the sale is ours", () => {
  expect(legs(disputeOpenedPostings({ ...back, excessMinor: 5n }))).toMatchObject({
    "disputes:held": 105n,
    "platform:provider_costs": -5n,
    "platform:fees": -30n,
  });
  expect(legs(disputeFundsPostings({ ...back, deltaMinor: 105n }))).toEqual({
    "provider:stripe": 105n,
    "disputes:held": -105n,
  });
});

test("a lost dispute's charge is taken like a refund", () => {
  expect(
    legs(
      disputeCostPostings({
        currency: "USD",
        creatorId,
        costMinor: 15n,
        pendingMinor: 0n,
        availableMinor: 10n,
      }),
    ),
  ).toEqual({ "platform:provider_costs": 15n, [by("available")]: -10n, [by("debt")]: -5n });
});

test("what is given back goes into the hold while it lasts, and repays a debt after it", () => {
  const won = { ...back, from: "disputes:held", excessMinor: 5n, debtMinor: -50n } as const;
  expect(legs(givenBackPostings({ ...won, isReleased: false }))).toEqual({
    "disputes:held": -105n,
    "platform:fees": 30n,
    "platform:provider_costs": 5n,
    [by("pending")]: 70n,
  });
  expect(legs(givenBackPostings({ ...won, isReleased: true }))).toMatchObject({
    [by("debt")]: 50n,
    [by("available")]: 20n,
  });
});
