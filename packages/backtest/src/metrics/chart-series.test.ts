import { chartSeries as wireShape } from "@boltz/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import { chartSeries } from "./chart-series.ts";
import { drawdowns } from "./drawdowns.ts";
import { runOf } from "./portfolio.fixture.ts";
import { sharpeRatio } from "./ratios.ts";
import { returnsOf } from "./returns.ts";
import { roundTo } from "./round-to.ts";

test("a short run is kept whole, with seven significant digits", () => {
  const result = runOf("A", [100, 120, 90, 100.123456789]);
  const benchmark = runOf("A", [100, 100, 100, 100]);
  const series = chartSeries(result, benchmark, { window: 2, barsPerYear: 252, boundaries: [] });
  expect(series.at).toEqual([...result.at]);
  expect(series.equity).toEqual([100, 120, 90, 100.1235]);
  expect(series.benchmark).toEqual([100, 100, 100, 100]);
  expect(series.underwater).toEqual([0, 0, -0.25, roundTo(100.123456789 / 120 - 1, 7)]);
  const first = sharpeRatio([120 / 100 - 1, 90 / 120 - 1], { periods: 252 }) ?? Number.NaN;
  expect(series.rollingSharpe.slice(0, 3)).toEqual([null, null, roundTo(first, 7)]);
  expect(wireShape.parse(series)).toEqual(series);
});

test("a thinned run keeps its ends, its boundaries, its peak and its drawdown, and each value as it was", () => {
  const moves = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 30, maxLength: 400 });
  const points = fc.integer({ min: 12, max: 60 });
  const places = fc.array(fc.integer({ min: -5, max: 450 }), { maxLength: 3 });
  fc.assert(
    fc.property(moves, points, places, (percents, most, boundaries) => {
      let worth = 1000;
      const equity = percents.map((percent) => {
        worth *= 1 + percent / 1000;
        return worth;
      });
      const result = runOf("A", equity);
      const series = chartSeries(result, result, { points: most, window: 5, barsPerYear: 252, boundaries });
      expect(series.at.length).toBeLessThanOrEqual(most);
      const whole = chartSeries(result, result, {
        points: 1000,
        window: 5,
        barsPerYear: 252,
        boundaries: [],
      });
      const kept = series.at.map((time) => whole.at.indexOf(time));
      expect(kept).toEqual([...new Set(kept)].sort((one, other) => one - other));
      for (const name of ["equity", "benchmark", "underwater", "rollingSharpe"] as const) {
        expect(series[name]).toEqual(kept.map((place) => whole[name][place]));
      }
      const inside = boundaries.filter((place) => place > 0 && place < equity.length);
      for (const place of [0, equity.length - 1, ...inside, ...inside.map((edge) => edge - 1)]) {
        expect(kept).toContain(place);
      }
      expect(Math.min(...series.underwater)).toBe(roundTo(-drawdowns(equity).depth, 7));
      expect(Math.max(...series.equity)).toBe(roundTo(Math.max(...equity), 7));
    }),
  );
});

test("a million bars come down to 1,500 places in good time", () => {
  const equity = Array.from(
    { length: 1_000_000 },
    (_, bar) => 1000 + (bar % 997) - (bar === 654_321 ? 900 : 0),
  );
  const result = runOf("A", equity);
  const series = chartSeries(result, result, { window: 98_280, barsPerYear: 98_280, boundaries: [700_000] });
  expect(series.at.length).toBeGreaterThan(700);
  expect(series.at.length).toBeLessThanOrEqual(1500);
  expect(series.at).toContain(result.at[654_321]);
  expect(series.rollingSharpe.at(-1)).toBe(
    roundTo(sharpeRatio(returnsOf(equity).slice(-98_280), { periods: 98_280 }) ?? Number.NaN, 7),
  );
});

test("a benchmark of other bars is refused; no bars give empty columns", () => {
  const options = { window: 5, barsPerYear: 252, boundaries: [] };
  expect(() => chartSeries(runOf("A", [1, 2]), runOf("A", [1]), options)).toThrow(RangeError);
  const empty = chartSeries(runOf("A", []), runOf("A", []), options);
  expect(empty).toEqual({ at: [], equity: [], benchmark: [], underwater: [], rollingSharpe: [] });
});
