import { describe, expect, test } from "vitest";
import type { Strategy } from "../language/schema.ts";
import type { BacktestOptions } from "./result.ts";
import { runBacktest } from "./run-backtest.ts";
import {
  goLong,
  goShort,
  longSide,
  type SignalRow,
  shortSide,
  signalBars,
  signalStrategy,
  still,
  tradeRows,
} from "./signals.fixture.ts";

const run = (
  parts: Partial<Strategy>,
  rows: SignalRow[],
  options: BacktestOptions = { initialEquity: 1_000 },
) => runBacktest(signalStrategy(parts), signalBars(rows), options);

describe("what an account is worth", () => {
  test("it moves with a long position's close, then stands still", () => {
    const rows: SignalRow[] = [
      goLong,
      [100, 130, 100, 120],
      [120, 120, 90, 90, "exit"],
      [95, 99, 95, 99],
      still,
    ];
    const { equity, trades, traded, costs } = run({}, rows);
    expect([...equity]).toEqual([1_000, 1_200, 900, 950, 950]);
    expect(trades).toEqual([
      {
        side: "long",
        signalBar: 0,
        entryBar: 1,
        entryPrice: 100,
        quantity: 10,
        exitBar: 3,
        exitPrice: 95,
        reason: "exit",
        costs: 0,
        profit: -50,
      },
    ]);
    expect([traded, costs]).toEqual([1_950, 0]);
  });

  test("a short position gains what the price loses", () => {
    const rows: SignalRow[] = [goShort, [100, 100, 80, 80], [80, 80, 80, 80, "exit"], [75, 75, 75, 75]];
    const { equity, trades } = run({}, rows);
    expect([...equity]).toEqual([1_000, 1_200, 1_200, 1_250]);
    expect(trades[0]).toMatchObject({ quantity: 10, exitPrice: 75, profit: 250 });
  });

  test("an open trade is marked at the last close, without the costs of leaving", () => {
    const { trades, equity } = run({ costs: { commissionBps: 100, slippageBps: 0 } }, [
      goLong,
      [101, 101, 101, 101],
    ]);
    const quantity = 1_000 / (101 * 1.01);
    expect(trades[0]?.quantity).toBeCloseTo(quantity, 10);
    expect(trades[0]?.profit).toBeCloseTo(-quantity * 1.01, 10);
    expect(trades[0]?.costs).toBeCloseTo(quantity * 1.01, 10);
    expect(equity[1]).toBeCloseTo(1_000 - quantity * 1.01, 10);
  });

  test("an account of 100,000 unless said; without bars there is nothing", () => {
    expect(run({}, [still], {}).equity[0]).toBe(100_000);
    expect(run({}, [])).toMatchObject({ trades: [], traded: 0, costs: 0 });
  });
});

describe("costs", () => {
  const costs = { commissionBps: 100, slippageBps: 200 };

  test("long: bought dearer, sold cheaper, a commission on each fill", () => {
    const { trades, equity, ...result } = run({ costs }, [
      goLong,
      [100, 100, 100, 100, "exit"],
      [110, 110, 110, 110],
    ]);
    // Bought at 102, sold at 107.8.
    const quantity = 1_000 / (102 * 1.01);
    const paid = quantity * (1.02 + 1.078);
    const slipped = quantity * (2 + 2.2);
    expect(trades[0]).toMatchObject({ entryPrice: 102, reason: "exit" });
    expect(trades[0]?.exitPrice).toBeCloseTo(107.8, 10);
    expect(trades[0]?.quantity).toBeCloseTo(quantity, 10);
    expect(trades[0]?.profit).toBeCloseTo(quantity * 5.8 - paid, 10);
    expect(trades[0]?.costs).toBeCloseTo(paid + slipped, 10);
    expect(equity[2]).toBeCloseTo(1_000 + quantity * 5.8 - paid, 10);
    expect(result.costs).toBeCloseTo(paid + slipped, 10);
    expect(result.traded).toBeCloseTo(quantity * 209.8, 10);
  });

  test("short: sold cheaper, bought back dearer", () => {
    const { trades, equity } = run({ costs }, [goShort, [100, 100, 100, 100, "exit"], [90, 90, 90, 90]]);
    // Sold at 98, bought back at 91.8.
    const quantity = 1_000 / (98 * 1.01);
    const paid = quantity * (0.98 + 0.918);
    expect(trades[0]).toMatchObject({ entryPrice: 98 });
    expect(trades[0]?.exitPrice).toBeCloseTo(91.8, 10);
    expect(trades[0]?.profit).toBeCloseTo(quantity * 6.2 - paid, 10);
    expect(equity[2]).toBeCloseTo(1_000 + quantity * 6.2 - paid, 10);
  });

  test("stops and targets slip and pay too; their levels stand on the price paid", () => {
    const slip = { commissionBps: 0, slippageBps: 200 };
    const stopped = run({ costs: slip, long: { ...longSide, stop: { percent: 50 } } }, [
      goLong,
      still,
      [60, 60, 50, 60],
    ]);
    expect(tradeRows(stopped)).toEqual([["long", 1, 102, 2, 51 * 0.98, "stop"]]);
    const gained = run({ costs: slip, short: { ...shortSide, target: { percent: 50 } } }, [
      goShort,
      still,
      [60, 60, 49, 60],
    ]);
    expect(tradeRows(gained)).toEqual([["short", 1, 98, 2, 49 * 1.02, "target"]]);
  });

  test("a stop nearer than the slippage is passed at the entry's own open", () => {
    const parts = {
      costs: { commissionBps: 0, slippageBps: 200 },
      long: { ...longSide, stop: { percent: 1 } },
    };
    expect(tradeRows(run(parts, [goLong, [100, 105, 100, 105], still]))).toEqual([
      ["long", 1, 102, 1, 98, "stop"],
    ]);
  });
});

