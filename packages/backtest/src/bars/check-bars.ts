import type { AssetClass, Timeframe } from "@boltz/contract";
import type { Bars } from "./bars.ts";

export interface BarRemark {
  /** Place of the bar, counted from 0. */
  bar: number;
  message: string;
}

export interface BarsCheck {
  /** What is wrong; bars with any of these are not taken. Empty for good ones. */
  issues: BarRemark[];
  /** Stretches without bars that are longer than the market's usual pauses. */
  gaps: BarRemark[];
  /** Found in all; at most `maxRemarks` of each are listed. */
  issueCount: number;
  gapCount: number;
}

const maxRemarks = 50;

/** Prices and volumes beyond these are slips of a file, and could lead sums out of the range of exact figures. */
const price = { least: 1e-9, most: 1e12 };
const mostVolume = 1e18;

const minute = 60_000;
const day = 24 * 60 * minute;
const steps: Readonly<Record<Timeframe, number>> = {
  "1m": minute,
  "5m": 5 * minute,
  "15m": 15 * minute,
  "30m": 30 * minute,
  "1h": 60 * minute,
  "4h": 240 * minute,
  "1d": day,
  "1w": 7 * day,
};

/** Between two bars of a market that closes there may be a long weekend. */
const longWeekend = 4 * day;

const fields = ["open", "high", "low", "close", "volume"] as const;

/**
 * Looks at bars before they are stored: ascending moments without duplicates, finite prices in range with
 * low <= open, close <= high, no negative volume. Crypto trades at every hour, so there each missing bar is a gap.
 */
export function checkBars(bars: Bars, timeframe: Timeframe, assetClass: AssetClass): BarsCheck {
  if (fields.some((field) => bars[field].length !== bars.at.length)) {
    const message = "the columns are not of equal length";
    return { issues: [{ bar: 0, message }], gaps: [], issueCount: 1, gapCount: 0 };
  }
  const check: BarsCheck = { issues: [], gaps: [], issueCount: 0, gapCount: 0 };
  const pause = Math.max(steps[timeframe], assetClass === "crypto" ? 0 : longWeekend);
  for (let bar = 0; bar < bars.at.length; bar += 1) {
    const message = momentIssue(bars.at, bar) ?? valueIssue(bars, bar);
    if (message !== undefined) {
      check.issueCount += 1;
      if (check.issues.length < maxRemarks) check.issues.push({ bar, message });
    }
    const step = (bars.at[bar] ?? 0) - (bars.at[bar - 1] ?? Number.NaN);
    if (!(step > pause)) continue;
    check.gapCount += 1;
    if (check.gaps.length < maxRemarks)
      check.gaps.push({ bar, message: `comes ${lasting(step)} after the bar before` });
  }
  return check;
}

function momentIssue(at: Float64Array, bar: number): string | undefined {
  const moment = at[bar] ?? Number.NaN;
  const before = at[bar - 1] ?? Number.NEGATIVE_INFINITY;
  if (!Number.isSafeInteger(moment)) return "its time is no whole number of milliseconds";
  if (moment === before) return "has the same time as the bar before";
  return moment < before ? "is earlier than the bar before" : undefined;
}

function valueIssue(bars: Bars, bar: number): string | undefined {
  const at = (column: Float64Array) => column[bar] ?? Number.NaN;
  const prices = { open: at(bars.open), high: at(bars.high), low: at(bars.low), close: at(bars.close) };
  for (const [name, value] of Object.entries(prices))
    if (!(value >= price.least && value <= price.most))
      return `its ${name} is ${value}; a price is a number from ${price.least} to ${price.most}`;
  const volume = at(bars.volume);
  if (!(volume >= 0 && volume <= mostVolume))
    return `its volume is ${volume}; a volume is a number from 0 to ${mostVolume}`;

  const { open, high, low, close } = prices;
  if (high < low) return `its high, ${high}, is below its low, ${low}`;
  if (open > high || open < low) return `its open, ${open}, lies outside of ${low} to ${high}`;
  return close > high || close < low ? `its close, ${close}, lies outside of ${low} to ${high}` : undefined;
}

function lasting(milliseconds: number): string {
  if (milliseconds >= 2 * day) return `${Number((milliseconds / day).toFixed(1))} days`;
  if (milliseconds >= 120 * minute) return `${Number((milliseconds / (60 * minute)).toFixed(1))} hours`;
  return `${Number((milliseconds / minute).toFixed(1))} minutes`;
}
