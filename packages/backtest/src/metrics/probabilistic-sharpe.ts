import normalCdf from "@stdlib/stats-base-dists-normal-cdf";
import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import { finiteOrNull, moments, type Series } from "./moments.ts";

/** What inference needs of a record. `sharpe` is for one period (not a year), `kurtosis` is raw (normal: 3). */
export interface ObservedSharpe {
  sharpe: number;
  skew: number;
  kurtosis: number;
  observations: number;
}

/** The Sharpe ratio for one period with its moments; null where `moments` is. */
export function observedSharpe(returns: Series): ObservedSharpe | null {
  const found = moments(returns);
  if (found === null) return null;
  const { mean, deviation, skew, kurtosis, observations } = found;
  return { sharpe: mean / deviation, skew, kurtosis, observations };
}

/** Variance of the estimated Sharpe ratio times (observations − 1): 1 − g3·SR + (g4 − 1)/4·SR² (Mertens 2002). */
const spread = ({ sharpe, skew, kurtosis }: Omit<ObservedSharpe, "observations">): number =>
  1 - skew * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe;

/**
 * Probability that the true Sharpe ratio is above `benchmark`, both for one period (Bailey and López de Prado 2012):
 * Φ[(SR − SR*)·√(T − 1) / √(1 − g3·SR + (g4 − 1)/4·SR²)]. Null below two observations or when moments contradict.
 */
export function probabilisticSharpe({
  benchmark,
  ...observed
}: ObservedSharpe & { benchmark: number }): number | null {
  const variance = spread(observed);
  if (!(variance > 0 && observed.observations >= 2)) return null;
  const distance = (observed.sharpe - benchmark) * Math.sqrt(observed.observations - 1);
  return finiteOrNull(normalCdf(distance / Math.sqrt(variance), 0, 1));
}

/**
 * Observations that it takes to be as sure as `confidence` that the true Sharpe ratio is above `benchmark`, both for one
 * period (Bailey and López de Prado 2012): 1 + spread·(z / (SR − SR*))². Null when the ratio is not above it.
 */
export function minTrackRecordLength({
  benchmark,
  confidence = 0.95,
  ...observed
}: Omit<ObservedSharpe, "observations"> & { benchmark: number; confidence?: number }): number | null {
  const variance = spread(observed);
  if (!(variance > 0 && observed.sharpe > benchmark)) return null;
  const z = normalQuantile(confidence, 0, 1);
  return finiteOrNull(1 + variance * (z / (observed.sharpe - benchmark)) ** 2);
}
