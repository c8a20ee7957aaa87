import type { Indicator, PriceField } from "../language/indicators.ts";
import type { Knob } from "./param-values.ts";

export type Bar = Record<"open" | "high" | "low" | "close" | "volume", number>;
type Known = number | undefined;

/** The field of a bar, as its name says. */
export function priceOf({ open, high, low, close, volume }: Bar, field: PriceField): number {
  const prices = {
    open,
    high,
    low,
    close,
    volume,
    hl2: (high + low) / 2,
    hlc3: (high + low + close) / 3,
    ohlc4: (open + high + low + close) / 4,
  };
  return prices[field];
}

/**
 * What an indicator shows after these bars, worked out by its definition from the first of them on; undefined where it is
 * unknown. Slow on purpose, and written without a look at the engine's columns.
 */
export function measure(
  indicator: Indicator,
  past: Bar[],
  numberOf: (knob: Knob) => number,
): Record<string, Known> {
  const series = "source" in indicator ? past.map((bar) => priceOf(bar, indicator.source)) : [];
  switch (indicator.kind) {
    case "sma":
      return { "": sma(series, numberOf(indicator.length)) };
    case "ema":
      return { "": ema(series, numberOf(indicator.length)) };
    case "rsi":
      return { "": rsi(series, numberOf(indicator.length)) };
    case "roc":
      return { "": roc(series, numberOf(indicator.length)) };
    case "macd": {
      const lengths = [indicator.fast, indicator.slow, indicator.signal].map(numberOf);
      return macd(series, lengths[0] ?? 0, lengths[1] ?? 0, lengths[2] ?? 0);
    }
    case "bollinger": {
      const middle = sma(series, numberOf(indicator.length));
      const spread = populationDeviation(series, numberOf(indicator.length));
      if (middle === undefined || spread === undefined) return {};
      const width = numberOf(indicator.deviations) * spread;
      return { upper: middle + width, middle, lower: middle - width };
    }
    case "atr":
      return { "": atr(past, numberOf(indicator.length)) };
    case "adx":
      return adx(past, numberOf(indicator.length));
    case "stochastic": {
      const lengths = [indicator.length, indicator.smoothK, indicator.smoothD].map(numberOf);
      return stochastic(past, lengths[0] ?? 0, lengths[1] ?? 0, lengths[2] ?? 0);
    }
    case "donchian": {
      const window = lastOf(past, numberOf(indicator.length));
      if (window === undefined) return {};
      const upper = Math.max(...window.map((bar) => bar.high));
      const lower = Math.min(...window.map((bar) => bar.low));
      return { upper, lower, middle: (upper + lower) / 2 };
    }
    case "obv":
      return { "": obv(past) };
    case "vwap": {
      const window = lastOf(past, numberOf(indicator.length)) ?? [];
      const volume = sum(window.map((bar) => bar.volume));
      return volume > 0 ? { "": sum(window.map((bar) => priceOf(bar, "hlc3") * bar.volume)) / volume } : {};
    }
  }
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
const mean = (numbers: number[]) => sum(numbers) / numbers.length;
const lastOf = <Item>(items: Item[], count: number): Item[] | undefined =>
  items.length < count ? undefined : items.slice(items.length - count);

function sma(series: Known[], length: number): Known {
  const window = lastOf(series, length);
  if (window === undefined) return undefined;
  const known = window.filter((value) => value !== undefined);
  return known.length === length ? mean(known) : undefined;
}

function ema(series: Known[], length: number): Known {
  const known = series.filter((value) => value !== undefined);
  if (known.length < length) return undefined;
  const share = 2 / (length + 1);
  return known
    .slice(length)
    .reduce((before, value) => share * value + (1 - share) * before, mean(known.slice(0, length)));
}

/** Wilder's smoothing: the mean of the first values, then (n − 1) parts of the old and one of the new. */
function wilder(series: number[], length: number): Known {
  if (series.length < length) return undefined;
  return series
    .slice(length)
    .reduce((before, value) => (before * (length - 1) + value) / length, mean(series.slice(0, length)));
}

function rsi(series: number[], length: number): Known {
  const changes = series.slice(1).map((value, place) => value - (series[place] ?? Number.NaN));
  const gain = wilder(
    changes.map((change) => Math.max(change, 0)),
    length,
  );
  const loss = wilder(
    changes.map((change) => Math.max(-change, 0)),
    length,
  );
  if (gain === undefined || loss === undefined) return undefined;
  if (loss === 0) return gain === 0 ? 50 : 100;
  return 100 - 100 / (1 + gain / loss);
}

function roc(series: number[], length: number): Known {
  const [now, before] = [series.at(-1), series.at(-1 - length)];
  if (now === undefined || before === undefined || before === 0) return undefined;
  return (now / before - 1) * 100;
}

function macd(series: number[], fast: number, slow: number, signalLength: number): Record<string, Known> {
  const lines = series.map((_, place) => {
    const [quick, late] = [ema(series.slice(0, place + 1), fast), ema(series.slice(0, place + 1), slow)];
    return quick === undefined || late === undefined ? undefined : quick - late;
  });
  const line = lines.at(-1);
  const signal = ema(lines, signalLength);
  return {
    macd: line,
    signal,
    histogram: line === undefined || signal === undefined ? undefined : line - signal,
  };
}

function populationDeviation(series: number[], length: number): Known {
  const window = lastOf(series, length);
  if (window === undefined) return undefined;
  const middle = mean(window);
  return Math.sqrt(mean(window.map((value) => (value - middle) * (value - middle))));
}

/** The greatest of high − low, |high − close before| and |low − close before|, from the second bar on. */
function trueRanges(past: Bar[]): number[] {
  return past.slice(1).map((bar, place) => {
    const before = past[place]?.close ?? Number.NaN;
    return Math.max(bar.high - bar.low, Math.abs(bar.high - before), Math.abs(bar.low - before));
  });
}

export const atr = (past: Bar[], length: number): Known => wilder(trueRanges(past), length);

/** Wilder's own sums: those of the first n − 1 moves, then less one n-th, plus the new. */
function wilderSums(moves: number[], length: number): number[] {
  const first = sum(moves.slice(0, length - 1));
  const sums: number[] = [];
  for (const move of moves.slice(length - 1)) {
    const before = sums.at(-1) ?? first;
    sums.push(before - before / length + move);
  }
  return sums;
}

function adx(past: Bar[], length: number): Record<string, Known> {
  const moves = past.slice(1).map((bar, place) => {
    const before = past[place] ?? bar;
    const [up, down] = [bar.high - before.high, before.low - bar.low];
    return { plus: up > down && up > 0 ? up : 0, minus: down > up && down > 0 ? down : 0 };
  });
  const plus = wilderSums(
    moves.map((move) => move.plus),
    length,
  );
  const minus = wilderSums(
    moves.map((move) => move.minus),
    length,
  );
  const indicators = wilderSums(trueRanges(past), length).map((range, place) => ({
    plusDi: range === 0 ? 0 : (100 * (plus[place] ?? 0)) / range,
    minusDi: range === 0 ? 0 : (100 * (minus[place] ?? 0)) / range,
  }));
  const last = indicators.at(-1);
  if (last === undefined) return {};
  const indices = indicators.map(({ plusDi, minusDi }) =>
    plusDi + minusDi === 0 ? undefined : (100 * Math.abs(plusDi - minusDi)) / (plusDi + minusDi),
  );
  if (indices.length < length) return last;
  const seed = sum(indices.slice(0, length).map((index) => index ?? 0)) / length;
  const average = indices
    .slice(length)
    .reduce<number>(
      (before, index) => (index === undefined ? before : (before * (length - 1) + index) / length),
      seed,
    );
  return { ...last, adx: average };
}

function stochastic(past: Bar[], length: number, smoothK: number, smoothD: number): Record<string, Known> {
  const raws = past.map((bar, place) => {
    const window = lastOf(past.slice(0, place + 1), length);
    if (window === undefined) return undefined;
    const lowest = Math.min(...window.map((each) => each.low));
    const highest = Math.max(...window.map((each) => each.high));
    return highest === lowest ? undefined : (100 * (bar.close - lowest)) / (highest - lowest);
  });
  const ks = raws.map((_, place) => sma(raws.slice(0, place + 1), smoothK));
  return { k: ks.at(-1), d: sma(ks, smoothD) };
}

function obv(past: Bar[]): number {
  return sum(
    past.slice(1).map((bar, place) => Math.sign(bar.close - (past[place]?.close ?? Number.NaN)) * bar.volume),
  );
}
