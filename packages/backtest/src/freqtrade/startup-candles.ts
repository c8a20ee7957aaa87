import type { Knob } from "../engine/param-values.ts";
import type { Indicator } from "../language/indicators.ts";
import type { Side, Strategy } from "../language/schema.ts";
import { sidesOf, walkRules } from "../language/walk.ts";

/** Candles that must be there for a first value, and how many more until an average forgot where it began. */
interface Reach {
  window: number;
  memory: number;
}

/** An e-folding is half a length of an exponential mean and one of Wilder's: eight leave less than a thousandth. */
const foldings = 8;

/** Exchanges give few candles in one call and freqtrade makes five; what averages would like to have ends there. */
const mostForMemory = 2_400;

/** The candles that every rule needs before the first one that counts, at whatever value the parameters stand. */
export function startupCandles(strategy: Strategy): number {
  const most = (knob: Knob): number =>
    typeof knob === "number" ? knob : (strategy.params[knob.param]?.max ?? 0);
  const reaches = [
    ...ruleReaches(strategy, most),
    ...sidesOf(strategy).flatMap(({ side }) => distanceReaches(side, most)),
  ];
  if (strategy.sizing.method === "volatilityTarget")
    reaches.push({ window: most(strategy.sizing.lookback) + 1, memory: 0 });
  const window = Math.max(1, ...reaches.map((reach) => reach.window));
  const settled = Math.max(...reaches.map((reach) => reach.window + reach.memory));
  return Math.max(window, Math.min(settled, mostForMemory));
}

/** A crossing looks one bar further back than its values do. */
function ruleReaches(strategy: Strategy, most: (knob: Knob) => number): Reach[] {
  const reaches: Reach[] = [];
  walkRules(strategy, {
    onValue: (value) => {
      if (typeof value === "number") return;
      if ("price" in value) reaches.push({ window: (value.ago ?? 0) + 2, memory: 0 });
      if (!("indicator" in value)) return;
      const indicator = strategy.indicators[value.indicator];
      if (indicator === undefined) return;
      const { window, memory } = indicatorReach(indicator, most);
      reaches.push({ window: window + (value.ago ?? 0) + 1, memory });
    },
  });
  return reaches;
}

function distanceReaches({ stop, target, trailingStop }: Side, most: (knob: Knob) => number): Reach[] {
  return [stop, target, trailingStop].flatMap((distance) =>
    distance !== undefined && "atr" in distance
      ? [{ window: most(distance.length) + 1, memory: foldings * most(distance.length) }]
      : [],
  );
}

function indicatorReach(indicator: Indicator, most: (knob: Knob) => number): Reach {
  switch (indicator.kind) {
    case "sma":
    case "bollinger":
    case "donchian":
    case "vwap":
      return { window: most(indicator.length), memory: 0 };
    case "roc":
      return { window: most(indicator.length) + 1, memory: 0 };
    case "stochastic":
      return {
        window: most(indicator.length) + most(indicator.smoothK) + most(indicator.smoothD),
        memory: 0,
      };
    case "obv":
      return { window: 2, memory: 0 };
    case "ema":
      return { window: most(indicator.length), memory: (foldings / 2) * most(indicator.length) };
    case "macd": {
      const both = most(indicator.slow) + most(indicator.signal);
      return { window: both, memory: (foldings / 2) * both };
    }
    case "rsi":
    case "atr":
      return { window: most(indicator.length) + 1, memory: foldings * most(indicator.length) };
    case "adx":
      return { window: 2 * most(indicator.length), memory: 2 * foldings * most(indicator.length) };
  }
}
