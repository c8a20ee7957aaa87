import { type Currency, listingId, userId } from "@boltz/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type CouponFacts, decideCoupon, splitSale } from "./coupon.ts";
import { splitPrice } from "./fees.ts";

const creatorId = userId.parse("usr_01k9zzzzzzzzzzzzzzzzzzzzz1");
const houseId = userId.parse("usr_01k9zzzzzzzzzzzzzzzzzzzzz2");
const listing = listingId.parse("lst_01k9zzzzzzzzzzzzzzzzzzzzz1");
const otherListing = listingId.parse("lst_01k9zzzzzzzzzzzzzzzzzzzzz2");
const now = new Date("2026-03-01T12:00:00Z");
const before = new Date("2026-03-01T11:00:00Z");
const after = new Date("2026-03-01T13:00:00Z");

const facts = (
  coupon: Partial<CouponFacts["coupon"]> = {},
  more: { priceMinor?: bigint; currency?: Currency; usedByBuyer?: number } = {},
): CouponFacts => ({
  coupon: {
    scope: "creator",
    ownerId: creatorId,
    listingId: null,
    percent: 20,
    amountMinor: null,
    minimumMinor: null,
    currency: null,
    startsAt: null,
    endsAt: null,
    maxUses: null,
    maxUsesPerBuyer: null,
    claimed: 0,
    enabled: true,
    ...coupon,
  },
  usedByBuyer: more.usedByBuyer ?? 0,
  listing: {
    id: listing,
    creatorId,
    priceMinor: more.priceMinor ?? 4_900n,
    currency: more.currency ?? "USD",
  },
  now,
});

const amount = (amountMinor: bigint, currency: Currency = "USD") => ({
  percent: null,
  amountMinor,
  currency,
});

describe("decideCoupon", () => {
  test.each<[string, CouponFacts, bigint, bigint]>([
    ["a percentage", facts(), 980n, 3_920n],
    ["half a cent to even", facts({ percent: 50 }, { priceMinor: 4_901n }), 2_450n, 2_451n],
    ["whole yen", facts({ percent: 33 }, { priceMinor: 1_000n, currency: "JPY" }), 330n, 670n],
    ["tens of fils", facts({ percent: 33 }, { priceMinor: 1_500n, currency: "KWD" }), 500n, 1_000n],
    ["an amount", facts(amount(1_000n)), 1_000n, 3_900n],
    ["no more than the price", facts(amount(9_000n)), 4_900n, 0n],
    ["all of it", facts({ percent: 100 }), 4_900n, 0n],
    ["the platform's for any creator", facts({ scope: "platform", ownerId: houseId }), 980n, 3_920n],
    ["one for this listing", facts({ scope: "listing", listingId: listing }), 980n, 3_920n],
    ["within its window", facts({ startsAt: before, endsAt: after }), 980n, 3_920n],
    ["from its first moment", facts({ startsAt: now }), 980n, 3_920n],
    ["at its minimum", facts({ minimumMinor: 4_900n, currency: "USD" }), 980n, 3_920n],
    ["the last use", facts({ maxUses: 5, claimed: 4, maxUsesPerBuyer: 2 }, { usedByBuyer: 1 }), 980n, 3_920n],
  ])("takes off %s", (_, applied, discountMinor, totalMinor) => {
    expect(decideCoupon(applied)).toEqual({ kind: "apply", discountMinor, totalMinor });
  });

  test.each<[string, CouponFacts]>([
    ["no longer valid", facts({ enabled: false })],
    ["not valid yet", facts({ startsAt: after })],
    ["has expired", facts({ endsAt: now })],
    ["another strategy", facts({ scope: "listing", listingId: otherListing })],
    ["another creator", facts({ ownerId: houseId })],
    ["free already", facts({}, { priceMinor: 0n })],
    ["prices in EUR", facts(amount(100n, "EUR"))],
    ["below what this coupon asks", facts({ minimumMinor: 4_901n, currency: "USD" })],
    ["below what can be charged", facts({ percent: 99 })],
    ["below what can be charged", facts(amount(1_005n, "KWD"), { priceMinor: 1_500n, currency: "KWD" })],
  ])("refuses one: %s", (words, refused) => {
    const decision = decideCoupon(refused);
    expect(decision).toMatchObject({ kind: "refuse", code: "coupon_invalid" });
    expect(decision).toHaveProperty("why", expect.stringContaining(words));
  });

  test("refuses one that is used up, for all or for this buyer", () => {
    expect(decideCoupon(facts({ maxUses: 5, claimed: 5 }))).toMatchObject({ code: "coupon_used_up" });
    expect(decideCoupon(facts({ maxUsesPerBuyer: 1 }, { usedByBuyer: 1 }))).toMatchObject({
      code: "coupon_used_up",
    });
  });
});

describe("splitSale", () => {
  test("a creator's coupon lowers fee and earning alike", () => {
    expect(
      splitSale({
        listPriceMinor: 10_000n,
        priceMinor: 8_000n,
        feeBps: 3_000,
        currency: "USD",
        couponScope: "creator",
      }),
    ).toEqual({ feeMinor: 2_400n, earningMinor: 5_600n });
  });

  test("the platform pays for its own coupon as far as its fee goes", () => {
    const of = (priceMinor: bigint) =>
      splitSale({
        listPriceMinor: 10_000n,
        priceMinor,
        feeBps: 3_000,
        currency: "USD",
        couponScope: "platform",
      });
    expect(of(8_000n)).toEqual({ feeMinor: 1_000n, earningMinor: 7_000n });
    expect(of(6_000n)).toEqual({ feeMinor: 0n, earningMinor: 6_000n });
  });

  test("fee and earning always sum to what is charged, and no coupon raises an earning", () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 10n ** 9n),
        fc.bigInt(0n, 10n ** 9n),
        fc.integer({ min: 0, max: 10_000 }),
        fc.constantFrom("listing", "creator", "platform", null),
        (a, b, feeBps, couponScope) => {
          const [priceMinor, listPriceMinor] = a < b ? [a, b] : [b, a];
          const { feeMinor, earningMinor } = splitSale({
            listPriceMinor,
            priceMinor,
            feeBps,
            currency: "USD",
            couponScope,
          });
          expect(feeMinor + earningMinor).toBe(priceMinor);
          expect(feeMinor >= 0n && earningMinor >= 0n).toBe(true);
          const most = splitPrice({ priceMinor: listPriceMinor, feeBps, currency: "USD" }).earningMinor;
          if (couponScope === "platform") expect(earningMinor <= most).toBe(true);
        },
      ),
    );
  });
});
