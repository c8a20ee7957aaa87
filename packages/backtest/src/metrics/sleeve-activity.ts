import type { MarketBars } from "../bars/bars.ts";
import type { PortfolioResult, Trade } from "../engine/result.ts";
import type { Series } from "./moments.ts";

/** What the sleeves did in a stretch of time; values in the account's unit. */
export interface Activity {
  /** Trades that were entered in it, sleeve after sleeve. */
  trades: Trade[];
  /** Sum of quantity × price over its fills, and their commission and slippage. */
  traded: number;
  costs: number;
  /** Bars of all sleeves, and those of them with a position. */
  bars: number;
  exposedBars: number;
}

/** The first place whose value is `least` or more. */
function placeOf(values: Series, least: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? least) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A trade's costs fall on its two fills by their value, so that stretches add up to the whole. */
function fillsWithin(trade: Trade, begin: number, end: number): { traded: number; costs: number } {
  const isWithin = (bar: number | null) => bar !== null && bar >= begin && bar < end;
  const entry = trade.quantity * trade.entryPrice;
  const exit = trade.quantity * (trade.exitPrice ?? 0);
  const traded = (isWithin(trade.entryBar) ? entry : 0) + (isWithin(trade.exitBar) ? exit : 0);
  return { traded, costs: entry + exit > 0 ? (trade.costs * traded) / (entry + exit) : 0 };
}

/**
 * What all sleeves did at bars that opened from `since` to before `before` (milliseconds since 1970). `markets` holds each
 * sleeve's bars, by symbol. Throws a RangeError when a sleeve's bars are not among them.
 */
export function activityWithin(
  { sleeves }: PortfolioResult,
  markets: readonly MarketBars[],
  { since, before }: { since: number; before: number },
): Activity {
  const found: Activity = { trades: [], traded: 0, costs: 0, bars: 0, exposedBars: 0 };
  for (const { symbol, result } of sleeves) {
    const at = markets.find((market) => market.symbol === symbol)?.bars.at;
    if (at?.length !== result.equity.length)
      throw new RangeError(`the bars of ${symbol} are not those that were run`);
    const begin = placeOf(at, since);
    const end = placeOf(at, before);
    found.bars += end - begin;
    for (const exposed of result.exposed.subarray(begin, end)) found.exposedBars += exposed;
    for (const trade of result.trades) {
      const { traded, costs } = fillsWithin(trade, begin, end);
      found.traded += traded;
      found.costs += costs;
      if (trade.entryBar >= begin && trade.entryBar < end) found.trades.push(trade);
    }
  }
  return found;
}
