import type { exitReasons } from "@boltz/contract";
import type { SideName } from "../language/walk.ts";

export type ExitReason = (typeof exitReasons)[number];

/** One position. Bars are places in the bars that were run; everything about the exit is null while it is open. */
export interface Trade {
  side: SideName;
  /** The bar at whose close the entry was decided; it was filled at the next open. */
  signalBar: number;
  entryBar: number;
  entryPrice: number;
  quantity: number;
  exitBar: number | null;
  exitPrice: number | null;
  reason: ExitReason | null;
  /** Commission and slippage of both fills so far, in the account's unit. */
  costs: number;
  /** After costs; of an open trade what it would be at the last close, without costs of leaving. */
  profit: number;
}

/** What one symbol's run gave. `equity` has one value for each bar, at its close. */
export interface BacktestResult {
  trades: Trade[];
  equity: Float64Array;
  /** 1 for each bar at some moment of which a position was held. */
  exposed: Uint8Array;
  /** Sum of quantity × price over all fills. */
  traded: number;
  costs: number;
}

/** A part of a strategy that attribution may drop; see `rulesOf`. */
export type DroppedRules = ReadonlySet<string>;

export interface BacktestOptions {
  /** Values of parameters; the default of each one that is left out. */
  values?: Readonly<Record<string, number>>;
  /** The account at the start; 100,000 unless said. */
  initialEquity?: number;
  /** Paths of rules that are left out: an entry condition counts as true, an exit never fires. */
  dropped?: DroppedRules;
}

/** All symbols of a strategy, each on an equal share of the account that is never rebalanced. */
export interface PortfolioResult {
  /** Every moment at which any symbol has a bar, ascending, and the account's worth at each. */
  at: Float64Array;
  equity: Float64Array;
  sleeves: { symbol: string; result: BacktestResult }[];
}
