import type { Bars } from "../bars/bars.ts";
import type { Strategy } from "../language/schema.ts";
import { columnsOf } from "./columns.ts";
import { paramValues } from "./param-values.ts";
import { planOf } from "./plan.ts";
import type { BacktestOptions, BacktestResult } from "./result.ts";
import { simulate } from "./simulate.ts";

export const defaultEquity = 100_000;

/**
 * Runs a checked strategy over the bars of one symbol by the rules of docs/engine.md: the same input gives the same bytes
 * on every machine. Throws a RangeError on parameter values, dropped rules or bars that no run can have.
 */
export function runBacktest(strategy: Strategy, bars: Bars, options: BacktestOptions = {}): BacktestResult {
  checkColumns(bars);
  const values = paramValues(strategy, options.values);
  const source = { columns: columnsOf(strategy, bars, values), values };
  const plan = planOf(strategy, source, options.dropped ?? new Set());
  return simulate(plan, bars, options.initialEquity ?? defaultEquity);
}

function checkColumns({ at, open, high, low, close, volume }: Bars): void {
  if ([open, high, low, close, volume].some((column) => column.length !== at.length))
    throw new RangeError("the columns of bars must be of equal length");
}
