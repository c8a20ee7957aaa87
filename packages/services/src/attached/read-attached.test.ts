import { attachedFigures, MarketError } from "@boltz/contract";
import { describe, expect, test } from "vitest";
import {
  attachedInput,
  exportedResult,
  exportedTrade,
  exportedTrades,
  rightClaims,
  strategyText,
} from "./freqtrade.fixture.ts";
import { readAttached } from "./read-attached.ts";

const withResult = (result: unknown) =>
  attachedInput({
    backtestFile: {
      name: "result.json",
      text: typeof result === "string" ? result : JSON.stringify(result),
    },
  });
const withStrategy = (text: string) => attachedInput({ strategyFile: { name: "Tide.py", text } });

/** What was refused, as "field: sentence" lines. */
const refusals = (input: ReturnType<typeof attachedInput>): string[] => {
  try {
    readAttached(input);
  } catch (error) {
    if (error instanceof MarketError && error.code === "invalid_input")
      return error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw error;
  }
  return [];
};

const figuresOf = (result: unknown) => readAttached(withResult(result)).attachedFigures;

describe("the figures", () => {
  test("follow from rates, amounts and fees, by hand", () => {
    const figures = figuresOf(exportedResult(rightClaims));
    expect(attachedFigures.parse(figures)).toEqual(figures);
    expect(figures).toMatchObject({
      engine: "freqtrade",
      from: "2026-01-01T00:00:00.000Z",
      to: "2026-01-10T00:00:00.000Z",
      ...{ startBalance: 1_000, trades: 4, winRate: 0.75, disagreements: [] },
    });
    expect(figures.totalReturn).toBeCloseTo(0.0187996, 10);
    expect(figures.maxDrawdown).toBeCloseTo(20.38 / 1_019.7798, 10);
    expect(figures.profitFactor).toBeCloseTo((19.7798 + 9.7898 + 9.61) / 20.38, 10);
    expect(figures.expectancy).toBeCloseTo(((19.7798 - 20.38 + 9.7898) / 200.2 + 9.61 / 199.8) / 4, 10);
    expect(figures.equity.equity.map((value) => Math.round(value * 100) / 100)).toEqual([
      1_000, 1_019.78, 999.4, 1_009.19, 1_018.8, 1_018.8,
    ]);
    expect(figures.equity.at.toSorted((a, b) => a - b)).toEqual(figures.equity.at);
  });

  test("do not depend on the order in which the trades are listed", () => {
    const shuffled = figuresOf(exportedResult({}, exportedTrades().reverse()));
    const { files: _, ...inOrder } = figuresOf(exportedResult());
    expect(shuffled).toMatchObject({ equity: inOrder.equity, maxDrawdown: inOrder.maxDrawdown });
  });

  test("have no profit factor without a loss, and count funding", () => {
    const trades = [
      exportedTrade({ opensAfter: 1, closeRate: 110 }, { funding_fees: -1.5, profit_abs: 18.08 }),
    ];
    const figures = figuresOf(exportedResult({}, trades));
    expect(figures).toMatchObject({ profitFactor: null, maxDrawdown: 0, disagreements: [] });
    expect(figures.totalReturn).toBeCloseTo(0.01808, 10);
  });

  test("take the file's word for a position that was closed in parts", () => {
    const order = { amount: 1, ft_order_side: "sell" };
    const changes = { orders: [order, order, order], profit_abs: 44, amount: 1 };
    const figures = figuresOf(
      exportedResult({}, [exportedTrade({ opensAfter: 1, closeRate: 110 }, changes)]),
    );
    expect(figures).toMatchObject({ totalReturn: 0.044, expectancy: 0.22, disagreements: [] });
  });

  test("of many trades are few points, with the deepest fall among them", () => {
    const trades = Array.from({ length: 4_000 }, (_, place) =>
      exportedTrade(
        { opensAfter: place / 100, closeRate: place % 7 === 3 ? 99 : 100.4 },
        place === 2_500 ? { orders: null, fee_open: null, profit_abs: -200 } : { orders: null },
      ),
    );
    const { equity, maxDrawdown } = figuresOf(exportedResult({}, trades));
    expect(equity.at.length).toBeLessThanOrEqual(804);
    let [highest, deepest] = [0, 0];
    for (const value of equity.equity) {
      highest = Math.max(highest, value);
      deepest = Math.max(deepest, 1 - value / highest);
    }
    expect(deepest).toBeCloseTo(maxDrawdown, 12);
    expect(maxDrawdown).toBeGreaterThan(0.15);
  });
});

