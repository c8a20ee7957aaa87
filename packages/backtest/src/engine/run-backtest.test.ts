import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Bars, firstBars } from "../bars/bars.ts";
import type { Strategy } from "../language/schema.ts";
import { marketBars } from "./bars.fixture.ts";
import { strategies } from "./documents.fixture.ts";
import type { BacktestOptions, BacktestResult, Trade } from "./result.ts";
import { resultHash } from "./result-hash.ts";
import { rulesOf } from "./rules-of.ts";
import { runBacktest } from "./run-backtest.ts";
import { runPortfolio } from "./run-portfolio.ts";
import { longSide, signalBars, signalStrategy, still } from "./signals.fixture.ts";
import { slowBacktest } from "./slow-backtest.fixture.ts";
import { whyAt } from "./why-at.ts";

const initialEquity = 5_000;

/** Some rules dropped and some parameters turned to an end of their range. */
const optionsOf = (strategy: Strategy): fc.Arbitrary<BacktestOptions> =>
  fc.record({
    initialEquity: fc.constant(initialEquity),
    dropped: fc.subarray(rulesOf(strategy).map(({ path }) => path)).map((paths) => new Set(paths)),
    values: fc
      .subarray(Object.entries(strategy.params))
      .chain((turned) =>
        fc.record(
          Object.fromEntries(turned.map(([name, { min, max }]) => [name, fc.constantFrom(min, max)])),
        ),
      ),
  });

const cases = fc.oneof(
  fc.tuple(strategies, fc.constant<BacktestOptions>({ initialEquity })),
  strategies.chain((strategy) => fc.tuple(fc.constant(strategy), optionsOf(strategy))),
);

/** Everything about a trade that is not a measured number. */
const decision = ({ side, signalBar, entryBar, exitBar, reason }: Trade) =>
  [side, signalBar, entryBar, exitBar, reason].join(" ");

/** The greatest difference between two lists of numbers, as a share of the greater one or of `scale`. */
function farthest(one: Iterable<number>, other: Iterable<number>, scale: number): number {
  const [left, right] = [[...one], [...other]];
  if (left.length !== right.length) return Number.POSITIVE_INFINITY;
  const apart = left.map((value, place) => {
    const against = right[place] ?? Number.NaN;
    return Math.abs(value - against) / Math.max(Math.abs(value), Math.abs(against), scale);
  });
  return Math.max(0, ...apart);
}

function expectSame(fast: BacktestResult, slow: BacktestResult): void {
  expect(fast.trades.map(decision)).toEqual(slow.trades.map(decision));
  const numbers = ({ trades }: BacktestResult) =>
    trades.flatMap((trade) => [trade.entryPrice, trade.exitPrice ?? 0, trade.quantity, trade.costs]);
  const profits = ({ trades }: BacktestResult) => trades.map((trade) => trade.profit);
  expect(farthest(numbers(fast), numbers(slow), 1e-9)).toBeLessThan(1e-8);
  expect(farthest(profits(fast), profits(slow), initialEquity)).toBeLessThan(1e-8);
  expect(farthest(fast.equity, slow.equity, initialEquity)).toBeLessThan(1e-8);
  expect([...fast.exposed]).toEqual([...slow.exposed]);
  expect(farthest([fast.traded, fast.costs], [slow.traded, slow.costs], 1)).toBeLessThan(1e-8);
}

test("random strategies on random bars come out as in the slow engine, wherever rounding does not decide", () => {
  const seen = { runs: 0, unsure: 0, traded: 0 };
  const reasons = new Set<string>();
  fc.assert(
    fc.property(cases, marketBars({ minLength: 30, maxLength: 80 }), ([strategy, options], bars) => {
      const { isUnsure, ...slow } = slowBacktest(strategy, bars, options);
      seen.runs += 1;
      if (isUnsure) {
        seen.unsure += 1;
        return;
      }
      expectSame(runBacktest(strategy, bars, options), slow);
      if (slow.trades.length > 0) seen.traded += 1;
      for (const { reason } of slow.trades) reasons.add(String(reason));
    }),
    { numRuns: 300 },
  );
  expect(seen.unsure / seen.runs).toBeLessThan(0.1);
  expect(seen.traded / seen.runs).toBeGreaterThan(0.4);
  expect([...reasons]).toEqual(
    expect.arrayContaining(["exit", "maxBars", "null", "stop", "target", "trailingStop"]),
  );
}, 60_000);

