import { purchaseStatuses, type UserId, userId } from "@boltz/contract";
import { describe, expect, test } from "vitest";
import {
  decidePurchase,
  decideSettlement,
  mayBecome,
  type PurchaseFacts,
  purchaseTransitions,
  refundableUntil,
  type SettlementFacts,
} from "./purchase.ts";

const buyerId: UserId = userId.parse("usr_01k9zzzzzzzzzzzzzzzzzzzzz0");
const creatorId: UserId = userId.parse("usr_01k9zzzzzzzzzzzzzzzzzzzzz1");
const usd = (amountMinor: bigint) => ({ amountMinor, currency: "USD" as const });

const facts = (
  changes: Partial<PurchaseFacts> = {},
  listing: Partial<PurchaseFacts["listing"]> = {},
): PurchaseFacts => ({
  buyerId,
  listing: {
    creatorId,
    isPublished: true,
    creatorMaySell: true,
    price: usd(4_900n),
    refundDays: 14,
    ...listing,
  },
  ownsAlready: false,
  expectedPrice: usd(4_900n),
  coupon: null,
  payBy: { provider: "stripe", method: "card" },
  options: [{ provider: "stripe", method: "card" }],
  feeBps: 3_000,
  ...changes,
});

describe("decidePurchase", () => {
  test("sells at the shown price and takes the terms as a snapshot", () => {
    expect(decidePurchase(facts())).toEqual({
      kind: "buy",
      listPriceMinor: 4_900n,
      discountMinor: 0n,
      priceMinor: 4_900n,
      currency: "USD",
      feeBps: 3_000,
      feeMinor: 1_470n,
      earningMinor: 3_430n,
      refundDays: 14,
      payBy: { provider: "stripe", method: "card" },
    });
  });

  test("charges what a coupon leaves, and splits that", () => {
    const coupon = { scope: "creator", discountMinor: 900n } as const;
    expect(decidePurchase(facts({ coupon, expectedPrice: usd(4_000n) }))).toMatchObject({
      listPriceMinor: 4_900n,
      discountMinor: 900n,
      priceMinor: 4_000n,
      feeMinor: 1_200n,
      earningMinor: 2_800n,
    });
    expect(decidePurchase(facts({ coupon }))).toEqual({ kind: "refuse", code: "price_changed" });
  });

  test("asks no provider where a coupon leaves nothing to pay", () => {
    const coupon = { scope: "creator", discountMinor: 4_900n } as const;
    expect(decidePurchase(facts({ coupon, expectedPrice: usd(0n), options: [] }))).toMatchObject({
      kind: "buy",
      priceMinor: 0n,
      payBy: null,
    });
  });

  test("asks no provider where nothing is to be paid, even with none configured", () => {
    const decision = decidePurchase(facts({ expectedPrice: usd(0n), options: [] }, { price: usd(0n) }));
    expect(decision).toMatchObject({
      kind: "buy",
      priceMinor: 0n,
      feeMinor: 0n,
      earningMinor: 0n,
      payBy: null,
    });
  });

  test.each<[string, PurchaseFacts]>([
    ["own_listing", facts({ buyerId: creatorId })],
    ["already_owned", facts({ ownsAlready: true })],
    ["listing_not_for_sale", facts({}, { isPublished: false })],
    ["listing_not_for_sale", facts({}, { creatorMaySell: false })],
    ["price_changed", facts({ expectedPrice: usd(4_800n) })],
    ["price_changed", facts({ expectedPrice: { amountMinor: 4_900n, currency: "EUR" } })],
    ["below_minimum", facts({ expectedPrice: usd(49n) }, { price: usd(49n) })],
    ["provider_unavailable", facts({ payBy: { provider: "razorpay", method: "card" } })],
    ["provider_unavailable", facts({ payBy: { provider: "stripe", method: "upi" } })],
  ])("refuses with %s", (code, refused) => {
    expect(decidePurchase(refused)).toEqual({ kind: "refuse", code });
  });
});

const settlement = (
  purchase: Partial<SettlementFacts["purchase"]> = {},
  checkout: Partial<NonNullable<SettlementFacts["checkout"]>> | null = {},
  more: Partial<SettlementFacts> = {},
): SettlementFacts => ({
  purchase: {
    id: "pur_1",
    status: "pending",
    provider: "stripe",
    checkoutReference: "cs_1",
    currency: "USD",
    priceMinor: 4_900n,
    feeMinor: 1_470n,
    earningMinor: 3_430n,
    creatorId,
    ...purchase,
  },
  checkout: checkout && {
    reference: "cs_1",
    purchaseId: "pur_1",
    status: "paid",
    amount: usd(4_900n),
    livemode: false,
    lastFailure: null,
    ...checkout,
  },
  expectedLivemode: false,
  ownsOtherwise: false,
  couponGone: false,
  ...more,
});