describe("what the file claims", () => {
  const disagreements = (claims: Record<string, unknown>, trades?: readonly unknown[]) =>
    figuresOf(exportedResult(claims, trades)).disagreements.map(({ figure }) => figure);

  test("is believed within rounding", () => {
    const falls = { max_drawdown_account: 0.019985, max_relative_drawdown: 0.02 };
    expect(disagreements({ ...rightClaims, ...falls, profit_factor: 1.9225 })).toEqual([]);
    expect(disagreements({ expectancy: 4.7, expectancy_ratio: 0.23 })).toEqual([]);
  });

  test("is listed figure by figure where its trades say otherwise", () => {
    const wrong = {
      ...{ total_trades: 5, wins: 4, losses: 0, draws: 1, winrate: 0.8, profit_total: 0.3 },
      ...{ profit_total_abs: 300, final_balance: 1_300, profit_factor: 7, max_drawdown_account: 0.004 },
    };
    expect(disagreements(wrong)).toEqual(Object.keys(wrong));
    expect(figuresOf(exportedResult({ profit_total: 0.3 })).disagreements).toEqual([
      { figure: "profit_total", claimed: 0.3, recomputed: expect.closeTo(0.0187996, 10) },
    ]);
  });

  test("is held to the rates of each trade", () => {
    const [first, ...others] = exportedTrades();
    expect(disagreements({}, [{ ...first, profit_abs: 60 }, ...others])).toEqual(["trades[0].profit_abs"]);
  });

  test("of a ratio that was annualised elsewhere is never repeated", () => {
    expect(JSON.stringify(figuresOf(exportedResult()))).not.toMatch(/sharpe|sortino|calmar|sqn/);
  });

  test("of a fall among trades that close together is right in any order of them", () => {
    const together = [
      exportedTrade({ opensAfter: 1, closeRate: 110 }),
      exportedTrade({ opensAfter: 1, closeRate: 90 }),
    ];
    for (const fall of [0.0008, 0.02, 0.01999])
      expect(disagreements({ max_drawdown_account: fall }, together)).toEqual([]);
    expect(disagreements({ max_drawdown_account: 0.05 }, together)).toEqual(["max_drawdown_account"]);
  });
});

