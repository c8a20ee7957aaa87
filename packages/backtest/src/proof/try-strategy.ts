import { type ChartSeries, type Figures, type GateCheck, MarketError } from "@boltz/contract";
import { resultHash } from "../engine/result-hash.ts";
import { observedSharpe } from "../metrics/probabilistic-sharpe.ts";
import { returnsOf } from "../metrics/returns.ts";
import { segmentFigures } from "../metrics/segment-figures.ts";
import { gateChecks } from "./gate.ts";
import { closedTrades, ownRun, ruleChecks, seriesOf } from "./own-run.ts";
import { barsIn, marketsBefore, openRequest, type TrialRequest } from "./proof-request.ts";

export interface TrialOutcome {
  specHash: string;
  resultHash: string;
  figures: Figures;
  series: ChartSeries;
  /** What the publish gate would say, as far as these bars tell. */
  gate: GateCheck[];
  /** Null where nothing moved. */
  sharpePerBar: number | null;
}

/**
 * An author's own try, on the bars before `holdoutFrom` only: later ones are cut off before anything is run. Throws
 * `invalid_input` for what is no strategy, `no_bars` and `backtest_limit`.
 */
export function tryStrategy(request: TrialRequest): TrialOutcome {
  const whole = openRequest(request);
  const opened = { ...whole, markets: marketsBefore(whole.markets, request.holdoutFrom) };
  const { markets, barsPerYear, specHash } = opened;
  if (barsIn(markets) === 0) throw new MarketError("no_bars");
  const run = ownRun(opened);
  const { result, benchmark } = run;
  const figures = segmentFigures({ result, benchmark, markets, from: 0, to: result.at.length, barsPerYear });
  if (figures === null) throw new MarketError("no_bars");
  const all = closedTrades(result, markets, [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  return {
    specHash,
    resultHash: resultHash(result),
    figures,
    series: seriesOf(run, barsPerYear, []),
    gate: gateChecks({
      ...ruleChecks(opened, result, () => undefined),
      bars: null,
      trades: { all, holdout: null },
      result,
      markets,
      hashes: null,
    }),
    sharpePerBar: observedSharpe(returnsOf(result.equity))?.sharpe ?? null,
  };
}
