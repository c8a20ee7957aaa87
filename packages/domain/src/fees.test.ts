import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { divideHalfEven, splitPrice } from "./fees.ts";

describe("divideHalfEven", () => {
  test.each([
    [5n, 10n, 0n],
    [15n, 10n, 2n],
    [25n, 10n, 2n],
    [35n, 10n, 4n],
    [24n, 10n, 2n],
    [26n, 10n, 3n],
    [0n, 3n, 0n],
  ])("%s / %s = %s", (dividend, divisor, expected) => {
    expect(divideHalfEven(dividend, divisor)).toBe(expected);
  });

  test("refuses what it is not defined for", () => {
    expect(() => divideHalfEven(-1n, 2n)).toThrow(RangeError);
    expect(() => divideHalfEven(1n, 0n)).toThrow(RangeError);
  });
});

describe("splitPrice", () => {
  test.each([
    { priceMinor: 4_900n, feeBps: 3_000, feeMinor: 1_470n, earningMinor: 3_430n },
    { priceMinor: 5n, feeBps: 3_000, feeMinor: 2n, earningMinor: 3n },
    { priceMinor: 15n, feeBps: 3_000, feeMinor: 4n, earningMinor: 11n },
    { priceMinor: 1n, feeBps: 3_000, feeMinor: 0n, earningMinor: 1n },
    { priceMinor: 0n, feeBps: 3_000, feeMinor: 0n, earningMinor: 0n },
    { priceMinor: 99_999_999n, feeBps: 10_000, feeMinor: 99_999_999n, earningMinor: 0n },
    { priceMinor: 500n, feeBps: 0, feeMinor: 0n, earningMinor: 500n },
  ])("$priceMinor at $feeBps bps", ({ priceMinor, feeBps, feeMinor, earningMinor }) => {
    expect(splitPrice({ priceMinor, feeBps, currency: "USD" })).toEqual({ feeMinor, earningMinor });
  });

  test("fils go in tens, because no provider moves less", () => {
    expect(splitPrice({ priceMinor: 1_510n, feeBps: 3_000, currency: "KWD" })).toEqual({
      feeMinor: 450n,
      earningMinor: 1_060n,
    });
  });

  test("loses nothing, and is never more than half a minor unit off", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 15n), fc.integer({ min: 0, max: 10_000 }), (priceMinor, feeBps) => {
        const { feeMinor, earningMinor } = splitPrice({ priceMinor, feeBps, currency: "USD" });
        expect(feeMinor + earningMinor).toBe(priceMinor);
        expect(feeMinor >= 0n && earningMinor >= 0n).toBe(true);
        const error = feeMinor * 10_000n - priceMinor * BigInt(feeBps);
        expect(error * error <= 5_000n ** 2n).toBe(true);
      }),
    );
  });

  test.each([-1, 10_001, 0.5, Number.NaN])("refuses a fee of %s bps", (feeBps) => {
    expect(() => splitPrice({ priceMinor: 100n, feeBps, currency: "USD" })).toThrow(RangeError);
  });
});
