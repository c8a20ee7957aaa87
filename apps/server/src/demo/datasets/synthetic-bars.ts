import type { Bars } from "@boltz/backtest";
import { type Draws, drawsFrom } from "./random-steps.ts";

/**
 * How a made-up market moves. All sizes are whole millionths of the price for one bar, and so are
 * prices. Nothing but integers decides, so that every machine makes the same bars.
 */
export interface MarketModel {
  seed: number;
  /** The first price, in millionths. */
  price: number;
  /** Usual size of a bar's move. */
  noise: number;
  /** Stretches in one direction: how strong, how many bars long, and how many of ten lead up, and down. */
  drift: { size: number; shortest: number; longest: number; up: number; down: number };
  /** Share of the distance to the slow middle that is given back with each bar. */
  pull: number;
  /** How many of a thousand bars bring a burst, during which moves are several times as large. */
  bursts: number;
  /** What changes hands during a quiet bar. */
  volume: number;
}

const stepsABar = 4;
const cheapest = 100_000;
const calm = 1_024;

interface Bar {
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
}

/** The market, bar by bar. `next` is told whether it was closed before, as it then opens with a gap. */
const openMarket = ({ seed, price, noise, drift, pull, bursts, volume }: MarketModel) => {
  const draws = drawsFrom(seed);
  let [now, middle, agitation] = [price, price, calm];
  let stretch = { left: 0, size: 0 };
  const move = (millionths: number): void => {
    now = Math.max(cheapest, now + Math.trunc((now * millionths) / 1_000_000));
  };
  const beginBar = (): void => {
    if (stretch.left === 0) stretch = nextStretch(draws, drift);
    stretch.left -= 1;
    agitation += Math.trunc((calm - agitation) / 24);
    if (draws.below(1_000) < bursts) agitation += draws.below(3 * calm);
    middle += Math.trunc((now - middle) / 128);
    now += Math.trunc(((middle - now) * pull) / 1_000_000);
  };
  const noisy = (parts: number): number => Math.trunc((draws.around(noise) * agitation) / (calm * parts));
  return {
    next: (wasClosed: boolean): Bar => {
      beginBar();
      if (wasClosed) move(noisy(2));
      const bar: Bar = { open: now, high: now, low: now, close: now, volume: 0 };
      for (let step = 0; step < stepsABar; step += 1) {
        // Four independent moves of half the size make one of the whole.
        move(Math.trunc(stretch.size / stepsABar) + noisy(2));
        bar.high = Math.max(bar.high, now);
        bar.low = Math.min(bar.low, now);
      }
      bar.close = now;
      const liveliness =
        512 + draws.below(calm) + Math.trunc((Math.abs(now - bar.open) * 200_000) / bar.open);
      bar.volume = Math.trunc((volume * Math.trunc((liveliness * agitation) / calm)) / calm);
      return bar;
    },
  };
};

const nextStretch = (draws: Draws, { size, shortest, longest, up, down }: MarketModel["drift"]) => {
  const lot = draws.below(10);
  const direction = lot < up ? 1 : lot < up + down ? -1 : 0;
  return { left: shortest + draws.below(longest - shortest + 1), size: direction * size };
};

/** Bars of a made-up market at these moments; it was closed before each of `opensAt`. */
export const makeBars = (
  model: MarketModel,
  moments: readonly number[],
  opensAt: ReadonlySet<number>,
): Bars => {
  const market = openMarket(model);
  const bars = emptyBars(moments.length);
  for (const [place, at] of moments.entries()) {
    const { open, high, low, close, volume } = market.next(opensAt.has(at));
    bars.at[place] = at;
    bars.open[place] = open / 1_000_000;
    bars.high[place] = high / 1_000_000;
    bars.low[place] = low / 1_000_000;
    bars.close[place] = close / 1_000_000;
    bars.volume[place] = volume;
  }
  return bars;
};

const emptyBars = (count: number): Bars => ({
  at: new Float64Array(count),
  open: new Float64Array(count),
  high: new Float64Array(count),
  low: new Float64Array(count),
  close: new Float64Array(count),
  volume: new Float64Array(count),
});

/** The same bars at a longer timeframe: those with the same `beginOf` become one. */
export const mergeBars = (bars: Bars, beginOf: (at: number) => number): Bars => {
  const merged = emptyBars(bars.at.length);
  let last = -1;
  for (const [bar, at] of bars.at.entries()) {
    const value = (column: Float64Array) => column[bar] ?? Number.NaN;
    if (last === -1 || merged.at[last] !== beginOf(at)) {
      last += 1;
      merged.at[last] = beginOf(at);
      merged.open[last] = value(bars.open);
      merged.high[last] = value(bars.high);
      merged.low[last] = value(bars.low);
    }
    merged.high[last] = Math.max(merged.high[last] ?? 0, value(bars.high));
    merged.low[last] = Math.min(merged.low[last] ?? 0, value(bars.low));
    merged.close[last] = value(bars.close);
    merged.volume[last] = (merged.volume[last] ?? 0) + value(bars.volume);
  }
  return sliceBars(merged, 0, last + 1);
};

/** Bars from place `from` to before `to`, as views of the same memory. */
export const sliceBars = (bars: Bars, from: number, to: number): Bars => ({
  at: bars.at.subarray(from, to),
  open: bars.open.subarray(from, to),
  high: bars.high.subarray(from, to),
  low: bars.low.subarray(from, to),
  close: bars.close.subarray(from, to),
  volume: bars.volume.subarray(from, to),
});
