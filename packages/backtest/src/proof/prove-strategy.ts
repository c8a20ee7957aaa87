import type { ProofReport, TradeRecord } from "@boltz/contract";
import { barsHash } from "../bars/encode-bars.ts";
import { engineVersion, resultHash } from "../engine/result-hash.ts";
import { conditionsOf } from "../engine/rules-of.ts";
import { runPortfolio } from "../engine/run-portfolio.ts";
import { checkStrategy } from "../language/check.ts";
import { monthlyReturns } from "../metrics/monthly-returns.ts";
import { returnsOf } from "../metrics/returns.ts";
import { attributionOf } from "./attribution.ts";
import { isoTime } from "./bar-times.ts";
import { behaviourDiff } from "./behaviour-diff.ts";
import { gateChecks } from "./gate.ts";
import { overfittingOf, pboOf, type Trial } from "./overfitting-of.ts";
import { closedTrades, figuresOf, type OwnRun, ownRun, ruleChecks, seriesOf } from "./own-run.ts";
import { mapParameters } from "./parameter-map.ts";
import { workShares } from "./proof-limits.ts";
import { marketsBefore, type OpenedRequest, openRequest, type TrialRequest } from "./proof-request.ts";
import { seedOf } from "./random.ts";
import { spansOf } from "./segments.ts";
import { ruleTokens } from "./similarity.ts";
import { tradeRecords } from "./trade-records.ts";

/** Everything that a proof depends on. It holds no functions, so that it can be sent to another thread. */
export interface ProofRequest extends TrialRequest {
  /** Milliseconds since 1970. */
  publishedAt: number | null;
  /** What the author ran here on any of these markets, newest first. */
  trials: Trial[];
  holdoutLooks: number;
  previous: { version: string; document: unknown } | null;
}

export interface ProofOutcome {
  /** The whole gate was passed. */
  passed: boolean;
  report: ProofReport;
  trades: TradeRecord[];
  ruleTokens: string[];
  /** Returns by month ("2020-03": 0.01), by which near-duplicates are found. */
  monthlyVector: Record<string, number>;
}

/** Told the share that is done (0 to 1) and what is being done. */
export type OnProgress = (share: number, stage: string) => void;

/**
 * Runs a document over its markets and says everything that its report shows. The same request gives the same outcome, to the
 * last bit. Throws `invalid_input` for what is no strategy, `no_bars`, and `backtest_limit` for more than `proofLimits`.
 */
export function proveStrategy(request: ProofRequest, onProgress: OnProgress = () => undefined): ProofOutcome {
  const within = (from: number, to: number, stage: string) => (share: number) =>
    onProgress(from + (to - from) * Math.min(1, share), stage);
  within(0, 0, "Running the rules over the bars")(0);
  const opened = openRequest(request);
  const { strategy, markets, barsPerYear } = opened;
  const run = ownRun(opened);
  const spans = spansOf(run.result.at, request);
  const hash = resultHash(run.result);

  const checks = ruleChecks(opened, run.result, within(0.05, 0.25, "Looking for a look ahead"));
  const sampled = examineSample(request, opened, run, {
    map: within(0.25, 0.4, "Turning the parameters"),
    pbo: within(0.4, 0.55, "Measuring luck"),
  });
  const attribution = attributionOf({
    ...{ strategy, markets, seed: seedOf(opened.specHash) },
    maxWork: opened.limits.maxWork * workShares.attribution,
    onProgress: within(0.55, 0.95, "Sharing the result among the rules"),
  });
  within(0.95, 1, "Writing the report")(0);
  const gate = gateChecks({
    ...checks,
    bars: { all: run.result.at.length, sealed: run.result.at.length - spans.inSample.to },
    trades: tradeCounts(request, opened, run),
    result: run.result,
    markets,
    hashes: [hash, resultHash(runPortfolio(strategy, markets))],
  });
  const monthly = monthlyReturns(run.result.at, run.result.equity);
  const report: ProofReport = {
    engine: engineVersion,
    resultHash: hash,
    markets: opened.markets.map(provedMarket),
    holdoutFrom: isoTime(request.holdoutFrom),
    publishedAt: request.publishedAt === null ? null : isoTime(request.publishedAt),
    segments: figuresOf(opened, run, spans),
    series: seriesOf(run, barsPerYear, [spans.holdout.from, spans.afterPublication.from]),
    monthly,
    attribution,
    ...sampled,
    gate,
    conditions: conditionsOf(strategy),
    diff: diffOf(request, opened, run),
  };
  const trades = tradeRecords({ ...request, strategy, markets, result: run.result });
  const passed = gate.every((check) => check.passed);
  return { passed, report, trades, ruleTokens: ruleTokens(strategy), monthlyVector: vectorOf(monthly) };
}

/** What is told of the bars before the sealed ones: the parameter map, and how much of the record luck explains. */
function examineSample(
  request: ProofRequest,
  { strategy, specHash, markets, barsPerYear, limits }: OpenedRequest,
  { result }: OwnRun,
  onProgress: { map: (share: number) => void; pbo: (share: number) => void },
): Pick<ProofReport, "parameterMap" | "overfitting"> {
  const sealed = spansOf(result.at, request).inSample.to;
  const before = marketsBefore(markets, request.holdoutFrom);
  const equity = result.equity.subarray(0, sealed);
  const mapped = mapParameters({
    ...{ strategy, markets: before, barsPerYear, onProgress: onProgress.map },
    maxWork: limits.maxWork * workShares.parameterMap,
  });
  const pbo = pboOf({
    ...{ specHash, strategy, markets: before, equity, trials: request.trials },
    configurations: mapped?.configurations ?? [],
    maxWork: limits.maxWork * workShares.pbo,
    onProgress: onProgress.pbo,
  });
  const overfitting = overfittingOf({
    ...{ specHash, trials: request.trials, holdoutLooks: request.holdoutLooks, barsPerYear, pbo },
    inSample: returnsOf(equity),
    unseen: returnsOf(result.equity.subarray(Math.max(0, sealed - 1))),
  });
  return { parameterMap: mapped?.map ?? null, overfitting };
}

function tradeCounts(request: ProofRequest, { markets }: OpenedRequest, { result }: OwnRun) {
  const published = request.publishedAt ?? Number.POSITIVE_INFINITY;
  return {
    all: closedTrades(result, markets, [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]),
    holdout: closedTrades(result, markets, [request.holdoutFrom, published]),
  };
}

function provedMarket({ source, bars }: OpenedRequest["markets"][number]): ProofReport["markets"][number] {
  const { bytes, ...described } = source;
  return {
    ...described,
    bars: bars.at.length,
    barsHash: barsHash(bytes),
    from: isoTime(bars.at[0]),
    to: isoTime(bars.at.at(-1)),
  };
}

function diffOf({ previous }: ProofRequest, opened: OpenedRequest, { result }: OwnRun): ProofReport["diff"] {
  const checked = previous === null ? null : checkStrategy(previous.document);
  if (previous === null || checked?.ok !== true) return null;
  const { strategy, markets, barsPerYear } = opened;
  const earlier = { version: previous.version, strategy: checked.strategy };
  return behaviourDiff({ strategy, markets, result, previous: earlier, barsPerYear });
}

const vectorOf = (monthly: ProofReport["monthly"]): Record<string, number> =>
  Object.fromEntries(
    monthly.flatMap(({ year, months }) =>
      months.flatMap((value, month) =>
        value === null ? [] : [[`${year}-${String(month + 1).padStart(2, "0")}`, value]],
      ),
    ),
  );
