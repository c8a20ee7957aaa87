import { ema } from "./averages.ts";
import { rollingHighest, rollingLowest } from "./extremes.ts";
import { rollingMean, valueAt } from "./rolling.ts";

/**
 * Wilder's relative strength index, 0 to 100: seeded with the mean gain and loss of the first `length` changes. No gains
 * and no losses: 50; no losses: 100.
 */
export function rsi(values: Float64Array, length: number): Float64Array {
  const result = new Float64Array(values.length).fill(Number.NaN);
  let gain = 0;
  let loss = 0;
  for (let bar = 1; bar < values.length; bar += 1) {
    const change = valueAt(values, bar) - valueAt(values, bar - 1);
    const up = Math.max(change, 0);
    const down = Math.max(-change, 0);
    if (bar <= length) {
      gain += up / length;
      loss += down / length;
    } else {
      gain += (up - gain) / length;
      loss += (down - loss) / length;
    }
    if (bar >= length) result[bar] = gain + loss === 0 ? 50 : (100 * gain) / (gain + loss);
  }
  return result;
}

/** Change over `length` bars in percent; unknown after a value of zero. */
export function roc(values: Float64Array, length: number): Float64Array {
  const result = new Float64Array(values.length).fill(Number.NaN);
  for (let bar = length; bar < values.length; bar += 1) {
    const before = valueAt(values, bar - length);
    if (before !== 0) result[bar] = (100 * (valueAt(values, bar) - before)) / before;
  }
  return result;
}

/** `macd` = ema(fast) − ema(slow), `signal` = ema of it, `histogram` = macd − signal. */
export function macd(
  values: Float64Array,
  { fast, slow, signal }: Record<"fast" | "slow" | "signal", number>,
) {
  const line = difference(ema(values, fast), ema(values, slow));
  const average = ema(line, signal);
  return { macd: line, signal: average, histogram: difference(line, average) };
}

/** raw = 100 (close − lowest) / (highest − lowest), unknown where they are equal; `k` = sma(raw), `d` = sma(k). */
export function stochastic(
  { high, low, close }: Record<"high" | "low" | "close", Float64Array>,
  { length, smoothK, smoothD }: Record<"length" | "smoothK" | "smoothD", number>,
) {
  const highest = rollingHighest(high, length);
  const lowest = rollingLowest(low, length);
  const raw = new Float64Array(close.length);
  for (let bar = 0; bar < close.length; bar += 1) {
    const bottom = valueAt(lowest, bar);
    const range = valueAt(highest, bar) - bottom;
    raw[bar] = range > 0 ? (100 * (valueAt(close, bar) - bottom)) / range : Number.NaN;
  }
  const k = rollingMean(raw, smoothK);
  return { k, d: rollingMean(k, smoothD) };
}

function difference(left: Float64Array, right: Float64Array): Float64Array {
  const result = new Float64Array(left.length);
  for (let bar = 0; bar < left.length; bar += 1) result[bar] = valueAt(left, bar) - valueAt(right, bar);
  return result;
}
