import type { Bars } from "../bars/bars.ts";
import { ema } from "../indicators/averages.ts";
import { macd, roc, rsi, stochastic } from "../indicators/momentum.ts";
import { adx, atr, bollinger, donchian } from "../indicators/range.ts";
import { rollingDeviation, rollingMean, rollingWeightedMean, valueAt } from "../indicators/rolling.ts";
import { obv } from "../indicators/volume.ts";
import type { Indicator, PriceField } from "../language/indicators.ts";
import type { ParamValues } from "../language/params.ts";
import type { Strategy } from "../language/schema.ts";
import { barsOf, type Knob, numberOf } from "./param-values.ts";

/** Everything that rules read, one number a bar; each column is made when it is first asked for, and once. */
export interface Columns {
  price(field: PriceField): Float64Array;
  indicator(name: string, output: string | undefined): Float64Array;
  atr(length: number): Float64Array;
  /** Standard deviation of the last `lookback` returns from close to close. */
  deviation(lookback: number): Float64Array;
}

export function columnsOf(strategy: Strategy, bars: Bars, values: ParamValues): Columns {
  const kept = new Map<string, Float64Array>();
  const once = (key: string, make: () => Float64Array): Float64Array => {
    const column = kept.get(key) ?? make();
    kept.set(key, column);
    return column;
  };
  const price = (field: PriceField) => once(`price ${field}`, () => priceColumn(bars, field));

  return {
    price,
    indicator: (name, output) => {
      const key = `indicator ${name} ${output ?? ""}`;
      const found = kept.get(key);
      if (found !== undefined) return found;
      const indicator = Object.hasOwn(strategy.indicators, name) ? strategy.indicators[name] : undefined;
      const columns = indicator === undefined ? {} : outputsOf(indicator, bars, price, values);
      for (const [each, column] of Object.entries(columns)) kept.set(`indicator ${name} ${each}`, column);
      const column = kept.get(key);
      if (column === undefined) throw new RangeError(`there is no indicator ${name} ${output ?? ""}`);
      return column;
    },
    atr: (length) => once(`atr ${length}`, () => atr(bars, length)),
    deviation: (lookback) =>
      once(`deviation ${lookback}`, () => rollingDeviation(closeReturns(bars.close), lookback, 1)),
  };
}

/** The columns of an indicator by output; the only one of those that have one has the empty name. */
function outputsOf(
  indicator: Indicator,
  bars: Bars,
  price: (field: PriceField) => Float64Array,
  values: ParamValues,
): Record<string, Float64Array> {
  const length = (knob: Knob) => barsOf(knob, values);
  switch (indicator.kind) {
    case "sma":
      return { "": rollingMean(price(indicator.source), length(indicator.length)) };
    case "ema":
      return { "": ema(price(indicator.source), length(indicator.length)) };
    case "rsi":
      return { "": rsi(price(indicator.source), length(indicator.length)) };
    case "roc":
      return { "": roc(price(indicator.source), length(indicator.length)) };
    case "macd": {
      const { fast, slow, signal } = indicator;
      const lengths = { fast: length(fast), slow: length(slow), signal: length(signal) };
      return macd(price(indicator.source), lengths);
    }
    case "bollinger": {
      const deviations = numberOf(indicator.deviations, values);
      return bollinger(price(indicator.source), length(indicator.length), deviations);
    }
    case "atr":
      return { "": atr(bars, length(indicator.length)) };
    case "adx":
      return adx(bars, length(indicator.length));
    case "stochastic": {
      const { smoothK, smoothD } = indicator;
      const lengths = {
        length: length(indicator.length),
        smoothK: length(smoothK),
        smoothD: length(smoothD),
      };
      return stochastic(bars, lengths);
    }
    case "donchian":
      return donchian(bars, length(indicator.length));
    case "obv":
      return { "": obv(bars) };
    case "vwap":
      return { "": rollingWeightedMean(price("hlc3"), bars.volume, length(indicator.length)) };
  }
}

/** Means of prices are taken so that a bar whose prices are all equal has exactly that price. */
function priceColumn({ open, high, low, close, volume }: Bars, field: PriceField): Float64Array {
  switch (field) {
    case "open":
      return open;
    case "high":
      return high;
    case "low":
      return low;
    case "close":
      return close;
    case "volume":
      return volume;
    case "hl2":
      return high.map((top, bar) => (top + valueAt(low, bar)) / 2);
    case "hlc3":
      return close.map((last, bar) => last + (valueAt(high, bar) - last + (valueAt(low, bar) - last)) / 3);
    case "ohlc4":
      return close.map(
        (last, bar) => (valueAt(open, bar) + valueAt(high, bar) + (valueAt(low, bar) + last)) / 4,
      );
  }
}

const closeReturns = (close: Float64Array): Float64Array =>
  close.map((price, bar) => price / valueAt(close, bar - 1) - 1);
