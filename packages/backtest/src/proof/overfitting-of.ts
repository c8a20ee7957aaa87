import type { Overfitting } from "@boltz/contract";
import type { MarketBars } from "../bars/bars.ts";
import { runPortfolio } from "../engine/run-portfolio.ts";
import { checkStrategy } from "../language/check.ts";
import type { Strategy } from "../language/schema.ts";
import { deflatedSharpe, expectedBestSharpe, minBacktestYears } from "../metrics/deflated-sharpe.ts";
import { moments } from "../metrics/moments.ts";
import { probabilityOfOverfitting } from "../metrics/overfitting.ts";
import { type ObservedSharpe, observedSharpe } from "../metrics/probabilistic-sharpe.ts";
import { condensedReturns } from "./account-returns.ts";
import { workOf } from "./proof-limits.ts";
import { unlessRefused } from "./refused-run.ts";

/** One document that the author ran here; `sharpePerBar` is of the bars before the sealed ones, null where nothing moved. */
export interface Trial {
  specHash: string;
  sharpePerBar: number | null;
  document: unknown;
}

export interface PboInput {
  specHash: string;
  strategy: Strategy;
  /** The bars before the sealed ones, and the account on them. */
  markets: readonly MarketBars[];
  equity: Float64Array;
  /** Newest first. */
  trials: readonly Trial[];
  /** Condensed returns of other values of the parameters. */
  configurations: readonly Float64Array[];
  maxWork: number;
  onProgress?: ((share: number) => void) | undefined;
}

export interface Pbo {
  pbo: number | null;
  pboConfigurations: number;
}

const mostTrials = 40;
const fewestConfigurations = 8;

/**
 * Probability of backtest overfitting among the document, its author's newest 40 other tries on exactly these markets and
 * other values of its parameters, by their in-sample returns; null below 8 configurations in all.
 */
export function pboOf(input: PboInput): Pbo {
  input.onProgress?.(0);
  const tried = trialReturns(input);
  const all = [condensedReturns(input.equity), ...tried, ...input.configurations];
  if (all.length < fewestConfigurations) return { pbo: null, pboConfigurations: all.length };
  return { pbo: probabilityOfOverfitting(all), pboConfigurations: all.length };
}

function trialReturns(input: PboInput): Float64Array[] {
  const bars = input.markets.reduce((sum, market) => sum + market.bars.at.length, 0);
  const seen = new Set([input.specHash]);
  const found: Float64Array[] = [];
  let left = input.maxWork;
  for (const { specHash, document } of input.trials) {
    if (found.length === mostTrials) break;
    if (seen.has(specHash)) continue;
    seen.add(specHash);
    const strategy = sameMarketStrategy(document, input.strategy);
    if (strategy === null) continue;
    left -= workOf(strategy, bars).run;
    if (left < 0) break;
    input.onProgress?.(found.length / mostTrials);
    const returns = unlessRefused(() => condensedReturns(runPortfolio(strategy, input.markets).equity));
    if (returns !== null) found.push(returns);
  }
  return found;
}

/** A tried document as a strategy, if it trades exactly what `strategy` does. */
function sameMarketStrategy(document: unknown, strategy: Strategy): Strategy | null {
  if (marketKey(document) !== marketKey(strategy)) return null;
  const result = checkStrategy(document);
  return result.ok ? result.strategy : null;
}

/** What a document says of its market, compared before it is checked, since an author may have thousands of tries. */
function marketKey(document: unknown): string | null {
  if (typeof document !== "object" || document === null) return null;
  if (!("market" in document && "timeframe" in document)) return null;
  const { market, timeframe } = document;
  if (typeof market !== "object" || market === null || !("symbols" in market)) return null;
  const symbols = Array.isArray(market.symbols) ? market.symbols.map(String).toSorted() : [];
  return JSON.stringify([timeframe, symbols]);
}

export interface OverfittingInput {
  specHash: string;
  trials: readonly Trial[];
  holdoutLooks: number;
  /** Returns of the bars before the sealed ones, and of all bars that no try has seen. */
  inSample: Float64Array;
  unseen: Float64Array;
  barsPerYear: number;
  pbo: Pbo;
}

/**
 * How much of a record luck explains. N is the number of different documents tried, this one included, and V the variance of
 * their Sharpe ratios for one bar; with a single try there is nothing to deflate.
 */
export function overfittingOf(input: OverfittingInput): Overfitting {
  const { inSample, unseen, barsPerYear, holdoutLooks, pbo } = input;
  const observed = observedSharpe(inSample);
  const others = new Map(
    input.trials
      .filter(({ specHash }) => specHash !== input.specHash)
      .map(({ specHash, sharpePerBar }) => [specHash, sharpePerBar]),
  );
  const trials = others.size + 1;
  const ratios = [observed?.sharpe ?? null, ...others.values()].filter((ratio) => ratio !== null);
  const variance = (moments(ratios)?.deviation ?? 0) ** 2;
  const fresh = observedSharpe(unseen);
  return {
    trials,
    holdoutLooks,
    expectedBestSharpe: expectedBestSharpe({ variance, trials }) * Math.sqrt(barsPerYear),
    dsr: observed && deflatedSharpe({ ...observed, variance, trials }),
    evidence: fresh && evidenceOf(fresh, holdoutLooks),
    ...pbo,
    minBacktestYears:
      observed && minBacktestYears({ sharpe: observed.sharpe * Math.sqrt(barsPerYear), trials }),
  };
}

/**
 * Probability that the Sharpe ratio of unseen bars is above what the luckiest of so many looks at them would show. A look
 * without skill has a Sharpe ratio for one bar of variance 1 / T (Lo 2002); the first look alone is held against zero.
 */
const evidenceOf = (fresh: ObservedSharpe, looks: number): number | null =>
  deflatedSharpe({ ...fresh, variance: 1 / fresh.observations, trials: looks + 1 });
