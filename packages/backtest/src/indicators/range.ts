import { meanOf } from "./averages.ts";
import { rollingHighest, rollingLowest } from "./extremes.ts";
import { rollingDeviation, rollingMean, valueAt } from "./rolling.ts";

type HighLowClose = Record<"high" | "low" | "close", Float64Array>;

/** The mean of the last `length` values, and `deviations` population standard deviations around it. */
export function bollinger(values: Float64Array, length: number, deviations: number) {
  const middle = rollingMean(values, length);
  const upper = rollingDeviation(values, length, 0);
  const lower = new Float64Array(values.length);
  for (let bar = 0; bar < values.length; bar += 1) {
    const width = deviations * valueAt(upper, bar);
    upper[bar] = valueAt(middle, bar) + width;
    lower[bar] = valueAt(middle, bar) - width;
  }
  return { upper, middle, lower };
}

/** Highest high, lowest low and the middle of them, over the last `length` bars with the present one. */
export function donchian({ high, low }: Record<"high" | "low", Float64Array>, length: number) {
  const upper = rollingHighest(high, length);
  const lower = rollingLowest(low, length);
  const middle = new Float64Array(high.length);
  for (let bar = 0; bar < high.length; bar += 1)
    middle[bar] = (valueAt(upper, bar) + valueAt(lower, bar)) / 2;
  return { upper, middle, lower };
}

/** Wilder's average true range: seeded with the mean of the first `length` true ranges, so known from bar `length` on. */
export function atr(bars: HighLowClose, length: number): Float64Array {
  const count = bars.close.length;
  const result = new Float64Array(count).fill(Number.NaN);
  if (count <= length) return result;
  const ranges = new Float64Array(count);
  for (let bar = 1; bar < count; bar += 1) ranges[bar] = trueRange(bars, bar);
  if (length === 1) {
    ranges[0] = Number.NaN;
    return ranges;
  }
  let mean = meanOf(ranges, 1, length);
  result[length] = mean;
  for (let bar = length + 1; bar < count; bar += 1) {
    mean += (valueAt(ranges, bar) - mean) / length;
    result[bar] = mean;
  }
  return result;
}

/**
 * Wilder's directional movement as TA-Lib computes it: sums of the first `length − 1` bars, then sum − sum / length + new;
 * `plusDi` and `minusDi` from bar `length` on (0 without any range), `adx` from bar 2 × `length` − 1 on, seeded with the
 * mean of the first `length` directional indices; an index without any direction so far is 0.
 */
export function adx(bars: HighLowClose, length: number) {
  const count = bars.close.length;
  const column = () => new Float64Array(count).fill(Number.NaN);
  const result = { adx: column(), plusDi: column(), minusDi: column() };
  let plus = 0;
  let minus = 0;
  let range = 0;
  let mean = 0;
  for (let bar = 1; bar < count; bar += 1) {
    const up = valueAt(bars.high, bar) - valueAt(bars.high, bar - 1);
    const down = valueAt(bars.low, bar - 1) - valueAt(bars.low, bar);
    const kept = bar < length ? 1 : (length - 1) / length;
    plus = plus * kept + (up > 0 && up > down ? up : 0);
    minus = minus * kept + (down > 0 && down > up ? down : 0);
    range = range * kept + trueRange(bars, bar);
    if (bar < length) continue;
    const index = plus + minus > 0 ? (100 * Math.abs(plus - minus)) / (plus + minus) : 0;
    mean += bar < 2 * length ? index / length : (index - mean) / length;
    result.plusDi[bar] = range > 0 ? (100 * plus) / range : 0;
    result.minusDi[bar] = range > 0 ? (100 * minus) / range : 0;
    if (bar >= 2 * length - 1) result.adx[bar] = mean;
  }
  return result;
}

function trueRange({ high, low, close }: HighLowClose, bar: number): number {
  const before = valueAt(close, bar - 1);
  return Math.max(valueAt(high, bar), before) - Math.min(valueAt(low, bar), before);
}