describe("what holds for every run", () => {
  test("the same input gives the same hash, and other parameters another", () => {
    fc.assert(
      fc.property(strategies, marketBars({ minLength: 20, maxLength: 120 }), (strategy, bars) => {
        const markets = [{ symbol: "AAA", bars }];
        const hash = resultHash(runPortfolio(strategy, markets));
        expect(hash).toMatch(/^[0-9a-f]{64}$/);
        expect(resultHash(runPortfolio(structuredClone(strategy), structuredClone(markets)))).toBe(hash);
        expect(resultHash(runPortfolio(strategy, markets, { initialEquity: 5 }))).not.toBe(hash);
      }),
      { numRuns: 60 },
    );
  });

  test("fewer bars change nothing of what was before their end", () => {
    fc.assert(
      fc.property(
        cases,
        marketBars({ minLength: 1, maxLength: 120 }),
        fc.nat(120),
        ([strategy, options], bars, cut) => {
          const count = Math.min(cut, bars.at.length);
          const whole = runBacktest(strategy, bars, options);
          const part = runBacktest(strategy, firstBars(bars, count), options);
          expect(part.equity).toEqual(whole.equity.subarray(0, count));
          expect(part.exposed).toEqual(whole.exposed.subarray(0, count));
          const closed = (trades: Trade[]) =>
            trades.filter(({ exitBar }) => exitBar !== null && exitBar < count);
          expect(closed(part.trades)).toEqual(closed(whole.trades));
          const entries = (trades: Trade[]) =>
            trades
              .filter(({ entryBar }) => entryBar < count)
              .map(({ entryBar, entryPrice, quantity }) => [entryBar, entryPrice, quantity]);
          expect(entries(part.trades)).toEqual(entries(whole.trades));
        },
      ),
      { numRuns: 120 },
    );
  });

  test("the account is what it began with and what its trades brought, and moves only where it is exposed", () => {
    fc.assert(
      fc.property(cases, marketBars({ minLength: 2, maxLength: 120 }), ([strategy, options], bars) => {
        const { trades, equity, exposed, traded, costs } = runBacktest(strategy, bars, options);
        const isRuined = equity.at(-1) === 0;
        const profit = trades.reduce((sum, trade) => sum + trade.profit, initialEquity);
        if (!isRuined) expect(farthest([profit], [equity.at(-1) ?? 0], initialEquity)).toBeLessThan(1e-9);
        for (let bar = 1; bar < equity.length; bar += 1)
          if (exposed[bar] === 0) expect(equity[bar]).toBe(equity[bar - 1]);
        expect(Math.min(...equity)).toBeGreaterThanOrEqual(0);
        const paid = trades.reduce((sum, trade) => sum + trade.costs, 0);
        expect(farthest([paid], [costs], 1)).toBeLessThan(1e-9);
        const least = trades.reduce((sum, trade) => sum + trade.quantity * trade.entryPrice, 0);
        expect(traded).toBeGreaterThanOrEqual(least * (1 - 1e-9));
      }),
      { numRuns: 120 },
    );
  });
});

test("an unchecked document reads bars to come where it asks for them, so that whoever looks for peeking finds it", () => {
  const bars = signalBars([
    [100, 100, 100, 100],
    [100, 110, 100, 110],
    [110, 110, 90, 90],
    [90, 120, 90, 120],
    [120, 120, 120, 120],
  ]);
  const next = { price: "close", ago: -1 } as const;
  const strategy: Strategy = {
    ...signalStrategy({ short: undefined }),
    long: { entry: { gt: [next, { price: "close" }] }, maxBars: 1 },
  };
  expect(runBacktest(strategy, bars).trades.map(({ signalBar }) => signalBar)).toEqual([0, 2]);
  const reads = whyAt(strategy, bars, {}, "long", "entry");
  expect([0, 1, 2, 3, 4].map((bar) => reads(bar)[0]?.left)).toEqual([110, 90, 120, 120, null]);
});

describe("what no run can have is refused in words", () => {
  const strategy = signalStrategy();
  const bars = signalBars([[100, 100, 100, 100, "long"], still, still, still]);
  const withClose = (close: number): Bars => ({
    ...bars,
    close: Float64Array.from(bars.close, (each, bar) => (bar === 2 ? close : each)),
  });

  const refusals: [string, () => BacktestResult, RegExp][] = [
    [
      "columns of different lengths",
      () => runBacktest(strategy, { ...bars, high: new Float64Array(3) }),
      /equal length/,
    ],
    ["an account of nothing", () => runBacktest(strategy, bars, { initialEquity: 0 }), /cannot begin with 0/],
    [
      "an account without end",
      () => runBacktest(strategy, bars, { initialEquity: Number.POSITIVE_INFINITY }),
      /cannot begin/,
    ],
    [
      "a parameter that is not there",
      () => runBacktest(strategy, bars, { values: { speed: 1 } }),
      /no parameter speed/,
    ],
    [
      "a rule that is not there",
      () => runBacktest(strategy, bars, { dropped: new Set(["long.stop"]) }),
      /no rule long.stop/,
    ],
    ["a price that is none", () => runBacktest(strategy, withClose(Number.NaN)), /the account NaN at bar 2/],
    ["a price beyond all measure", () => runBacktest(strategy, withClose(1e200)), /at bar 2/],
  ];
  test.each(refusals)("%s", (_what, run, words) => {
    expect(run).toThrow(RangeError);
    expect(run).toThrow(words);
  });

  test("parameters that are no numbers, or no lengths", () => {
    const turned = signalStrategy({
      params: { bars: { default: 2, min: 1, max: 5, step: 1 } },
      short: undefined,
      long: { ...longSide, maxBars: { param: "bars" } },
    });
    expect(runBacktest(turned, bars, { values: { bars: 1 } }).trades[0]?.exitBar).toBe(2);
    for (const length of [0, -1, 1.5])
      expect(() => runBacktest(turned, bars, { values: { bars: length } })).toThrow(
        /whole number of bars above zero/,
      );
    expect(() => runBacktest(turned, bars, { values: { bars: Number.NaN } })).toThrow(
      /must be a finite number/,
    );
  });
});
