import { currencyCodes } from "@boltz/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysInstalled, priceBracketOf, ratingPrior, signatureOf, weighedRating } from "./reviews.ts";

describe("priceBracketOf", () => {
  const usd = (amountMinor: string) => ({ amountMinor, currency: "USD" });

  test.each([
    [0n, null],
    [1n, { from: null, to: usd("1000") }],
    [999n, { from: null, to: usd("1000") }],
    [1_000n, { from: usd("1000"), to: usd("5000") }],
    [4_900n, { from: usd("1000"), to: usd("5000") }],
    [99_999n, { from: usd("20000"), to: usd("100000") }],
    [100_000n, { from: usd("100000"), to: null }],
  ])("says of %d cents roughly what was paid", (paidMinor, bracket) => {
    expect(priceBracketOf(paidMinor, "USD")).toEqual(bracket);
  });

  test("holds every price in every currency, and tells it from no other in the bracket", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 9n }),
        fc.constantFrom(...currencyCodes),
        (paid, currency) => {
          const bracket = priceBracketOf(paid, currency);
          const from = BigInt(bracket?.from?.amountMinor ?? 1);
          const to = BigInt(bracket?.to?.amountMinor ?? paid + 1n);
          expect(from <= paid && paid < to).toBe(true);
          expect(priceBracketOf(from, currency)).toEqual(bracket);
          expect(priceBracketOf(to - 1n, currency)).toEqual(bracket);
        },
      ),
    );
  });
});

test("days since the first installation are whole, and never below none", () => {
  const first = new Date("2026-03-01T12:00:00Z");
  expect(daysInstalled(null, first)).toBeNull();
  expect(daysInstalled(first, new Date("2026-03-02T11:59:59Z"))).toBe(0);
  expect(daysInstalled(first, new Date("2026-03-31T12:00:00Z"))).toBe(30);
  expect(daysInstalled(first, new Date("2026-02-01T12:00:00Z"))).toBe(0);
});

test.each([
  ["Ada Lovelace", "Ada L."],
  ["  Grace Brewster   Murray hopper ", "Grace H."],
  ["Ada", "Ada"],
  ["Łucja Żak", "Łucja Ż."],
  ["Ken 𝒦night", "Ken 𝒦."],
])("%s signs as %s", (name, signature) => {
  expect(signatureOf(name)).toBe(signature);
});

describe("weighedRating", () => {
  const mean = (sum: number, count: number) => weighedRating({ sum, count });

  test("is the prior without a review, and stays near it with few", () => {
    expect(mean(0, 0)).toBe(ratingPrior.mean);
    expect(mean(5, 1)).toBeCloseTo(40 / 11);
    expect(mean(1, 1)).toBeCloseTo(36 / 11);
  });

  test("lets one perfect review stand below many good ones", () => {
    expect(mean(5, 1)).toBeLessThan(mean(960, 200));
  });

  test("lies between the prior and the mean, nearer to the mean the more reviews there are", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 100_000 }), (stars, count) => {
        const [few, many] = [mean(stars * count, count), mean(stars * (count + 1), count + 1)];
        expect(few).toBeGreaterThanOrEqual(Math.min(stars, ratingPrior.mean));
        expect(few).toBeLessThanOrEqual(Math.max(stars, ratingPrior.mean));
        expect(Math.abs(many - stars)).toBeLessThan(Math.abs(few - stars));
      }),
    );
  });
});
