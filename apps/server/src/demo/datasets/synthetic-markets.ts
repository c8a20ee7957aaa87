import type { Bars } from "@boltz/backtest";
import type { AssetClass, Timeframe } from "@boltz/contract";
import {
  beginnings,
  type Calendar,
  daily,
  hourlyAlways,
  hourlyOnWeekdays,
  quarterlyInSession,
} from "./calendars.ts";
import { type MarketModel, makeBars, mergeBars, sliceBars } from "./synthetic-bars.ts";

interface SyntheticMarket {
  symbol: string;
  assetClass: AssetClass;
  /** What it does, for the dataset's name. */
  what: string;
  model: MarketModel;
  calendar: () => Calendar;
  /** The timeframe of the calendar's own bars. */
  base: Timeframe;
  /** Which timeframes there are, each with its newest bars, at most so many. */
  timeframes: Partial<Record<Timeframe, number>>;
}

const span = (from: string) => ({ from: `${from}T00:00:00Z`, to: "2025-01-01T00:00:00Z" });
const long = () => daily(span("2002-01-01"));
const all = Number.POSITIVE_INFINITY;
const slow = { "1d": all, "1w": all };
const quick = { "1h": 12_000, "4h": all, "1d": all };

export const syntheticMarkets: readonly SyntheticMarket[] = [
  {
    ...{ symbol: "SYN-TREND", assetClass: "futures", what: "long trends up and down" },
    ...{ calendar: long, base: "1d", timeframes: slow },
    model: {
      ...{ seed: 11, price: 100_000_000, noise: 9_000, pull: 0, bursts: 6, volume: 60_000 },
      drift: { size: 1_500, shortest: 40, longest: 160, up: 4, down: 4 },
    },
  },
  {
    ...{ symbol: "SYN-TREND2", assetClass: "futures", what: "shorter trends with pauses" },
    ...{ calendar: long, base: "1d", timeframes: slow },
    model: {
      ...{ seed: 29, price: 45_000_000, noise: 11_000, pull: 0, bursts: 8, volume: 45_000 },
      drift: { size: 2_000, shortest: 20, longest: 90, up: 4, down: 3 },
    },
  },
  {
    ...{ symbol: "SYN-INDEX", assetClass: "etfs", what: "drifts up, with bursts" },
    ...{ calendar: long, base: "1d", timeframes: slow },
    model: {
      ...{ seed: 3, price: 80_000_000, noise: 8_000, pull: 0, bursts: 10, volume: 900_000 },
      drift: { size: 850, shortest: 30, longest: 160, up: 6, down: 2 },
    },
  },
  {
    ...{ symbol: "SYN-BOND", assetClass: "etfs", what: "quiet, back and forth around a slow middle" },
    ...{ calendar: long, base: "1d", timeframes: slow },
    model: {
      ...{ seed: 17, price: 110_000_000, noise: 3_500, pull: 20_000, bursts: 4, volume: 300_000 },
      drift: { size: 150, shortest: 60, longest: 240, up: 5, down: 4 },
    },
  },
  {
    ...{ symbol: "SYN-METAL", assetClass: "commodities", what: "slow swings, some of them long" },
    ...{ calendar: long, base: "1d", timeframes: slow },
    model: {
      ...{ seed: 41, price: 1_200_000_000, noise: 10_000, pull: 2_000, bursts: 8, volume: 20_000 },
      drift: { size: 1_100, shortest: 30, longest: 180, up: 4, down: 4 },
    },
  },
  {
    ...{ symbol: "SYN-STOCK", assetClass: "stocks", what: "drifts up and overshoots in bursts" },
    ...{ calendar: long, base: "1d", timeframes: slow },
    model: {
      ...{ seed: 53, price: 35_000_000, noise: 14_000, pull: 15_000, bursts: 14, volume: 2_000_000 },
      drift: { size: 900, shortest: 40, longest: 160, up: 5, down: 3 },
    },
  },
  {
    ...{ symbol: "SYN-RANGE", assetClass: "stocks", what: "swings around a slow middle" },
    calendar: () => quarterlyInSession(span("2013-01-01")),
    ...{ base: "15m", timeframes: { "15m": 10_400, "1h": all, "1d": all } },
    model: {
      ...{ seed: 67, price: 60_000_000, noise: 2_600, pull: 14_000, bursts: 5, volume: 80_000 },
      drift: { size: 60, shortest: 100, longest: 500, up: 4, down: 4 },
    },
  },
  {
    ...{ symbol: "SYN-FX", assetClass: "forex", what: "small moves, given back within days" },
    calendar: () => hourlyOnWeekdays(span("2019-01-01")),
    ...{ base: "1h", timeframes: quick },
    model: {
      ...{ seed: 71, price: 1_100_000, noise: 1_100, pull: 9_000, bursts: 4, volume: 5_000 },
      drift: { size: 30, shortest: 48, longest: 240, up: 4, down: 4 },
    },
  },
  {
    ...{ symbol: "SYN-YEN", assetClass: "forex", what: "carries on for weeks, then turns" },
    calendar: () => hourlyOnWeekdays(span("2019-01-01")),
    ...{ base: "1h", timeframes: quick },
    model: {
      ...{ seed: 83, price: 110_000_000, noise: 1_300, pull: 0, bursts: 4, volume: 7_000 },
      drift: { size: 130, shortest: 120, longest: 500, up: 4, down: 4 },
    },
  },
  {
    ...{ symbol: "SYN-COIN", assetClass: "crypto", what: "wild, in bursts that carry on" },
    calendar: () => hourlyAlways(span("2019-01-01")),
    ...{ base: "1h", timeframes: quick },
    model: {
      ...{ seed: 97, price: 900_000_000, noise: 5_200, pull: 0, bursts: 7, volume: 900 },
      drift: { size: 500, shortest: 48, longest: 360, up: 4, down: 4 },
    },
  },
  {
    ...{ symbol: "SYN-ALT", assetClass: "crypto", what: "wilder, with sharp turns" },
    calendar: () => hourlyAlways(span("2019-01-01")),
    ...{ base: "1h", timeframes: quick },
    model: {
      ...{ seed: 109, price: 180_000_000, noise: 6_800, pull: 1_500, bursts: 9, volume: 4_000 },
      drift: { size: 600, shortest: 24, longest: 240, up: 4, down: 4 },
    },
  },
];

/** The bars of each of a market's timeframes; the longer ones are merged from the shortest. */
export const barsOfMarket = ({
  model,
  calendar,
  base,
  timeframes,
}: SyntheticMarket): Map<Timeframe, Bars> => {
  const { moments, opensAt } = calendar();
  const whole = makeBars(model, moments, opensAt);
  const found = new Map<Timeframe, Bars>();
  for (const timeframe of ["15m", "1h", "4h", "1d", "1w"] as const) {
    const most = timeframes[timeframe];
    if (most === undefined) continue;
    const bars = timeframe === base || timeframe === "15m" ? whole : mergeBars(whole, beginnings[timeframe]);
    found.set(timeframe, sliceBars(bars, Math.max(0, bars.at.length - most), bars.at.length));
  }
  return found;
};
