import { finiteOrNull, isBeyondRounding, meanOf, moments, type Series } from "./moments.ts";

/**
 * Sharpe ratio a year (Sharpe 1994): mean(r − riskFree) / deviation (n − 1) · √periods. `riskFree` is a share for one
 * period, `periods` the number of them in a year. Null below two returns or without deviation.
 */
export function sharpeRatio(
  returns: Series,
  { riskFree = 0, periods }: { riskFree?: number; periods: number },
): number | null {
  const found = moments(returns);
  return found && finiteOrNull(((found.mean - riskFree) / found.deviation) * Math.sqrt(periods));
}

/**
 * Sortino ratio a year (Sortino and Price 1994): (mean − target) / √(Σ min(r − target, 0)² / n) · √periods. `target` is
 * a share for one period. Null below two returns or when none is below the target.
 */
export function sortinoRatio(
  returns: Series,
  { target = 0, periods }: { target?: number; periods: number },
): number | null {
  const mean = meanOf(returns);
  if (mean === null || returns.length < 2) return null;
  let squares = 0;
  for (const value of returns) squares += Math.min(value - target, 0) ** 2;
  const downside = Math.sqrt(squares / returns.length);
  return isBeyondRounding(downside, mean)
    ? finiteOrNull(((mean - target) / downside) * Math.sqrt(periods))
    : null;
}

/** Deviation of returns a year, a share: deviation (n − 1) · √periods. 0 when nothing moves; null below two returns. */
export function volatility(returns: Series, periods: number): number | null {
  if (returns.length < 2 || meanOf(returns) === null) return null;
  return (moments(returns)?.deviation ?? 0) * Math.sqrt(periods);
}

/** Calmar ratio (Young 1991): growth a year over the deepest drawdown, both shares. Null without growth or drawdown. */
export function calmar(facts: { cagr: number | null; maxDrawdown: number }): number | null {
  return facts.cagr !== null && facts.maxDrawdown > 0 ? finiteOrNull(facts.cagr / facts.maxDrawdown) : null;
}
