import { valueAt } from "./rolling.ts";

/** Exponential mean with α = 2 / (length + 1), seeded with the mean of the first `length` known values. */
export function ema(values: Float64Array, length: number): Float64Array {
  if (length === 1) return values;
  const result = new Float64Array(values.length).fill(Number.NaN);
  const first = firstKnown(values) + length - 1;
  if (first >= values.length) return result;
  let mean = meanOf(values, first - length + 1, length);
  result[first] = mean;
  const share = 2 / (length + 1);
  for (let bar = first + 1; bar < values.length; bar += 1) {
    mean += share * (valueAt(values, bar) - mean);
    result[bar] = mean;
  }
  return result;
}

/** Mean of `count` values from a bar on, taken around the first, so that equal values have exactly that mean. */
export function meanOf(values: Float64Array, from: number, count: number): number {
  const base = valueAt(values, from);
  let sum = 0;
  for (let bar = from; bar < from + count; bar += 1) sum += valueAt(values, bar) - base;
  return base + sum / count;
}

function firstKnown(values: Float64Array): number {
  let bar = 0;
  while (bar < values.length && Number.isNaN(valueAt(values, bar))) bar += 1;
  return bar;
}