describe("a result is refused by trade and field", () => {
  const inTrade = (changes: Record<string, unknown>) =>
    refusals(
      withResult(
        exportedResult({}, [...exportedTrades(), exportedTrade({ opensAfter: 50, closeRate: 101 }, changes)]),
      ),
    );

  test.each<[string, Record<string, unknown>]>([
    ["amount", { amount: -2 }],
    ["amount", { amount: "2" }],
    ["close_rate", { close_rate: null }],
    ["profit_abs", { profit_abs: 1e300 }],
    ["fee_open", { fee_open: 2 }],
    ["pair", { pair: "<script>alert(1)</script>" }],
    ["open_date", { open_date: "yesterday" }],
    ["open_date", { open_date: "2026-02-31 00:00:00+00:00" }],
    ["is_open", { is_open: true }],
    ["leverage", { leverage: 0 }],
    ["open_timestamp", { open_timestamp: 1e15 }],
  ])("%s", (field, changes) => {
    const found = inTrade(changes);
    expect(found).toHaveLength(1);
    expect(found[0]?.startsWith(`backtestFile: trades[4].${field}: `)).toBe(true);
  });

  test("whose dates are out of order, or outside of the backtest", () => {
    expect(inTrade({ close_timestamp: Date.UTC(2026, 0, 1) })).toEqual([
      "backtestFile: trades[4]: closes before it opens",
    ]);
    expect(inTrade({ open_timestamp: Date.UTC(2024, 0, 1) })).toEqual([
      "backtestFile: trades[4]: is outside of the backtest's own dates",
    ]);
    expect(refusals(withResult(exportedResult({ backtest_end: "2025-12-01 00:00:00" })))).toEqual([
      "backtestFile: backtest_end: is not later than backtest_start",
    ]);
  });

  test("with infinite numbers, reserved names or the wrong shape", () => {
    const text = JSON.stringify(exportedResult()).replace(
      '"starting_balance":1000',
      '"starting_balance":1e400',
    );
    expect(refusals(withResult(text))[0]).toMatch(/^backtestFile: starting_balance: /);
    const strange = [
      "[]",
      "null",
      "7",
      "{}",
      "{",
      '{"strategy":[]}',
      '{"strategy":{}}',
      '{"strategy":{"__proto__":{"trades":[]}}}',
      '{"strategy":{"A":{},"B":{}}}',
      '{"strategy":{"<img src=x>":{}}}',
      '{"strategy":{"TideRider":null}}',
    ];
    for (const one of strange) {
      const found = refusals(withResult(one));
      expect([one, found.length > 0, found.every((line) => line.startsWith("backtestFile: "))]).toEqual([
        one,
        true,
        true,
      ]);
    }
    expect(refusals(withResult(exportedResult({ starting_balance: null, dry_run_wallet: null })))).toEqual([
      "backtestFile: starting_balance: is missing",
    ]);
    expect(refusals(withResult(exportedResult({ profit_total: "much" })))[0]).toMatch(/profit_total/);
  });

  test("nested without end or filled with a million trades, calmly", () => {
    const deep = `{"strategy":{"TideRider":${"[".repeat(1_700_000)}${"]".repeat(1_700_000)}}}`;
    expect(refusals(withResult(deep))).toHaveLength(1);
    const many = `{"strategy":{"TideRider":{"timeframe":"1h","starting_balance":1,"backtest_start":"2026-01-01","trades":[${"1,".repeat(1_000_000)}1]}}}`;
    expect(refusals(withResult(many))).toContain("backtestFile: trades: holds more than 20000 trades");
    expect(refusals(withResult(exportedResult({}, [])))).toEqual(["backtestFile: trades: holds no trade"]);
    const allWrong = exportedResult({}, Array(20_000).fill({}));
    expect(refusals(withResult(allWrong))).toHaveLength(10);
  });
});

describe("a strategy file", () => {
  test("must be text with the class that was tested", () => {
    const lines = [
      withStrategy("print('hello')"),
      withStrategy("# class TideRider(IStrategy)"),
      withStrategy(strategyText.replaceAll("TideRider", "Other")),
      withStrategy(`${strategyText}\u0000`),
      withStrategy(`${strategyText}# \ud800`),
      withStrategy(`${strategyText}# ${"é".repeat(140_000)}`),
    ].map((input) => refusals(input).join());
    expect(lines).toEqual([
      "strategyFile: has no class that is an IStrategy",
      "strategyFile: has no class that is an IStrategy",
      "strategyFile: has no class TideRider, of which the backtest result is",
      "strategyFile: is not plain UTF-8 text",
      "strategyFile: is not plain UTF-8 text",
      "strategyFile: is larger than 256 KiB",
    ]);
  });

  test("may spread its bases over lines, and no text makes the search slow", () => {
    const spread = strategyText.replace("(IStrategy)", "(\n    Mixin,\n    IStrategy,\n)");
    expect(refusals(withStrategy(spread))).toEqual([]);
    const begun = performance.now();
    expect(refusals(withStrategy("class a(\n".repeat(29_000)))).toHaveLength(1);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

test("the market that is named must be the one that was traded", () => {
  expect(refusals(attachedInput({ timeframe: "5m" }))).toEqual(["timeframe: is 1h in the backtest result"]);
  expect(refusals(attachedInput({ symbols: ["BTC/USDT"] }))).toEqual([
    "symbols: must name ETH/USDT, which the backtest traded",
  ]);
});
