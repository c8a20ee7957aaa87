import normalQuantile from "@stdlib/stats-base-dists-normal-quantile";
import { finiteOrNull } from "./moments.ts";
import { type ObservedSharpe, probabilisticSharpe } from "./probabilistic-sharpe.ts";

const eulersGamma = 0.5772156649015329;

/** The value that a share `tail` of a standard normal lies above; of 1 − tail it would lose its last digits. */
const upperQuantile = (tail: number): number => -normalQuantile(tail, 0, 1);

/**
 * Expected greatest of `trials` independent standard normals, by the approximation of Bailey and López de Prado (2014):
 * (1 − g)·Φ⁻¹(1 − 1/N) + g·Φ⁻¹(1 − 1/(N·e)), g Euler's constant. 0 for one trial, where it is exact.
 */
export function expectedMaximum(trials: number): number {
  if (!(trials > 1)) return 0;
  return (1 - eulersGamma) * upperQuantile(1 / trials) + eulersGamma * upperQuantile(1 / (trials * Math.E));
}

/**
 * The Sharpe ratio that the best of `trials` worthless tries is expected to show: √V · expectedMaximum. `variance` is
 * that of the tries' Sharpe ratios, and the answer has the period that they have.
 */
export const expectedBestSharpe = ({ variance, trials }: { variance: number; trials: number }): number =>
  variance > 0 ? Math.sqrt(variance) * expectedMaximum(trials) : 0;

/**
 * Deflated Sharpe ratio (Bailey and López de Prado 2014): probability that the true Sharpe ratio is above what the best
 * of so many tries shows by luck. All for one period. Null where the probabilistic Sharpe ratio is.
 */
export function deflatedSharpe({
  variance,
  trials,
  ...observed
}: ObservedSharpe & { variance: number; trials: number }): number | null {
  return probabilisticSharpe({ ...observed, benchmark: expectedBestSharpe({ variance, trials }) });
}

/**
 * Years of record below which the best of `trials` worthless tries is expected to show `sharpe` (a year) by luck alone
 * (Bailey, Borwein, López de Prado and Zhu 2014): (expectedMaximum / SR)². Null for a ratio that is not above zero.
 */
export const minBacktestYears = ({ sharpe, trials }: { sharpe: number; trials: number }): number | null =>
  sharpe > 0 ? finiteOrNull((expectedMaximum(trials) / sharpe) ** 2) : null;
