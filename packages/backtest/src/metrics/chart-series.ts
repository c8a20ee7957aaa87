import type { ChartSeries } from "@boltz/contract";
import type { PortfolioResult } from "../engine/result.ts";
import { drawdowns } from "./drawdowns.ts";
import { returnsOf } from "./returns.ts";
import { rollingSharpe } from "./rolling-sharpe.ts";
import { roundTo } from "./round-to.ts";

/** Noise of rounding is no part of a picture, and its bytes would be a third of the report. */
const chartDigits = 7;

export interface ChartOptions {
  /** The most places to keep. */
  points?: number;
  /** Returns in each rolling Sharpe ratio. */
  window: number;
  barsPerYear: number;
  /** Places at which a segment begins; they and the bars before them are kept. */
  boundaries: readonly number[];
}

const lowest = (values: Float64Array, begin: number, end: number): number => {
  let best = begin;
  for (let place = begin + 1; place < end; place++) {
    if ((values[place] ?? 0) < (values[best] ?? 0)) best = place;
  }
  return best;
};

/**
 * Places to keep of so many bars: the first, the last, each boundary with the bar before it, and in each of equal buckets
 * the deepest place under water and the highest worth, so that no peak and no drawdown is thinned away.
 */
function keptPlaces(
  equity: Float64Array,
  underwater: Float64Array,
  { points, boundaries }: { points: number; boundaries: readonly number[] },
): number[] {
  const bars = equity.length;
  if (bars <= points) return Array.from({ length: bars }, (_, place) => place);
  const edges = boundaries.filter((place) => place > 0 && place < bars);
  const kept = new Set([0, bars - 1, ...edges.flatMap((place) => [place - 1, place])]);
  const buckets = Math.max(0, Math.floor((points - kept.size) / 2));
  const sunk = equity.map((worth) => -worth);
  for (let bucket = 0; bucket < buckets; bucket++) {
    const begin = Math.floor((bucket * bars) / buckets);
    const end = Math.floor(((bucket + 1) * bars) / buckets);
    kept.add(lowest(underwater, begin, end));
    kept.add(lowest(sunk, begin, end));
  }
  return [...kept].sort((one, other) => one - other);
}

/**
 * Chart columns of a whole run, thinned to at most `points` places. Depth under water and the rolling Sharpe ratio (a year,
 * null before the first full window) come from all bars; values have seven significant digits. Throws a RangeError when
 * the benchmark is of other bars.
 */
export function chartSeries(
  result: PortfolioResult,
  benchmark: PortfolioResult,
  { points = 1500, window, barsPerYear, boundaries }: ChartOptions,
): ChartSeries {
  const { at, equity } = result;
  if (benchmark.equity.length !== equity.length) throw new RangeError("benchmark of other bars");
  const { underwater } = drawdowns(equity);
  const rolling = rollingSharpe(returnsOf(equity), window, barsPerYear);
  const places = keptPlaces(equity, underwater, { points, boundaries });
  const pick = (values: Float64Array) => places.map((place) => roundTo(values[place] ?? 0, chartDigits));
  return {
    at: places.map((place) => at[place] ?? 0),
    equity: pick(equity),
    benchmark: pick(benchmark.equity),
    underwater: pick(underwater),
    rollingSharpe: places.map((place) => {
      const ratio = rolling[place - 1] ?? null;
      return ratio === null ? null : roundTo(ratio, chartDigits);
    }),
  };
}
