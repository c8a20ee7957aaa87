import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Bars } from "../bars/bars.ts";
import { strategies } from "../engine/documents.fixture.ts";
import { runBacktest } from "../engine/run-backtest.ts";
import type { Condition, Value } from "../language/rules.ts";
import type { Strategy } from "../language/schema.ts";
import { checked, crossingDocument, market, walkingBars } from "./markets.fixture.ts";
import { prefixInvariance } from "./prefix.ts";

const bars = walkingBars(400, 7);
const markets = [market("SPY", bars)];
const honest = checked(crossingDocument());

const withEntry = (entry: Condition): Strategy => ({ ...honest, long: { entry, maxBars: 3 } });
const withExit = (exit: Condition): Strategy => ({ ...honest, long: { entry: opens, exit } });
const opens: Condition = { crossesAbove: [{ indicator: "quick" }, { indicator: "calm" }] };

const nextClose: Value = { price: "close", ago: -1 };
const nextAverage: Value = { indicator: "quick", ago: -1 };
const close: Value = { price: "close" };
const rises: Condition = { gt: [nextClose, close] };
const calm: Condition = { gt: [close, { indicator: "calm" }] };

/** A peek at the next bar in every place of a rule that takes one; none of them passes the checker. */
const peeks: [string, Strategy, string][] = [
  ["a price", withEntry(rises), "long.entry"],
  ["an open", withEntry({ lt: [{ price: "open", ago: -1 }, close] }), "long.entry"],
  ["a volume", withEntry({ gt: [{ price: "volume", ago: -1 }, 1_500] }), "long.entry"],
  ["a middle of prices", withEntry({ gt: [{ price: "hlc3", ago: -1 }, close] }), "long.entry"],
  ["a bar far ahead", withEntry({ gt: [{ price: "close", ago: -30 }, close] }), "long.entry"],
  ["what is always true", withEntry({ gt: [nextClose, 0] }), "long.entry"],
  ["an indicator", withEntry({ gt: [nextAverage, { indicator: "quick" }] }), "long.entry"],
  ["the right side", withEntry({ lt: [close, nextClose] }), "long.entry"],
  ["at or above", withEntry({ gte: [nextClose, close] }), "long.entry"],
  ["at or below", withEntry({ lte: [close, nextClose] }), "long.entry"],
  ["a sum", withEntry({ gt: [{ add: [nextClose, 1] }, close] }), "long.entry"],
  ["a difference", withEntry({ gt: [{ sub: [nextClose, close] }, 0] }), "long.entry"],
  ["a product", withEntry({ gt: [{ mul: [2, nextAverage] }, { mul: [2, close] }] }), "long.entry"],
  ["a quotient", withEntry({ gt: [{ div: [nextClose, close] }, 1] }), "long.entry"],
  ["crossesAbove", withEntry({ crossesAbove: [nextClose, { indicator: "calm" }] }), "long.entry"],
  ["crossesBelow", withEntry({ crossesBelow: [{ indicator: "calm" }, nextClose] }), "long.entry"],
  ["all", withEntry({ all: [calm, rises] }), "long.entry.all.1"],
  ["any", withEntry({ any: [calm, rises] }), "long.entry.any.1"],
  ["not", withEntry({ not: rises }), "long.entry.not"],
  [
    "deep lists",
    withEntry({ all: [calm, { any: [{ not: { all: [rises] } }] }] }),
    "long.entry.all.1.any.0.not.all.0",
  ],
  ["the exit", withExit({ not: rises }), "long.exit.not"],
  ["an exit that never fires", withExit({ lt: [nextClose, -1] }), "long.exit"],
  ["the short side", { ...honest, short: { entry: rises, maxBars: 2 } }, "short.entry"],
];

describe("a look ahead", () => {
  test.each(peeks)("through %s is caught", (_, strategy, path) => {
    const check = prefixInvariance({ strategy, markets, cuts: 12, seed: 5 });
    expect(check.passed).toBe(false);
    expect(check.issues.map((issue) => issue.path.join("."))).toEqual([path]);
    expect(check.sentence).toMatch(/^On SPY, what was decided at 20\d\d-\d\d-\d\d changes .*other values \(/);
  });

  test("is caught in every strategy whose conditions are moved one bar on", () => {
    fc.assert(
      fc.property(strategies, fc.nat(), (strategy, seed) => {
        const ahead = {
          ...strategy,
          long: undefined,
          short: undefined,
          [strategy.long ? "long" : "short"]: { entry: rises, maxBars: 2 },
        };
        expect(prefixInvariance({ strategy: ahead, markets, cuts: 4, seed }).passed).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  test("is not seen where there is none", () => {
    fc.assert(
      fc.property(strategies, fc.nat(), (strategy, seed) => {
        const check = prefixInvariance({ strategy, markets, cuts: 6, seed });
        expect(check, check.sentence).toMatchObject({ check: "prefix", passed: true, issues: [] });
      }),
      { numRuns: 80 },
    );
  });
});

describe("a run that peeks by itself", () => {
  /** Trades only where the next bar rises, which its rules do not say. */
  const leavesOutLosers = (strategy: Strategy, own: Bars) => {
    const result = runBacktest(strategy, own);
    const trades = result.trades.filter(
      ({ entryBar }) => (own.close[entryBar] ?? 0) > (own.open[entryBar] ?? 0),
    );
    return { ...result, trades };
  };
  /** Marks the account by the best price to come. */
  const flatters = (strategy: Strategy, own: Bars) => {
    const result = runBacktest(strategy, own);
    return { ...result, equity: result.equity.map((worth, bar) => worth + (own.high[bar + 1] ?? 0)) };
  };
  /** Leaves a bar earlier wherever the position is to be left. */
  const fleesEarly = (strategy: Strategy, own: Bars) => {
    const result = runBacktest(strategy, own);
    const trades = result.trades.map((trade) =>
      trade.exitBar === null ? trade : { ...trade, exitBar: trade.exitBar - 1 },
    );
    return { ...result, trades };
  };

  test.each([
    ["in its orders", leavesOutLosers, /another order/],
    ["in its worth", flatters, /worth something else/],
    ["in its exits", fleesEarly, /another order/],
  ])("%s is caught", (_, run, words) => {
    const check = prefixInvariance({ strategy: honest, markets, run, cuts: 12, seed: 1 });
    expect(check.passed).toBe(false);
    expect(check.sentence).toMatch(words);
  });
});

test("too few bars to cut are no pass", () => {
  const check = prefixInvariance({
    strategy: honest,
    markets: [market("SPY", walkingBars(2, 1))],
    cuts: 12,
    seed: 1,
  });
  expect(check).toMatchObject({ passed: false, sentence: "There are too few bars to cut." });
});
