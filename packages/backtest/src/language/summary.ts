import { type IndicatorKind, indicatorKinds } from "./indicators.ts";
import type { Strategy } from "./schema.ts";
import { type SideName, sidesOf } from "./walk.ts";

export interface StrategySummary {
  style: Strategy["style"];
  market: Strategy["market"];
  timeframe: Strategy["timeframe"];
  directions: SideName[];
  /** Each kind once, in the language's own order. */
  indicators: IndicatorKind[];
}

/** What a listing can be filtered by, read from a checked strategy. */
export function strategySummary(strategy: Strategy): StrategySummary {
  const used = new Set(Object.values(strategy.indicators).map((indicator) => indicator.kind));
  return {
    style: strategy.style,
    market: strategy.market,
    timeframe: strategy.timeframe,
    directions: sidesOf(strategy).map(({ name }) => name),
    indicators: indicatorKinds.filter((kind) => used.has(kind)),
  };
}
