import type { Bars } from "../bars/bars.ts";
import { checkStrategy } from "../language/check.ts";
import type { Condition } from "../language/rules.ts";
import type { Side, Strategy } from "../language/schema.ts";
import { barsOfRows } from "./bars.fixture.ts";
import type { BacktestResult } from "./result.ts";
import { runBacktest } from "./run-backtest.ts";

/** What the rules want at a bar's close. The bar's volume says it, so that a table of bars is a table of signals too. */
const wishes = [
  "",
  "long",
  "short",
  "both",
  "exit",
  "exit and long",
  "exit and short",
  "exit and both",
] as const;
export type Wish = (typeof wishes)[number];

export type SignalRow = [open: number, high: number, low: number, close: number, wish?: Wish];

export const signalBars = (rows: readonly SignalRow[]): Bars =>
  barsOfRows(
    rows.map(([open, high, low, close, wish = ""]) => [open, high, low, close, wishes.indexOf(wish)]),
  );

const wished = (...any: Wish[]): Condition => ({
  any: any.map((wish) => ({
    all: [
      { gt: [{ price: "volume" }, wishes.indexOf(wish) - 0.5] },
      { lt: [{ price: "volume" }, wishes.indexOf(wish) + 0.5] },
    ],
  })),
});

const exit = wished("exit", "exit and long", "exit and short", "exit and both");
export const longSide: Side = { entry: wished("long", "both", "exit and long", "exit and both"), exit };
export const shortSide: Side = { entry: wished("short", "both", "exit and short", "exit and both"), exit };

/** A checked strategy that does what the bars' volume says: both sides, the whole account, no costs, unless said. */
export function signalStrategy(parts: Partial<Strategy> = {}): Strategy {
  const checked = checkStrategy({
    format: "boltz.strategy/1",
    name: "Told by volume",
    style: "trend",
    market: { assetClass: "stocks", symbols: ["AAA"] },
    timeframe: "1d",
    params: {},
    indicators: {},
    long: longSide,
    short: shortSide,
    sizing: { method: "fixedFraction", percentOfEquity: 100 },
    costs: { commissionBps: 0, slippageBps: 0 },
    ...parts,
  });
  if (checked.ok) return checked.strategy;
  throw new Error(checked.issues.map(({ path, message }) => `${path.join(".")} ${message}`).join("\n"));
}

export const still: SignalRow = [100, 100, 100, 100];
export const goLong: SignalRow = [100, 100, 100, 100, "long"];
export const goShort: SignalRow = [100, 100, 100, 100, "short"];
export const goOut: SignalRow = [100, 100, 100, 100, "exit"];

/** Ways out beside the exit signal, the same for both sides. */
type Ways = Omit<Partial<Side>, "entry">;

/** What bars with signals and ways out must come to, as `tradeRows`. */
export interface FillCase {
  what: string;
  ways: Ways;
  rows: SignalRow[];
  trades: unknown[][];
}

/** Trades of both sides under the same ways out, on an account of 1,000. */
export function runWays(ways: Ways, rows: SignalRow[]): BacktestResult {
  const strategy = signalStrategy({ long: { ...longSide, ...ways }, short: { ...shortSide, ...ways } });
  return runBacktest(strategy, signalBars(rows), { initialEquity: 1_000 });
}

/** Trades as rows: side, bar and price of the entry, bar, price and reason of the exit. */
export const tradeRows = ({ trades }: BacktestResult) =>
  trades.map(({ side, entryBar, entryPrice, exitBar, exitPrice, reason }) => [
    side,
    entryBar,
    entryPrice,
    exitBar,
    exitPrice,
    reason,
  ]);
