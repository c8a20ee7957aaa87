import type { Indicator, PriceField } from "./indicators.ts";
import { arithmeticOf, type ComparisonOperator, type Condition, comparisonOf, type Value } from "./rules.ts";
import type { Strategy } from "./schema.ts";

export type Knob = number | { param: string };

const priceWords: Record<PriceField, string> = {
  open: "the open",
  high: "the high",
  low: "the low",
  close: "the close",
  volume: "the volume",
  hl2: "the middle of high and low",
  hlc3: "the mean of high, low and close",
  ohlc4: "the mean of open, high, low and close",
};

const comparisonWords: Record<ComparisonOperator, string> = {
  gt: "is above",
  lt: "is below",
  gte: "is at or above",
  lte: "is at or below",
  crossesAbove: "crosses above",
  crossesBelow: "crosses below",
};

const arithmeticWords = { add: "plus", sub: "minus", mul: "times", div: "divided by" };

/** The number that a knob stands at: its own, or its parameter's default. */
export const knobText = (knob: Knob, strategy: Strategy): string =>
  String(typeof knob === "number" ? knob : (strategy.params[knob.param]?.default ?? knob.param));

export const barsText = (bars: string) => (bars === "1" ? "1 bar" : `${bars} bars`);

/** A condition as a clause, for after "when". */
export function conditionText(condition: Condition, strategy: Strategy): string {
  const comparison = comparisonOf(condition);
  if (comparison !== undefined) {
    const { left, operator, right } = comparison;
    const words = `${valueText(left, strategy)} ${comparisonWords[operator]}`;
    const earlier = barsBefore(left, right);
    return earlier === undefined
      ? `${words} ${valueText(right, strategy)}`
      : `${words} its value ${barsText(String(earlier))} earlier`;
  }
  if ("all" in condition) return condition.all.map((inner) => nestedText(inner, strategy)).join(" and ");
  if ("any" in condition) return condition.any.map((inner) => nestedText(inner, strategy)).join(" or ");
  if ("not" in condition) return `it is not so that ${nestedText(condition.not, strategy)}`;
  return "";
}

/** How many bars back `right` reads what `left` reads now, if they read the same thing. */
function barsBefore(left: Value, right: Value): number | undefined {
  if (typeof left !== "object" || typeof right !== "object") return undefined;
  const same =
    ("price" in left && "price" in right && left.price === right.price) ||
    ("indicator" in left &&
      "indicator" in right &&
      left.indicator === right.indicator &&
      left.output === right.output);
  return same && agoOf(left) === 0 && agoOf(right) > 0 ? agoOf(right) : undefined;
}

const agoOf = (value: Value) => (typeof value === "object" && "ago" in value ? (value.ago ?? 0) : 0);

function nestedText(condition: Condition, strategy: Strategy): string {
  const text = conditionText(condition, strategy);
  const joined =
    ("all" in condition && condition.all.length > 1) || ("any" in condition && condition.any.length > 1);
  return joined ? `(${text})` : text;
}

function valueText(value: Value, strategy: Strategy): string {
  if (typeof value === "number" || "param" in value) return knobText(value, strategy);
  if ("price" in value) return priceWords[value.price] + agoText(value.ago);
  if ("indicator" in value) {
    const indicator = strategy.indicators[value.indicator];
    if (indicator?.kind === "donchian" && value.ago === 1)
      return donchianText(value.output, `the ${barsText(knobText(indicator.length, strategy))} before`);
    const words =
      indicator === undefined ? value.indicator : indicatorText(indicator, value.output, strategy);
    return words + agoText(value.ago);
  }
  const arithmetic = arithmeticOf(value);
  if (arithmetic === undefined) return "";
  const { left, operator, right } = arithmetic;
  return `${operandText(left, strategy)} ${arithmeticWords[operator]} ${operandText(right, strategy)}`;
}

function operandText(value: Value, strategy: Strategy): string {
  const text = valueText(value, strategy);
  return arithmeticOf(value) === undefined ? text : `(${text})`;
}

function agoText(ago: number | undefined): string {
  if (ago === undefined || ago === 0) return "";
  return ago === 1 ? " (one bar earlier)" : ` (${ago} bars earlier)`;
}

function indicatorText(indicator: Indicator, output: string | undefined, strategy: Strategy): string {
  const show = (knob: Knob) => knobText(knob, strategy);
  switch (indicator.kind) {
    case "sma":
      return `the ${show(indicator.length)}-bar average of ${priceWords[indicator.source]}`;
    case "ema":
      return `the ${show(indicator.length)}-bar exponential average of ${priceWords[indicator.source]}`;
    case "rsi":
      return `the ${show(indicator.length)}-bar RSI of ${priceWords[indicator.source]}`;
    case "roc":
      return `the percentage change of ${priceWords[indicator.source]} over ${barsText(show(indicator.length))}`;
    case "macd": {
      const lengths = `${show(indicator.fast)}/${show(indicator.slow)}/${show(indicator.signal)} on ${priceWords[indicator.source]}`;
      return `the MACD ${output === "macd" ? "line" : output === "signal" ? "signal line" : "histogram"} (${lengths})`;
    }
    case "bollinger":
      return `the ${output} Bollinger band (${barsText(show(indicator.length))} of ${priceWords[indicator.source]}, ${show(indicator.deviations)} deviations)`;
    case "atr":
      return `the ${show(indicator.length)}-bar average true range`;
    case "adx":
      return `the ${show(indicator.length)}-bar ${output === "adx" ? "ADX" : output === "plusDi" ? "+DI" : "−DI"}`;
    case "stochastic":
      return `the stochastic ${output === "k" ? "%K" : "%D"} (${show(indicator.length)}/${show(indicator.smoothK)}/${show(indicator.smoothD)})`;
    case "donchian":
      return donchianText(output, barsText(show(indicator.length)));
    case "obv":
      return "the on-balance volume";
    case "vwap":
      return `the ${show(indicator.length)}-bar volume-weighted average price`;
  }
}

function donchianText(output: string | undefined, bars: string): string {
  if (output === "upper") return `the highest high of ${bars}`;
  return output === "lower" ? `the lowest low of ${bars}` : `the middle of the range of ${bars}`;
}
