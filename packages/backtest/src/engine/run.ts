import type { Bars } from "../bars/bars.ts";
import type { Plan, SidePlan } from "./plan.ts";
import type { BacktestResult, ExitReason, Trade } from "./result.ts";

/** What runs along the bars: the cash, the position if one is held, and what is pending for the next open. */
export interface Run {
  plan: Plan;
  bars: Bars;
  cash: number;
  position: Position | null;
  pendingExit: ExitReason | null;
  pendingEntry: SidePlan | null;
  result: BacktestResult;
}

/** A position that is held. Prices that are not set are NaN, so that no price reaches them. */
export interface Position {
  side: SidePlan;
  trade: Trade;
  stop: number;
  target: number;
  /** The best price so far: the highest (long) or lowest (short) since the entry, which it begins with. */
  best: number;
  /** The commission paid at the entry. */
  commission: number;
}
