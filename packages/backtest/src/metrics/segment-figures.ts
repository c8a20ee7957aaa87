import type { Figures } from "@boltz/contract";
import type { MarketBars } from "../bars/bars.ts";
import type { PortfolioResult } from "../engine/result.ts";
import { drawdowns } from "./drawdowns.ts";
import { finiteOrNull, meanOf } from "./moments.ts";
import { minTrackRecordLength, observedSharpe, probabilisticSharpe } from "./probabilistic-sharpe.ts";
import { calmar, sharpeRatio, sortinoRatio, volatility } from "./ratios.ts";
import { cagr, growth, returnsOf } from "./returns.ts";
import { activityWithin } from "./sleeve-activity.ts";
import { tradeFigures } from "./trade-figures.ts";

export interface Segment {
  result: PortfolioResult;
  /** Buy and hold on the same bars. */
  benchmark: PortfolioResult;
  /** The bars of each sleeve. */
  markets: readonly MarketBars[];
  /** Places in the account's bars: the segment's first one, and the one after its last. */
  from: number;
  to: number;
  barsPerYear: number;
}

const isoTime = (milliseconds: number | undefined): string => new Date(milliseconds ?? 0).toISOString();

/** Worths from the last one before the segment, where its first return begins, to its last one. */
const worthsOf = ({ equity }: PortfolioResult, { from, to }: Segment): Float64Array =>
  equity.subarray(Math.max(0, from - 1), to);

function riskFigures(equity: Float64Array, { barsPerYear }: Segment) {
  const returns = returnsOf(equity);
  const observed = observedSharpe(returns);
  const { depth, longestBars } = drawdowns(equity);
  const needed = observed && minTrackRecordLength({ ...observed, benchmark: 0, confidence: 0.95 });
  return {
    volatility: volatility(returns, barsPerYear),
    sharpe: sharpeRatio(returns, { periods: barsPerYear }),
    sortino: sortinoRatio(returns, { periods: barsPerYear }),
    maxDrawdown: depth,
    maxDrawdownBars: longestBars,
    psr: observed && probabilisticSharpe({ ...observed, benchmark: 0 }),
    minTrackRecordYears: needed === null ? null : finiteOrNull(needed / barsPerYear),
  };
}

/**
 * Figures of the bars [from, to) of a run, as shares and years; Sharpe and the like by its own returns, the first of them
 * against the worth before the segment. A trade counts where it was entered, a fill's value and costs where it was filled.
 * Null without bars. Throws a RangeError when result, benchmark and markets are not of the same bars.
 */
export function segmentFigures(segment: Segment): Figures | null {
  const { result, benchmark, markets, from, to, barsPerYear } = segment;
  if (benchmark.equity.length !== result.equity.length) throw new RangeError("benchmark of other bars");
  if (!(from >= 0 && from < to && to <= result.at.length)) return null;
  const equity = worthsOf(result, segment);
  const start = equity[0] ?? 0;
  const end = equity.at(-1) ?? 0;
  const years = (to - from) / barsPerYear;
  const risk = riskFigures(equity, segment);
  const growthAYear = cagr({ start, end, years });
  const activity = activityWithin(result, markets, {
    since: result.at[from] ?? 0,
    before: result.at[to] ?? Number.POSITIVE_INFINITY,
  });
  const meanEquity = meanOf(result.equity.subarray(from, to)) ?? 0;
  const held = worthsOf(benchmark, segment);
  return {
    from: isoTime(result.at[from]),
    to: isoTime(result.at[to - 1]),
    bars: to - from,
    years,
    totalReturn: growth(start, end),
    cagr: growthAYear,
    calmar: calmar({ cagr: growthAYear, maxDrawdown: risk.maxDrawdown }),
    ...risk,
    ...tradeFigures(activity.trades),
    exposure: activity.bars > 0 ? activity.exposedBars / activity.bars : 0,
    turnover: finiteOrNull(activity.traded / years / meanEquity),
    costs: start > 0 ? activity.costs / start : 0,
    benchmarkReturn: growth(held[0] ?? 0, held.at(-1) ?? 0),
    benchmarkSharpe: sharpeRatio(returnsOf(held), { periods: barsPerYear }),
    benchmarkDrawdown: drawdowns(held).depth,
  };
}
