import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MarketBars } from "../bars/bars.ts";
import { marketBars } from "./bars.fixture.ts";
import { strategies } from "./documents.fixture.ts";
import { engineVersion, resultHash } from "./result-hash.ts";
import { rulesOf } from "./rules-of.ts";
import { runBacktest } from "./run-backtest.ts";
import { buyAndHold, runPortfolio } from "./run-portfolio.ts";
import { goLong, longSide, type SignalRow, signalBars, signalStrategy, still } from "./signals.fixture.ts";

/** Bars on certain days. */
function market(symbol: string, days: number[], rows: SignalRow[]): MarketBars {
  return { symbol, bars: { ...signalBars(rows), at: Float64Array.from(days) } };
}

const at = (price: number): SignalRow => [price, price, price, price];

describe("shares of one account", () => {
  // Both begin with 500. A doubles from day 3 on; B has bars on days 2 and 5 only and falls to a half.
  const a = market("A", [1, 2, 3, 4], [goLong, still, at(200), at(200)]);
  const b = market("B", [2, 3, 5], [goLong, still, at(50)]);

  test("are summed at every moment, each carried where its market has no bar", () => {
    const result = runPortfolio(signalStrategy(), [a, b], { initialEquity: 1_000 });
    expect([...result.at]).toEqual([1, 2, 3, 4, 5]);
    expect([...result.equity]).toEqual([1_000, 1_000, 1_500, 1_500, 1_250]);
    expect(result.sleeves.map(({ symbol, result: { equity } }) => [symbol, [...equity]])).toEqual([
      ["A", [500, 500, 1_000, 1_000]],
      ["B", [500, 500, 250]],
    ]);
  });

  test("run as each market would alone", () => {
    const { sleeves } = runPortfolio(signalStrategy(), [a, b]);
    expect(sleeves[0]?.result).toEqual(runBacktest(signalStrategy(), a.bars, { initialEquity: 50_000 }));
    expect(sleeves[1]?.result).toEqual(runBacktest(signalStrategy(), b.bars, { initialEquity: 50_000 }));
  });

  test("one market is the whole account; none at all is nothing", () => {
    const one = runPortfolio(signalStrategy(), [a], { initialEquity: 1_000 });
    expect(one.equity).toEqual(one.sleeves[0]?.result.equity);
    expect(runPortfolio(signalStrategy(), [])).toEqual({
      at: new Float64Array(),
      equity: new Float64Array(),
      sleeves: [],
    });
  });
});

describe("buy and hold", () => {
  test("buys at the second open and keeps, with the strategy's costs", () => {
    const strategy = signalStrategy({ costs: { commissionBps: 100, slippageBps: 0 } });
    const { sleeves } = buyAndHold(strategy, [market("A", [1, 2, 3], [still, at(100), at(202)])], {
      initialEquity: 1_010,
    });
    expect(sleeves[0]?.result.trades).toMatchObject([
      { signalBar: 0, entryBar: 1, quantity: 10, exitBar: null },
    ]);
    expect([...(sleeves[0]?.result.equity ?? [])]).toEqual([1_010, 1_000, 2_020]);
  });

  test("waits until its sizing knows how much, and has no stop", () => {
    const stop = { atr: 1, length: 2 } as const;
    const sizing = { method: "riskPerTrade", percentOfEquity: 1 } as const;
    const rows: SignalRow[] = [at(100), [100, 105, 95, 100], [100, 105, 95, 100], at(100), at(10), at(100)];
    for (const sides of [
      { long: { ...longSide, stop }, short: undefined },
      { long: undefined, short: { ...longSide, stop } },
    ]) {
      const result = buyAndHold(
        signalStrategy({ sizing, ...sides }),
        [market("A", [1, 2, 3, 4, 5, 6], rows)],
        {
          initialEquity: 1_000,
        },
      );
      // An average range of 10 at the third bar: one unit risks 10, a hundredth of the account.
      expect(result.sleeves[0]?.result.trades).toMatchObject([
        { side: "long", signalBar: 2, quantity: 1, exitBar: null },
      ]);
      expect(result.equity.at(-2)).toBe(910);
    }
  });

  test("is what is left of a long strategy when all its rules are dropped", () => {
    fc.assert(
      fc.property(strategies, marketBars({ minLength: 5, maxLength: 60 }), (strategy, bars) => {
        const longOnly = { ...strategy, long: strategy.long ?? strategy.short, short: undefined };
        const markets = [{ symbol: "A", bars }];
        const dropped = new Set(rulesOf(longOnly).map(({ path }) => path));
        expect(runPortfolio(longOnly, markets, { dropped })).toEqual(buyAndHold(longOnly, markets));
      }),
      { numRuns: 80 },
    );
  });
});

describe("the hash of a result", () => {
  // Every digit of these numbers counts: thirds, costs and a trailing range lead to long fractions.
  const strategy = signalStrategy({
    long: { ...longSide, trailingStop: { atr: 1.7, length: 3 } },
    costs: { commissionBps: 7, slippageBps: 3 },
  });
  const rows = Array.from({ length: 60 }, (_, bar): SignalRow => {
    const [open, close] = [100 + ((bar * 37) % 23) / 3, 100 + ((bar * 53) % 29) / 7];
    const wish = bar % 7 === 0 ? "long" : bar % 11 === 0 ? "short" : bar % 5 === 0 ? "exit" : "";
    return [open, Math.max(open, close) + 1 / 3, Math.min(open, close) - 1 / 9, close, wish];
  });
  const days = rows.map((_, day) => day);
  const result = runPortfolio(strategy, [market("A", days, rows), market("B", days, rows.toReversed())]);

  test("is the same on every machine", () => {
    expect(engineVersion).toBe("boltz-engine/1.0.0");
    expect(result.sleeves.map(({ result: { trades } }) => trades.length)).toEqual([8, 9]);
    expect(resultHash(result)).toBe("bdda36e3244e59bd3cf4ed7565e3a39e25e16a3a8f8bfef192d4eb988f689d1b");
  });

  test("changes with the smallest change of what came out", () => {
    const [sleeve, ...others] = result.sleeves;
    if (sleeve === undefined) expect.fail("there are two sleeves");
    const [trade, ...later] = sleeve.result.trades;
    if (trade === undefined) expect.fail("there are trades");
    const withSleeve = (part: object) =>
      resultHash({ ...result, sleeves: [{ ...sleeve, ...part }, ...others] });
    const withResult = (part: object) => withSleeve({ result: { ...sleeve.result, ...part } });
    const hashes = [
      resultHash(result),
      resultHash({ ...result, equity: result.equity.map((worth) => worth * (1 + Number.EPSILON)) }),
      withSleeve({ symbol: "C" }),
      withResult({ equity: sleeve.result.equity.map((worth) => worth * (1 + Number.EPSILON)) }),
      withResult({ trades: later }),
      withResult({ trades: [{ ...trade, quantity: trade.quantity * (1 + Number.EPSILON) }, ...later] }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
