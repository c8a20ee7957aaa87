/** Bars of one symbol as columns of equal length, oldest first. `at` is the opening time in milliseconds since 1970 (UTC). */
export interface Bars {
  at: Float64Array;
  open: Float64Array;
  high: Float64Array;
  low: Float64Array;
  close: Float64Array;
  volume: Float64Array;
}

/** The bars of one symbol that a strategy trades. */
export interface MarketBars {
  symbol: string;
  bars: Bars;
}

/** The first `count` bars, as views of the same memory. */
export const firstBars = (bars: Bars, count: number): Bars => ({
  at: bars.at.subarray(0, count),
  open: bars.open.subarray(0, count),
  high: bars.high.subarray(0, count),
  low: bars.low.subarray(0, count),
  close: bars.close.subarray(0, count),
  volume: bars.volume.subarray(0, count),
});
