import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { moments } from "./moments.ts";
import { observedSharpe } from "./probabilistic-sharpe.ts";
import { calmar, sharpeRatio, sortinoRatio, volatility } from "./ratios.ts";
import { cagr, returnsOf } from "./returns.ts";
import { rollingSharpe } from "./rolling-sharpe.ts";
import { roundTo } from "./round-to.ts";

const aReturn = fc.integer({ min: -5000, max: 5000 }).map((points) => points / 10_000);
const someReturns = fc.array(aReturn, { minLength: 3, maxLength: 60 });
const moving = someReturns.filter((returns) => new Set(returns).size > 1);

/** Equal but for rounding, which returns that hardly move make greater than an absolute tolerance would bear. */
function expectNear(value: number | null | undefined, other: number) {
  expect(Math.abs((value ?? Number.NaN) - other)).toBeLessThanOrEqual(1e-8 * Math.max(1, Math.abs(other)));
}

describe("by hand", () => {
  test("moments of 1 2 3 4 10", () => {
    // Mean 4; distances −3 −2 −1 0 6: squares 50, cubes 180, fourths 1394.
    const found = moments([1, 2, 3, 4, 10]);
    expect(found?.mean).toBe(4);
    expect(found?.deviation).toBeCloseTo(Math.sqrt(12.5), 12);
    expect(found?.skew).toBeCloseTo(36 / 10 ** 1.5, 12);
    expect(found?.kurtosis).toBeCloseTo(278.8 / 100, 12);
    expect(found?.observations).toBe(5);
  });

  test("ratios of +2 %, 0, +4 %, −2 % over four periods a year", () => {
    const returns = [0.02, 0, 0.04, -0.02];
    expect(volatility(returns, 4)).toBeCloseTo(Math.sqrt(0.002 / 3) * 2, 12);
    expect(sharpeRatio(returns, { periods: 4 })).toBeCloseTo((0.01 / Math.sqrt(0.002 / 3)) * 2, 12);
    expect(sortinoRatio(returns, { periods: 4 })).toBeCloseTo((0.01 / 0.01) * 2, 12);
    expect(sortinoRatio(returns, { target: 0.01, periods: 4 })).toBeCloseTo(0, 12);
  });

  test("growth a year, alone and over the drawdown", () => {
    expect(cagr({ start: 100, end: 121, years: 2 })).toBeCloseTo(0.1, 12);
    expect(cagr({ start: 100, end: 0, years: 3 })).toBe(-1);
    expect(calmar({ cagr: 0.1, maxDrawdown: 0.25 })).toBeCloseTo(0.4, 12);
  });

  test("returns, with an account that is gone staying at 0", () => {
    expect([...returnsOf([100, 110, 0, 0])]).toEqual([110 / 100 - 1, -1, 0]);
    expect(returnsOf([]).length).toBe(0);
    expect(returnsOf([100]).length).toBe(0);
  });

  test("significant digits", () => {
    expect(roundTo(0.123456789, 7)).toBe(0.1234568);
    expect(roundTo(123_456_789, 7)).toBe(123_456_800);
    expect(roundTo(-0, 7)).toBe(0);
  });
});

describe("what has no answer is null", () => {
  test.each([
    ["nothing", []],
    ["one return", [0.1]],
    ["returns that never move", [0.1, 0.1, 0.1, 0.1]],
    ["rounding alone", returnsOf(Array.from({ length: 50 }, (_, bar) => 100 * 1.01 ** bar))],
    ["no number", [0.1, Number.NaN, 0.2]],
    ["no finite number", [0.1, Number.POSITIVE_INFINITY, 0.2]],
  ])("%s", (_name, returns) => {
    expect(moments(returns)).toBeNull();
    expect(observedSharpe(returns)).toBeNull();
    expect(sharpeRatio(returns, { periods: 252 })).toBeNull();
    expect(sortinoRatio(returns, { periods: 252 })).toBeNull();
    expect(rollingSharpe(returns, 2, 252).filter((ratio) => ratio !== null)).toEqual([]);
  });

  test("volatility of one return, growth without time or start, Calmar without a drawdown", () => {
    expect(volatility([0.1], 252)).toBeNull();
    expect(volatility([0.1, Number.NaN], 252)).toBeNull();
    expect(volatility([0.1, 0.1], 252)).toBe(0);
    expect(cagr({ start: 100, end: 120, years: 0 })).toBeNull();
    expect(cagr({ start: 0, end: 120, years: 1 })).toBeNull();
    expect(cagr({ start: 1, end: 1e300, years: 0.001 })).toBeNull();
    expect(calmar({ cagr: 0.1, maxDrawdown: 0 })).toBeNull();
    expect(calmar({ cagr: null, maxDrawdown: 0.1 })).toBeNull();
  });
});

describe("always", () => {
  test("Sharpe and Sortino do not change with the size of the stake, and turn with the sign of the Sharpe", () => {
    fc.assert(
      fc.property(moving, fc.integer({ min: 1, max: 400 }), (returns, percent) => {
        const scaled = returns.map((value) => (value * percent) / 100);
        for (const ratio of [sharpeRatio, sortinoRatio]) {
          const before = ratio(returns, { periods: 252 });
          const after = ratio(scaled, { periods: 252 });
          if (before === null) expect(after).toBeNull();
          else expectNear(after, before);
        }
        const turned = sharpeRatio(
          returns.map((value) => -value),
          { periods: 252 },
        );
        expectNear(turned, -(sharpeRatio(returns, { periods: 252 }) ?? Number.NaN));
      }),
    );
  });

  test("raw kurtosis is at least 1 + skew², and a year of k periods is √k of one", () => {
    fc.assert(
      fc.property(moving, fc.integer({ min: 1, max: 1000 }), (returns, periods) => {
        const found = moments(returns);
        if (found === null) throw new Error("moving returns have moments");
        expect(found.kurtosis).toBeGreaterThanOrEqual((1 + found.skew ** 2) * (1 - 1e-8));
        const one = observedSharpe(returns)?.sharpe ?? Number.NaN;
        expectNear(sharpeRatio(returns, { periods }), one * Math.sqrt(periods));
      }),
    );
  });

  test("each rolling ratio is that of its own window", () => {
    const window = fc.integer({ min: 2, max: 70 });
    fc.assert(
      fc.property(fc.array(aReturn, { maxLength: 150 }), window, (returns, length) => {
        const naive = returns.map((_, bar) =>
          bar + 1 < length ? null : sharpeRatio(returns.slice(bar + 1 - length, bar + 1), { periods: 252 }),
        );
        const rolling = rollingSharpe(returns, length, 252);
        expect(rolling.length).toBe(naive.length);
        for (const [bar, ratio] of naive.entries()) {
          if (ratio === null) expect(rolling[bar]).toBeNull();
          else expectNear(rolling[bar], ratio);
        }
      }),
    );
  });

  test("a window that stands still after a shock has no ratio, and a window of no sense has none at all", () => {
    const returns = [0.9, -0.7, ...Array.from({ length: 20 }, () => 0)];
    expect(rollingSharpe(returns, 5, 252).slice(6)).toEqual(Array.from({ length: 16 }, () => null));
    expect(rollingSharpe(returns, 1, 252).every((ratio) => ratio === null)).toBe(true);
    expect(rollingSharpe(returns, 2.5, 252).every((ratio) => ratio === null)).toBe(true);
  });
});
