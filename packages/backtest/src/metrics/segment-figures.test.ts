import { figures } from "@boltz/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { PortfolioResult } from "../engine/result.ts";
import { day, marketAt, runOf, tradeOf } from "./portfolio.fixture.ts";
import { sharpeRatio, sortinoRatio } from "./ratios.ts";
import { segmentFigures } from "./segment-figures.ts";
import { barsHeld, profitShareOf } from "./trade-figures.ts";

const marketsOf = (run: PortfolioResult) => run.sleeves.map(({ symbol }) => marketAt(symbol, [...run.at]));

test("a stretch by hand", () => {
  // Bars 3 to 6: entered at 3 (stopped in it), at 4 (out at 5's open), at 6 (left later); the trade of bar 1 only leaves here.
  const trades = [
    tradeOf({ entryBar: 1, exitBar: 3, quantity: 10, entryPrice: 10, exitPrice: 30, costs: 4, profit: 196 }),
    tradeOf({
      entryBar: 3,
      exitBar: 3,
      quantity: 5,
      entryPrice: 20,
      exitPrice: 16,
      costs: 2,
      profit: -22,
      reason: "stop",
    }),
    tradeOf({ entryBar: 4, exitBar: 5, quantity: 4, entryPrice: 25, exitPrice: 35, costs: 1, profit: 39 }),
    tradeOf({
      entryBar: 6,
      exitBar: 8,
      quantity: 2,
      entryPrice: 50,
      exitPrice: 50,
      costs: 8,
      profit: -8,
      reason: "target",
    }),
    tradeOf({ entryBar: 8, exitBar: null, exitPrice: null, reason: null, costs: 3, profit: 5 }),
  ];
  const result = runOf("A", [900, 950, 1000, 1100, 1045, 1067, 1122, 1000, 990, 995], trades);
  const benchmark = runOf("A", [100, 100, 100, 150, 75, 90, 120, 110, 110, 110]);
  const found = segmentFigures({
    result,
    benchmark,
    markets: marketsOf(result),
    from: 3,
    to: 7,
    barsPerYear: 8,
  });
  const returns = [1100 / 1000 - 1, 1045 / 1100 - 1, 1067 / 1045 - 1, 1122 / 1067 - 1];
  const mean = (1100 + 1045 + 1067 + 1122) / 4;
  // Fills at bars 3 to 6: 300 of 400 of the first trade, all of the next two, the entry's 100 of 200 of the fourth.
  const traded = 300 + 100 + 80 + 100 + 140 + 100;
  const costs = (4 * 300) / 400 + 2 + 1 + (8 * 100) / 200;
  expect(found).toMatchObject({
    from: "2020-01-04T00:00:00.000Z",
    to: "2020-01-07T00:00:00.000Z",
    bars: 4,
    years: 0.5,
    trades: 3,
    maxDrawdownBars: 2,
    exposure: 0.75,
    benchmarkDrawdown: 0.5,
  });
  expect(found?.totalReturn).toBeCloseTo(0.122, 12);
  expect(found?.cagr).toBeCloseTo(1.122 ** 2 - 1, 12);
  expect(found?.maxDrawdown).toBeCloseTo(0.05, 12);
  expect(found?.calmar).toBeCloseTo((1.122 ** 2 - 1) / 0.05, 9);
  expect(found?.sharpe).toBeCloseTo(sharpeRatio(returns, { periods: 8 }) ?? Number.NaN, 12);
  expect(found?.sortino).toBeCloseTo(sortinoRatio(returns, { periods: 8 }) ?? Number.NaN, 12);
  expect(found?.winRate).toBeCloseTo(1 / 3, 12);
  expect(found?.profitFactor).toBeCloseTo(39 / 30, 12);
  expect(found?.expectancy).toBeCloseTo((-22 / 100 + 39 / 100 - 8 / 100) / 3, 12);
  expect(found?.averageBars).toBeCloseTo((1 + 1 + 3) / 3, 12);
  expect(found?.turnover).toBeCloseTo(traded / 0.5 / mean, 12);
  expect(found?.costs).toBeCloseTo(costs / 1000, 12);
  expect(found?.benchmarkReturn).toBeCloseTo(0.2, 12);
  expect(figures.parse(found)).toEqual(found);
});

test("sleeves with other bars are cut at the same moments", () => {
  const start = Date.UTC(2020, 0, 1);
  const at = [0, 1, 2, 3, 4, 5].map((bar) => start + bar * day);
  const late = at.slice(2, 5);
  const result: PortfolioResult = {
    at: Float64Array.from(at),
    equity: Float64Array.from([20, 20, 20, 20, 20, 20]),
    sleeves: [
      ...runOf("A", [10, 10, 10, 10, 10, 10], [tradeOf({ entryBar: 3, exitBar: 5 })]).sleeves,
      ...runOf("B", [10, 10, 10], [tradeOf({ entryBar: 1, exitBar: 2, quantity: 2, costs: 6 })]).sleeves,
    ],
  };
  const markets = [marketAt("B", late), marketAt("A", at)];
  const shared = { result, benchmark: result, markets, barsPerYear: 3 };
  const early = segmentFigures({ ...shared, from: 0, to: 3 });
  expect(early).toMatchObject({ trades: 0, exposure: 0, turnover: 0, costs: 0 });
  // B's second bar is the account's fourth. Exposed: two of A's three bars, one of B's two.
  const rest = segmentFigures({ ...shared, from: 3, to: 6 });
  expect(rest).toMatchObject({ trades: 2, exposure: 3 / 5, turnover: 3, costs: 6 / 20 });
});

