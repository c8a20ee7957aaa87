import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ema } from "./averages.ts";
import { rollingHighest, rollingLowest } from "./extremes.ts";
import { rsi, stochastic } from "./momentum.ts";
import { adx, atr } from "./range.ts";
import { rollingDeviation, rollingMean, rollingWeightedMean } from "./rolling.ts";

const column = (values: number[]) => Float64Array.from(values);
const constant = (value: number, count: number) => new Float64Array(count).fill(value);
const anyNumber = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value + 0);

describe("sums do not drift", () => {
  // One enormous value passes; what comes after must not show it.
  const count = 100_000;
  const small = Float64Array.from({ length: count }, (_, bar) => (bar * 7919) % 13);
  const passed = small.map((value, bar) => (bar === 50 ? 1e15 : value));

  test.each([2, 10, 999])("length %d, after an enormous value", (length) => {
    const away = 50 + 2 * length;
    const [means, clean] = [rollingMean(passed, length), rollingMean(small, length)];
    const [spread, cleanSpread] = [rollingDeviation(passed, length, 0), rollingDeviation(small, length, 0)];
    const weights = constant(3, count);
    const weighted = rollingWeightedMean(passed, weights, length);
    for (let bar = away; bar < count; bar += 1) {
      const wanted = clean[bar] ?? Number.NaN;
      if (means[bar] !== wanted || spread[bar] !== cleanSpread[bar])
        expect.fail(`at bar ${bar}: ${means[bar]} and ${spread[bar]}`);
      if (Math.abs((weighted[bar] ?? Number.NaN) - wanted) > 1e-12) expect.fail(`weighted at bar ${bar}`);
    }
    const sum = small.subarray(count - length).reduce((total, value) => total + value, 0);
    expect(means.at(-1)).toBeCloseTo(sum / length, 12);
  });

  test("a deviation far from zero is as good as one near it", () => {
    const far = small.map((value) => value + 1e9);
    const [away, near] = [rollingDeviation(far, 20, 1), rollingDeviation(small, 20, 1)];
    for (let bar = 19; bar < 5_000; bar += 1) expect(away[bar]).toBeCloseTo(near[bar] ?? Number.NaN, 5);
  });
});

describe("what never moves is measured exactly", () => {
  test.each([0.1, 3, 1e-7, 123_456.789])("at %d", (value) => {
    const flat = constant(value, 50);
    const weights = Float64Array.from({ length: 50 }, (_, bar) => bar % 3);
    for (const length of [1, 2, 3, 7, 30]) {
      expect(rollingMean(flat, length).subarray(length - 1)).toEqual(flat.subarray(length - 1));
      expect(ema(flat, length).subarray(length - 1)).toEqual(flat.subarray(length - 1));
      expect(rollingDeviation(flat, length, 0).subarray(length - 1)).toEqual(constant(0, 51 - length));
      if (length > 1)
        expect(rollingWeightedMean(flat, weights, length).subarray(length - 1)).toEqual(
          flat.subarray(length - 1),
        );
    }
  });

  test("a market that stands still has an RSI of 50, no direction, no range, and no stochastic", () => {
    const flat = constant(7, 30);
    const bars = { high: flat, low: flat, close: flat };
    expect(rsi(flat, 5).at(-1)).toBe(50);
    expect(atr(bars, 5).at(-1)).toBe(0);
    const { adx: average, plusDi, minusDi } = adx(bars, 5);
    expect([average.at(-1), plusDi.at(-1), minusDi.at(-1)]).toEqual([0, 0, 0]);
    const { k, d } = stochastic(bars, { length: 5, smoothK: 2, smoothD: 2 });
    expect([k.at(-1), d.at(-1)]).toEqual([Number.NaN, Number.NaN]);
  });

  test("one that only rises has an RSI of 100, one that only falls of 0", () => {
    const rising = Float64Array.from({ length: 30 }, (_, bar) => bar + 1);
    expect(rsi(rising, 14).at(-1)).toBe(100);
    expect(rsi(rising.toReversed(), 14).at(-1)).toBe(0);
  });
});

describe("windows", () => {
  test("means, deviations and extremes are those of the window itself", () => {
    fc.assert(
      fc.property(
        fc.array(anyNumber, { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (numbers, length) => {
          const values = column(numbers);
          const shown = {
            mean: rollingMean(values, length),
            deviation: rollingDeviation(values, length, 0),
            highest: rollingHighest(values, length),
            lowest: rollingLowest(values, length),
          };
          for (const bar of numbers.keys()) {
            const window = numbers.slice(Math.max(0, bar - length + 1), bar + 1);
            const isKnown = window.length === length;
            const mean = window.reduce((sum, value) => sum + value, 0) / length;
            const variance = window.reduce((sum, value) => sum + (value - mean) ** 2, 0) / length;
            if (isKnown) {
              expect(shown.mean[bar]).toBeCloseTo(mean, 5);
              expect(shown.deviation[bar]).toBeCloseTo(Math.sqrt(variance), 5);
            } else expect([shown.mean[bar], shown.deviation[bar]]).toEqual([Number.NaN, Number.NaN]);
            expect(shown.highest[bar]).toBe(isKnown ? Math.max(...window) : Number.NaN);
            expect(shown.lowest[bar]).toBe(isKnown ? Math.min(...window) : Number.NaN);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  test("a mean of one value is that value, whatever it is", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true })), (numbers) => {
        const values = column(numbers);
        expect(rollingMean(values, 1)).toEqual(values);
        expect(ema(values, 1)).toEqual(values);
        expect(rollingHighest(values, 1)).toEqual(values);
        expect(rollingWeightedMean(values, constant(0.3, values.length), 1)).toEqual(values);
      }),
    );
  });

  test("an unknown value makes its own windows unknown and no others", () => {
    const values = column([1, 2, Number.NaN, 4, 5, 6, 7, 8, 9]);
    const unknown = Number.NaN;
    expect([...rollingMean(values, 3)]).toEqual([unknown, unknown, unknown, unknown, unknown, 5, 6, 7, 8]);
    expect([...rollingMean(values, 2)]).toEqual([unknown, 1.5, unknown, unknown, 4.5, 5.5, 6.5, 7.5, 8.5]);
  });

  test("a weighted mean without any weight is unknown", () => {
    const means = rollingWeightedMean(column([1, 2, 3, 4, 5]), column([1, 0, 0, 0, 2]), 2);
    expect([...means]).toEqual([Number.NaN, 1, Number.NaN, Number.NaN, 5]);
    expect([...rollingWeightedMean(column([1, 2]), column([0, 1]), 1)]).toEqual([Number.NaN, 2]);
  });
});
