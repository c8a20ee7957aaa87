import { moments, type Series } from "../metrics/moments.ts";

/** Pearson's correlation of two series of the same length; null where one of them never moves. */
export function correlation(one: Series, other: Series): number | null {
  const [first, second] = [moments(one), moments(other)];
  if (first === null || second === null || one.length !== other.length) return null;
  let products = 0;
  for (let place = 0; place < one.length; place += 1)
    products += ((one[place] ?? 0) - first.mean) * ((other[place] ?? 0) - second.mean);
  const ratio = products / (one.length - 1) / (first.deviation * second.deviation);
  return Math.max(-1, Math.min(1, ratio));
}
