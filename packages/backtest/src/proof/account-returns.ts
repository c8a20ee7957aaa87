import { returnsOf } from "../metrics/returns.ts";

/** So many returns tell overfitting as well as a million do, and keep the work and the memory of it bounded. */
const mostReturns = 5_000;

/** Returns of an account over equal stretches of bars (the last may be shorter), at most 5,000 of them. */
export function condensedReturns(equity: Float64Array): Float64Array {
  const stretch = Math.max(1, Math.ceil((equity.length - 1) / mostReturns));
  const ends = equity.filter((_, bar) => bar % stretch === 0 || bar === equity.length - 1);
  return returnsOf(ends);
}
