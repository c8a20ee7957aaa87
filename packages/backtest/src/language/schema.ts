import { assetClasses, strategyStyles, symbol, timeframes } from "@boltz/contract";
import { z } from "zod";
import { indicator } from "./indicators.ts";
import { maxLookbackBars } from "./limits.ts";
import { condition } from "./rules.ts";
import { closedObject, knob, oneShapeOf, ruleName } from "./shapes.ts";

export const strategyFormat = "boltz.strategy/1";

export { assetClasses, strategyStyles, timeframes };

const line = (maximum: number) =>
  z
    .string()
    .min(3)
    .max(maximum)
    .regex(/^\S(.*\S)?$/, "must be one line that neither begins nor ends with a space");

const assetClass = z.enum(assetClasses);
const market = oneShapeOf("must name symbols, or describe a universe, and not both", [
  closedObject({ assetClass, symbols: z.array(symbol).min(1).max(50) }),
  closedObject({ assetClass, universe: line(120) }),
]);

const param = closedObject({
  default: z.number(),
  min: z.number(),
  max: z.number(),
  step: z.number().positive(),
});

const percent = (maximum: number) => knob(z.number().min(0.01).max(maximum));
const distance = oneShapeOf(
  'must be a distance: { "percent": 5 }, or { "atr": 2, "length": 14 } for a multiple of the average true range',
  [
    closedObject({ percent: percent(500) }),
    closedObject({
      atr: knob(z.number().min(0.1).max(50)),
      length: knob(z.int().min(1).max(maxLookbackBars)),
    }),
  ],
);

const side = closedObject({
  entry: condition,
  exit: condition.optional(),
  stop: distance.optional(),
  target: distance.optional(),
  trailingStop: distance.optional(),
  /** Leaves at the next open once the position has been held for this many bars. */
  maxBars: knob(z.int().min(1).max(maxLookbackBars)).optional(),
});

const sizing = z.discriminatedUnion("method", [
  closedObject({ method: z.literal("fixedFraction"), percentOfEquity: percent(100) }),
  closedObject({ method: z.literal("riskPerTrade"), percentOfEquity: percent(10) }),
  closedObject({
    method: z.literal("volatilityTarget"),
    annualPercent: percent(100),
    lookback: knob(z.int().min(5).max(maxLookbackBars)),
  }),
]);

const basisPoints = z.number().min(0).max(500);

/** The shape of a document. It changes nothing that it reads, so a checked strategy hashes like the document it was. */
export const strategy = closedObject({
  format: z.literal(strategyFormat),
  name: line(80),
  style: z.enum(strategyStyles),
  market,
  timeframe: z.enum(timeframes),
  params: z.record(ruleName, param),
  indicators: z.record(ruleName, indicator),
  long: side.optional(),
  short: side.optional(),
  sizing,
  costs: closedObject({ commissionBps: basisPoints, slippageBps: basisPoints }),
});

/** A strategy document that has been checked; see `checkStrategy`. */
export type Strategy = z.infer<typeof strategy>;
export type Side = z.infer<typeof side>;
export type Distance = z.infer<typeof distance>;
export type Param = z.infer<typeof param>;

/** The shape as JSON Schema (2020-12), for editors. It is necessary but not sufficient: `checkStrategy` decides. */
export function strategyJsonSchema(): Record<string, unknown> {
  return { ...z.toJSONSchema(strategy) };
}