test("what a flat account has no answer for is null, and nothing is ever NaN", () => {
  const flat = runOf("A", [100, 100, 100, 100]);
  const shared = { result: flat, benchmark: flat, markets: marketsOf(flat), barsPerYear: 252 };
  const nothing = { sharpe: null, sortino: null, calmar: null, psr: null, minTrackRecordYears: null };
  const noTrades = { trades: 0, winRate: null, profitFactor: null, expectancy: null, averageBars: null };
  const found = segmentFigures({ ...shared, from: 0, to: 4 });
  expect(found).toMatchObject({
    ...nothing,
    ...noTrades,
    cagr: 0,
    volatility: 0,
    totalReturn: 0,
    maxDrawdown: 0,
  });
  const one = segmentFigures({ ...shared, from: 0, to: 1 });
  expect(one).toMatchObject({ ...nothing, bars: 1, volatility: null, cagr: 0, totalReturn: 0 });
  const lost = runOf("A", [100, 50, 0, 0, 0]);
  const ruined = segmentFigures({
    ...shared,
    result: lost,
    benchmark: lost,
    markets: marketsOf(lost),
    from: 3,
    to: 5,
  });
  expect(ruined).toMatchObject({ ...nothing, cagr: null, turnover: null, totalReturn: 0, costs: 0 });
  for (const outcome of [found, one, ruined]) expect(figures.parse(outcome)).toEqual(outcome);
});

test("a stretch without bars is null; runs of other bars are refused", () => {
  const run = runOf("A", [100, 110, 120]);
  const shared = { result: run, benchmark: run, markets: marketsOf(run), barsPerYear: 252 };
  for (const [from, to] of [
    [1, 1],
    [2, 1],
    [-1, 2],
    [0, 4],
  ] as const) {
    expect(segmentFigures({ ...shared, from, to })).toBeNull();
  }
  const longer = runOf("A", [100, 110, 120, 130]);
  expect(() => segmentFigures({ ...shared, benchmark: longer, from: 0, to: 3 })).toThrow(RangeError);
  expect(() => segmentFigures({ ...shared, markets: marketsOf(longer), from: 0, to: 3 })).toThrow(
    "the bars of A",
  );
  expect(() => segmentFigures({ ...shared, markets: [], from: 0, to: 3 })).toThrow("the bars of A");
});

test("stretches add up to the whole: returns compound, trades, costs and value traded sum", () => {
  const trade = fc
    .record({
      entryBar: fc.integer({ min: 1, max: 30 }),
      held: fc.integer({ min: 0, max: 8 }),
      quantity: fc.integer({ min: 1, max: 50 }),
      costs: fc.integer({ min: 0, max: 20 }),
      profit: fc.integer({ min: -90, max: 90 }),
    })
    .map(({ held, ...known }) => {
      const exitBar = known.entryBar + held;
      return exitBar < 30
        ? tradeOf({ ...known, exitBar, exitPrice: 12 })
        : tradeOf({
            ...known,
            entryBar: Math.min(known.entryBar, 29),
            exitBar: null,
            exitPrice: null,
            reason: null,
          });
    });
  const equity = fc.array(fc.integer({ min: 500, max: 2000 }), { minLength: 30, maxLength: 30 });
  const cut = fc.integer({ min: 1, max: 29 });
  fc.assert(
    fc.property(equity, fc.array(trade, { maxLength: 12 }), cut, (worths, trades, at) => {
      const result = runOf("A", worths, trades);
      const shared = { result, benchmark: result, markets: marketsOf(result), barsPerYear: 10 };
      const of = (from: number, to: number) => {
        const found = segmentFigures({ ...shared, from, to });
        if (found === null) throw new Error("a stretch with bars has figures");
        const start = worths[Math.max(0, from - 1)] ?? 0;
        const mean = worths.slice(from, to).reduce((sum, worth) => sum + worth, 0) / (to - from);
        return { ...found, paid: found.costs * start, traded: (found.turnover ?? 0) * found.years * mean };
      };
      const [first, second, whole] = [of(0, at), of(at, 30), of(0, 30)];
      expect((1 + first.totalReturn) * (1 + second.totalReturn)).toBeCloseTo(1 + whole.totalReturn, 9);
      expect(first.trades + second.trades).toBe(whole.trades);
      expect(first.paid + second.paid).toBeCloseTo(whole.paid, 6);
      expect(first.traded + second.traded).toBeCloseTo(whole.traded, 6);
      expect(whole.paid).toBeCloseTo(
        trades.reduce((sum, { costs }) => sum + costs, 0),
        6,
      );
    }),
  );
});

test("bars held, and profit on what was put in", () => {
  expect(barsHeld(tradeOf({ entryBar: 4, exitBar: 7, reason: "maxBars" }), 20)).toBe(3);
  expect(barsHeld(tradeOf({ entryBar: 4, exitBar: 4, reason: "trailingStop" }), 20)).toBe(1);
  expect(barsHeld(tradeOf({ entryBar: 4, exitBar: null, reason: null }), 20)).toBe(17);
  expect(profitShareOf(tradeOf({ quantity: 5, entryPrice: 20, profit: -25 }))).toBe(-0.25);
  expect(profitShareOf(tradeOf({ quantity: 0, profit: 0 }))).toBe(0);
});
