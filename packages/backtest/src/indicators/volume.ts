import { valueAt } from "./rolling.ts";

/** On-balance volume: 0 at the first bar, then plus the volume of a bar that closed higher, minus that of one that closed lower. */
export function obv({ close, volume }: Record<"close" | "volume", Float64Array>): Float64Array {
  const result = new Float64Array(close.length);
  let sum = 0;
  for (let bar = 1; bar < close.length; bar += 1) {
    const change = valueAt(close, bar) - valueAt(close, bar - 1);
    if (change > 0) sum += valueAt(volume, bar);
    else if (change < 0) sum -= valueAt(volume, bar);
    result[bar] = sum;
  }
  return result;
}
