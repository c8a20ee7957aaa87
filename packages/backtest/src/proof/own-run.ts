import { type ChartSeries, type Figures, MarketError, type SegmentName } from "@boltz/contract";
import type { MarketBars } from "../bars/bars.ts";
import type { PortfolioResult } from "../engine/result.ts";
import { buyAndHold, runPortfolio } from "../engine/run-portfolio.ts";
import { chartSeries } from "../metrics/chart-series.ts";
import { segmentFigures } from "../metrics/segment-figures.ts";
import { deadRules } from "./dead-rules.ts";
import { prefixCuts } from "./gate-minimums.ts";
import { prefixInvariance } from "./prefix.ts";
import { workOf, workShares } from "./proof-limits.ts";
import { barsIn, type OpenedRequest } from "./proof-request.ts";
import { seedOf } from "./random.ts";
import { unlessRefused } from "./refused-run.ts";
import type { Span } from "./segments.ts";

export interface OwnRun {
  result: PortfolioResult;
  /** Buy and hold on the same bars. */
  benchmark: PortfolioResult;
}

/** Runs a strategy and its benchmark. Throws `backtest_limit` where the engine refuses, so that its author learns of it. */
export function ownRun({ strategy, markets }: OpenedRequest): OwnRun {
  const run = unlessRefused(() => ({
    result: runPortfolio(strategy, markets),
    benchmark: buyAndHold(strategy, markets),
  }));
  if (run !== null) return run;
  const message =
    "On these bars the account outgrows all numbers, so that no figure could be trusted. Put less of the account into a position.";
  throw new MarketError("backtest_limit", { message });
}

/** The checks of the gate that examine rules: that none of them looks ahead, and that none of them is dead. */
export function ruleChecks(
  { strategy, specHash, markets, limits }: OpenedRequest,
  result: PortfolioResult,
  onProgress: (share: number) => void,
) {
  const affordable = Math.floor((limits.maxWork * workShares.prefix) / workOf(strategy, barsIn(markets)).run);
  const cuts = Math.max(prefixCuts.fewest, Math.min(prefixCuts.most, affordable));
  return {
    prefix: prefixInvariance({ strategy, markets, cuts, seed: seedOf(specHash), onProgress }),
    deadRules: deadRules({ strategy, markets, result }),
  };
}

/** The figures of each part of a run; null for a part without bars. */
export function figuresOf(
  { markets, barsPerYear }: { markets: readonly MarketBars[]; barsPerYear: number },
  { result, benchmark }: OwnRun,
  spans: Record<SegmentName, Span>,
): Record<SegmentName, Figures | null> {
  const of = (name: SegmentName) =>
    segmentFigures({ result, benchmark, markets, ...spans[name], barsPerYear });
  return { inSample: of("inSample"), holdout: of("holdout"), afterPublication: of("afterPublication") };
}

/** Closed trades of all symbols that were entered from one moment to before another. */
export function closedTrades(
  { sleeves }: PortfolioResult,
  markets: readonly MarketBars[],
  [from, to]: readonly [number, number],
): number {
  return sleeves.reduce((sum, { symbol, result }) => {
    const at = markets.find((market) => market.symbol === symbol)?.bars.at;
    const isWithin = (bar: number) => (at?.[bar] ?? from) >= from && (at?.[bar] ?? from) < to;
    return sum + result.trades.filter((trade) => trade.exitBar !== null && isWithin(trade.entryBar)).length;
  }, 0);
}

/** The chart of a whole run; its rolling Sharpe ratio looks back half a year, or a quarter of a short record. */
export function seriesOf(
  { result, benchmark }: OwnRun,
  barsPerYear: number,
  boundaries: number[],
): ChartSeries {
  const window = Math.max(20, Math.min(Math.round(barsPerYear / 2), Math.floor(result.at.length / 4)));
  return chartSeries(result, benchmark, { window, barsPerYear, boundaries });
}
