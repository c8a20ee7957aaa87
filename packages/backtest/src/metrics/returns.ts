import { finiteOrNull, type Series } from "./moments.ts";

/** Growth from one worth of the account to another, as a share (0.12 is 12 %); an account that is gone stays at 0. */
export const growth = (start: number, end: number): number => (start > 0 ? end / start - 1 : 0);

/** Simple returns from each worth to the next, as shares; one fewer than there are worths. */
export function returnsOf(equity: Series): Float64Array {
  const returns = new Float64Array(Math.max(0, equity.length - 1));
  let before = Number.NaN;
  let place = -1;
  for (const worth of equity) {
    if (place >= 0) returns[place] = growth(before, worth);
    before = worth;
    place++;
  }
  return returns;
}

/**
 * Compound annual growth rate, a share a year: (end / start)^(1 / years) − 1. −1 when all is lost; null without a start,
 * without time, or when so little time makes it endless.
 */
export function cagr({ start, end, years }: { start: number; end: number; years: number }): number | null {
  if (!(start > 0 && years > 0)) return null;
  return finiteOrNull((Math.max(0, end) / start) ** (1 / years) - 1);
}
