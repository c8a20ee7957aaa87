import type { Distance, Side, Strategy } from "../language/schema.ts";
import { type SideName, sidesOf } from "../language/walk.ts";
import { barsPerYear } from "../metrics/bars-per-year.ts";
import { allTest, conditionTest, type RuleSource, type Test } from "./compile-rules.ts";
import { barsOf, numberOf } from "./param-values.ts";
import type { DroppedRules } from "./result.ts";
import { entryParts, rulesOf } from "./rules-of.ts";

/** A distance in price: a percentage of some price, or so many true ranges as they stood when the entry was decided. */
export type Gauge = { percent: number; range: null } | { multiple: number; range: Float64Array };

export interface SidePlan {
  name: SideName;
  /** 1 where a rising price gains, -1 where a falling one does. */
  sign: 1 | -1;
  entry: Test;
  exit: Test | null;
  stop: Gauge | null;
  target: Gauge | null;
  trailingStop: Gauge | null;
  maxBars: number;
  /** The stop's distance, by which risk is measured even where the stop itself is dropped. */
  risk: Gauge | null;
}

export type SizingPlan =
  | { method: "fixedFraction" | "riskPerTrade"; fraction: number }
  | { method: "volatilityTarget"; yearly: number; deviation: Float64Array; rootOfYear: number };

export interface Plan {
  long: SidePlan | null;
  short: SidePlan | null;
  sizing: SizingPlan;
  commission: number;
  slippage: number;
}

const always: Test = () => 1;

/** A strategy made ready for one run. Throws a RangeError where `dropped` names what is no rule of it. */
export function planOf(strategy: Strategy, source: RuleSource, dropped: DroppedRules): Plan {
  const rules = new Set(rulesOf(strategy).map(({ path }) => path));
  for (const path of dropped) if (!rules.has(path)) throw new RangeError(`the strategy has no rule ${path}`);
  const sides = sidesOf(strategy).map(({ name, side }) =>
    sidePlan(strategy, { name, side }, source, dropped),
  );
  return {
    long: sides.find(({ name }) => name === "long") ?? null,
    short: sides.find(({ name }) => name === "short") ?? null,
    ...termsOf(strategy, source),
  };
}

/** Buys as soon as the sizing allows and never leaves; risk is measured by the stop of the long side, or of the short one. */
export function holdingPlan(strategy: Strategy, source: RuleSource): Plan {
  const long: SidePlan = {
    name: "long",
    sign: 1,
    entry: always,
    exit: null,
    stop: null,
    target: null,
    trailingStop: null,
    maxBars: Number.POSITIVE_INFINITY,
    risk: riskOf(strategy, strategy.long ?? strategy.short, source),
  };
  return { long, short: null, ...termsOf(strategy, source) };
}

function sidePlan(
  strategy: Strategy,
  { name, side }: { name: SideName; side: Side },
  source: RuleSource,
  dropped: DroppedRules,
): SidePlan {
  const kept = entryParts(name, side).filter(({ path }) => !dropped.has(path));
  const gauge = (kind: "stop" | "target" | "trailingStop") =>
    dropped.has(`${name}.${kind}`) ? null : gaugeOf(side[kind], source);
  const exit = dropped.has(`${name}.exit`) ? undefined : side.exit;
  const maxBars = dropped.has(`${name}.maxBars`) ? undefined : side.maxBars;
  return {
    name,
    sign: name === "long" ? 1 : -1,
    entry: allTest(kept.map(({ condition }) => conditionTest(condition, source))),
    exit: exit === undefined ? null : conditionTest(exit, source),
    stop: gauge("stop"),
    target: gauge("target"),
    trailingStop: gauge("trailingStop"),
    maxBars: maxBars === undefined ? Number.POSITIVE_INFINITY : barsOf(maxBars, source.values),
    risk: riskOf(strategy, side, source),
  };
}

const riskOf = (strategy: Strategy, side: Side | undefined, source: RuleSource): Gauge | null =>
  strategy.sizing.method === "riskPerTrade" ? gaugeOf(side?.stop, source) : null;

function gaugeOf(distance: Distance | undefined, { columns, values }: RuleSource): Gauge | null {
  if (distance === undefined) return null;
  if ("percent" in distance) return { percent: numberOf(distance.percent, values), range: null };
  const range = columns.atr(barsOf(distance.length, values));
  return { multiple: numberOf(distance.atr, values), range };
}

function termsOf(strategy: Strategy, { columns, values }: RuleSource): Omit<Plan, "long" | "short"> {
  const { sizing, costs, timeframe, market } = strategy;
  const terms = { commission: costs.commissionBps / 10_000, slippage: costs.slippageBps / 10_000 };
  if (sizing.method !== "volatilityTarget") {
    const fraction = numberOf(sizing.percentOfEquity, values) / 100;
    return { ...terms, sizing: { method: sizing.method, fraction } };
  }
  const lookback = barsOf(sizing.lookback, values);
  if (lookback < 2) throw new RangeError("a deviation needs two returns");
  const plan: SizingPlan = {
    method: "volatilityTarget",
    yearly: numberOf(sizing.annualPercent, values) / 100,
    deviation: columns.deviation(lookback),
    rootOfYear: Math.sqrt(barsPerYear(timeframe, market.assetClass)),
  };
  return { ...terms, sizing: plan };
}
