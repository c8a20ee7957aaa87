import type { Bars, MarketBars } from "../bars/bars.ts";
import { valueAt } from "../indicators/rolling.ts";
import type { Strategy } from "../language/schema.ts";
import { columnsOf } from "./columns.ts";
import { paramValues } from "./param-values.ts";
import { holdingPlan } from "./plan.ts";
import type { BacktestOptions, BacktestResult, PortfolioResult } from "./result.ts";
import { defaultEquity, runBacktest } from "./run-backtest.ts";
import { simulate } from "./simulate.ts";

/** Runs each symbol alone on an equal share of the account, which is their sum; shares are never rebalanced. */
export function runPortfolio(
  strategy: Strategy,
  markets: readonly MarketBars[],
  options: BacktestOptions = {},
): PortfolioResult {
  return portfolioOf(markets, options, (bars, initialEquity) =>
    runBacktest(strategy, bars, { ...options, initialEquity }),
  );
}

/**
 * What the strategy is measured against, and what is left of it without any rule: buys each symbol at the first open that
 * its sizing allows, with its sizing and costs, and never leaves. Dropped rules mean nothing here.
 */
export function buyAndHold(
  strategy: Strategy,
  markets: readonly MarketBars[],
  options: BacktestOptions = {},
): PortfolioResult {
  const values = paramValues(strategy, options.values);
  return portfolioOf(markets, options, (bars, initialEquity) => {
    const source = { columns: columnsOf(strategy, bars, values), values };
    return simulate(holdingPlan(strategy, source), bars, initialEquity);
  });
}

function portfolioOf(
  markets: readonly MarketBars[],
  { initialEquity = defaultEquity }: BacktestOptions,
  runOne: (bars: Bars, share: number) => BacktestResult,
): PortfolioResult {
  const share = initialEquity / markets.length;
  const at = markets.reduce((moments, { bars }) => mergeMoments(moments, bars.at), new Float64Array());
  const equity = new Float64Array(at.length);
  const sleeves = markets.map(({ symbol, bars }) => {
    const result = runOne(bars, share);
    addSleeve(equity, at, { at: bars.at, equity: result.equity, share });
    return { symbol, result };
  });
  return { at, equity, sleeves };
}

/** Adds what a sleeve was worth at each moment; before its first bar that is its share, and after a bar what it was there. */
function addSleeve(
  sum: Float64Array,
  moments: Float64Array,
  sleeve: { at: Float64Array; equity: Float64Array; share: number },
): void {
  let worth = sleeve.share;
  let bar = 0;
  for (let place = 0; place < moments.length; place += 1) {
    if (bar < sleeve.at.length && valueAt(sleeve.at, bar) === valueAt(moments, place)) {
      worth = valueAt(sleeve.equity, bar);
      bar += 1;
    }
    sum[place] = valueAt(sum, place) + worth;
  }
}

/** Both ascending lists as one, each moment once. */
function mergeMoments(left: Float64Array, right: Float64Array): Float64Array<ArrayBuffer> {
  const merged = new Float64Array(left.length + right.length);
  let [count, a, b] = [0, 0, 0];
  while (a < left.length || b < right.length) {
    const one = a < left.length ? valueAt(left, a) : Number.POSITIVE_INFINITY;
    const other = b < right.length ? valueAt(right, b) : Number.POSITIVE_INFINITY;
    merged[count] = Math.min(one, other);
    count += 1;
    if (one <= other) a += 1;
    if (other <= one) b += 1;
  }
  return merged.slice(0, count);
}