describe("sizing", () => {
  test("a fraction of what the account is worth at the open, also after a gain", () => {
    const sizing = { method: "fixedFraction", percentOfEquity: 50 } as const;
    const rows: SignalRow[] = [goLong, [100, 100, 100, 100, "exit and short"], [140, 140, 140, 140], still];
    // 5 units gain 200; 600 then buy 600 / 140 units.
    expect(run({ sizing }, rows).trades.map(({ quantity }) => quantity)).toEqual([5, 600 / 140]);
  });

  test("risk: the loss at the stop is that share of the account", () => {
    const sizing = { method: "riskPerTrade", percentOfEquity: 1 } as const;
    const stop = { percent: 4 } as const;
    const parts = { sizing, long: { ...longSide, stop }, short: { ...shortSide, stop } };
    const long = run(parts, [goLong, still, [96, 96, 96, 96]]);
    expect(long.trades[0]).toMatchObject({ quantity: 2.5, exitPrice: 96, profit: -10 });
    const short = run(parts, [goShort, still, [100, 104, 100, 100]]);
    expect(short.trades[0]).toMatchObject({ quantity: 2.5, exitPrice: 104, profit: -10 });
  });

  test("risk: never more than the whole account, also where the stop has no distance", () => {
    const sizing = { method: "riskPerTrade", percentOfEquity: 5 } as const;
    const near = run({ sizing, short: undefined, long: { ...longSide, stop: { percent: 1 } } }, [
      goLong,
      still,
    ]);
    expect(near.trades[0]?.quantity).toBe(10);
    const none = { sizing, short: undefined, long: { ...longSide, stop: { atr: 1, length: 1 } } };
    const flat = run(none, [still, goLong, still, still]);
    expect(flat.trades[0]).toMatchObject({ quantity: 10, exitBar: 2, exitPrice: 100, reason: "stop" });
  });

  // Returns of +10 %, -10 %, +10 %, -10 %, 0: over the last five a deviation of 10 %.
  const swings: SignalRow[] = [
    [100, 100, 100, 100, "long"],
    [110, 110, 110, 110, "long"],
    [99, 99, 99, 99, "long"],
    [108.9, 108.9, 108.9, 108.9, "long"],
    [98.01, 98.01, 98.01, 98.01, "long"],
    [98.01, 98.01, 98.01, 98.01, "long"],
    [100, 100, 100, 100],
  ];

  test("volatility: the share that brings the yearly deviation to its target, once it is known", () => {
    const sizing = { method: "volatilityTarget", annualPercent: 40, lookback: 5 } as const;
    const { trades } = run({ sizing }, swings);
    expect(trades).toHaveLength(1);
    expect(trades[0]).toMatchObject({ signalBar: 5, entryBar: 6 });
    expect(trades[0]?.quantity).toBeCloseTo((10 * 0.4) / (0.1 * Math.sqrt(252)), 10);
  });

  test("volatility: bars a year are those of the market", () => {
    const sizing = { method: "volatilityTarget", annualPercent: 40, lookback: 5 } as const;
    const { trades } = run({ sizing, market: { assetClass: "crypto", symbols: ["AAA"] } }, swings);
    expect(trades[0]?.quantity).toBeCloseTo((10 * 0.4) / (0.1 * Math.sqrt(365)), 10);
  });

  test("volatility: the whole account where the market moves less than the target, or not at all", () => {
    const sizing = { method: "volatilityTarget", annualPercent: 100, lookback: 5 } as const;
    expect(run({ sizing, timeframe: "1w" }, swings).trades[0]?.quantity).toBe(10);
    const flat = [still, still, still, still, still, goLong, still];
    expect(run({ sizing }, flat).trades[0]?.quantity).toBe(10);
  });
});

describe("ruin", () => {
  test("a short position that costs more than the account ends it at that close", () => {
    const rows: SignalRow[] = [goShort, [100, 100, 100, 100], [150, 260, 150, 250, "long"], goLong, still];
    const { trades, equity } = run({}, rows);
    expect([...equity]).toEqual([1_000, 1_000, 0, 0, 0]);
    expect(trades).toHaveLength(1);
    expect(trades[0]).toMatchObject({ exitBar: 2, exitPrice: 250, reason: "ruin", profit: -1_500 });
  });

  test("a loss of exactly everything is ruin, a smaller one is not", () => {
    const at = (price: number): SignalRow => [price, price, price, price];
    expect(run({}, [goShort, still, at(200), still]).trades[0]?.reason).toBe("ruin");
    const spared = run({}, [goShort, still, at(199), still]);
    expect([...spared.equity]).toEqual([1_000, 1_000, 10, 1_000]);
  });

  test("a stop that a gap passes may ruin too; the trade keeps its reason and nothing is decided any more", () => {
    const rows: SignalRow[] = [goShort, still, [300, 300, 300, 300, "long"], goLong, still];
    const { trades, equity } = run({ short: { ...shortSide, stop: { percent: 5 } } }, rows);
    expect([...equity]).toEqual([1_000, 1_000, 0, 0, 0]);
    expect(trades.map(({ reason, exitPrice }) => [reason, exitPrice])).toEqual([["stop", 300]]);
  });

  test("an account that an exit empties at an open enters nothing there", () => {
    const rows: SignalRow[] = [goShort, [100, 100, 100, 100, "exit and long"], [300, 300, 300, 300], still];
    const { trades, equity } = run({}, rows);
    expect([...equity]).toEqual([1_000, 1_000, 0, 0]);
    expect(trades).toHaveLength(1);
  });
});