describe("decideSettlement", () => {
  test("completes what was paid as agreed, with its postings", () => {
    const decision = decideSettlement(settlement());
    expect(decision.kind).toBe("complete");
    expect(decision).toHaveProperty("postings.postings.0.amountMinor", -4_900n);
  });

  test("completes a payment that beat the answer to our create call", () => {
    expect(decideSettlement(settlement({ checkoutReference: null })).kind).toBe("complete");
  });

  test.each(["failed", "expired"] as const)("takes late money for a purchase that had %s", (status) => {
    expect(decideSettlement(settlement({ status })).kind).toBe("complete");
  });

  test("completes a free purchase without postings", () => {
    const free = { provider: null, checkoutReference: null, priceMinor: 0n, feeMinor: 0n, earningMinor: 0n };
    expect(decideSettlement(settlement(free, null))).toEqual({ kind: "complete", postings: null });
  });

  test.each<[string, SettlementFacts]>([
    ["amount_mismatch", settlement({}, { amount: usd(1n) })],
    ["currency_mismatch", settlement({}, { amount: { amountMinor: 4_900n, currency: "EUR" } })],
    ["livemode_mismatch", settlement({}, { livemode: true })],
    ["livemode_mismatch", settlement({}, {}, { expectedLivemode: true })],
    ["reference_mismatch", settlement({}, { reference: "cs_2" })],
    ["reference_mismatch", settlement({}, { purchaseId: "pur_2" })],
    ["reference_mismatch", settlement({}, { purchaseId: null })],
    ["payment_missing", settlement({}, null)],
    ["already_owned", settlement({}, {}, { ownsOtherwise: true })],
    ["coupon_gone", settlement({ status: "expired" }, {}, { couponGone: true })],
  ])("quarantines with %s, and gives no access", (reason, refused) => {
    expect(decideSettlement(refused)).toEqual({ kind: "quarantine", reason });
  });

  test("takes what the bank holds, and only where it is as agreed", () => {
    const authorized = { status: "authorized" } as const;
    expect(decideSettlement(settlement({}, authorized))).toEqual({ kind: "capture" });
    expect(decideSettlement(settlement({ status: "expired" }, authorized))).toEqual({ kind: "capture" });
    for (const odd of [
      settlement({}, { ...authorized, amount: usd(1n) }),
      settlement({}, authorized, { ownsOtherwise: true }),
      settlement({ status: "expired" }, authorized, { couponGone: true }),
    ])
      expect(decideSettlement(odd)).toEqual({ kind: "nothing" });
  });

  test("waits while the page is open, with the reason of the last declined try", () => {
    const open = settlement({}, { status: "open", lastFailure: "Your card was declined." });
    expect(decideSettlement(open)).toEqual({ kind: "wait", lastFailure: "Your card was declined." });
  });

  test("waits for a payment that is complete but not yet received", () => {
    expect(decideSettlement(settlement({}, { status: "processing" }))).toEqual({
      kind: "wait",
      lastFailure: null,
    });
  });

  test.each(["expired", "failed"] as const)("ends what the provider calls %s", (status) => {
    expect(decideSettlement(settlement({}, { status }))).toEqual({ kind: "end", status, lastFailure: null });
  });

  test.each(["completed", "refunded", "charged_back", "quarantined"] as const)(
    "does nothing to a purchase that is %s",
    (status) => {
      for (const state of ["open", "processing", "authorized", "paid", "failed", "expired"] as const)
        expect(decideSettlement(settlement({ status }, { status: state }))).toEqual({ kind: "nothing" });
    },
  );
});

test("the table of transitions names every status, and what was given back leads only back", () => {
  expect(Object.keys(purchaseTransitions).toSorted()).toEqual([...purchaseStatuses].toSorted());
  expect(mayBecome("pending", "completed")).toBe(true);
  expect(mayBecome("completed", "pending")).toBe(false);
  for (const back of ["refunded", "charged_back"] as const)
    expect(purchaseStatuses.filter((status) => mayBecome(back, status))).toEqual(["completed"]);
});

test("the refund window counts whole days from completion", () => {
  const completedAt = new Date("2026-03-01T10:00:00Z");
  expect(refundableUntil(completedAt, 14)).toEqual(new Date("2026-03-15T10:00:00Z"));
  expect(refundableUntil(completedAt, 0)).toBeNull();
});
