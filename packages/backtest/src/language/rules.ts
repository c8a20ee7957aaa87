import { z } from "zod";
import { type PriceField, priceField, priceFields } from "./indicators.ts";
import { maxLookbackBars } from "./limits.ts";
import { closedObject, oneShapeOf, paramRef, ruleName } from "./shapes.ts";

export { priceFields };

/** Bars back from the bar that has just closed; there is no way to write a bar that has not closed yet. */
const ago = z.int().min(0).max(maxLookbackBars).optional();

export type Value =
  | number
  | { param: string }
  | { price: PriceField; ago?: number | undefined }
  | { indicator: string; output?: string | undefined; ago?: number | undefined }
  | { add: [Value, Value] }
  | { sub: [Value, Value] }
  | { mul: [Value, Value] }
  | { div: [Value, Value] };

const value: z.ZodType<Value> = z
  .lazy(() =>
    oneShapeOf(
      "must be a value: a number, or an object with exactly one of price, indicator, param, add, sub, mul, div",
      [
        z.number(),
        paramRef,
        closedObject({ price: priceField, ago }),
        closedObject({ indicator: ruleName, output: z.string().max(40).optional(), ago }),
        closedObject({ add: pair }),
        closedObject({ sub: pair }),
        closedObject({ mul: pair }),
        closedObject({ div: pair }),
      ],
    ),
  )
  .meta({ id: "value" });
const pair = z.tuple([value, value]);

export type ComparisonOperator = "gt" | "lt" | "gte" | "lte" | "crossesAbove" | "crossesBelow";

export type Condition =
  | { gt: [Value, Value] }
  | { lt: [Value, Value] }
  | { gte: [Value, Value] }
  | { lte: [Value, Value] }
  | { crossesAbove: [Value, Value] }
  | { crossesBelow: [Value, Value] }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

export const condition: z.ZodType<Condition> = z
  .lazy(() =>
    oneShapeOf(
      "must be a condition: an object with exactly one of gt, lt, gte, lte, crossesAbove, crossesBelow, all, any, not",
      [
        closedObject({ gt: pair }),
        closedObject({ lt: pair }),
        closedObject({ gte: pair }),
        closedObject({ lte: pair }),
        closedObject({ crossesAbove: pair }),
        closedObject({ crossesBelow: pair }),
        closedObject({ all: conditions }),
        closedObject({ any: conditions }),
        closedObject({ not: condition }),
      ],
    ),
  )
  .meta({ id: "condition" });
const conditions = z.array(condition).min(1).max(50);

export interface Comparison {
  operator: ComparisonOperator;
  left: Value;
  right: Value;
}

export interface Arithmetic {
  operator: "add" | "sub" | "mul" | "div";
  left: Value;
  right: Value;
}

/** The comparison that a condition makes, or undefined for one that joins others. */
export function comparisonOf(node: Condition): Comparison | undefined {
  if ("gt" in node) return { operator: "gt", left: node.gt[0], right: node.gt[1] };
  if ("lt" in node) return { operator: "lt", left: node.lt[0], right: node.lt[1] };
  if ("gte" in node) return { operator: "gte", left: node.gte[0], right: node.gte[1] };
  if ("lte" in node) return { operator: "lte", left: node.lte[0], right: node.lte[1] };
  if ("crossesAbove" in node)
    return { operator: "crossesAbove", left: node.crossesAbove[0], right: node.crossesAbove[1] };
  if ("crossesBelow" in node)
    return { operator: "crossesBelow", left: node.crossesBelow[0], right: node.crossesBelow[1] };
  return undefined;
}

/** The arithmetic that a value does, or undefined for one that is read or given. */
export function arithmeticOf(node: Value): Arithmetic | undefined {
  if (typeof node === "number") return undefined;
  if ("add" in node) return { operator: "add", left: node.add[0], right: node.add[1] };
  if ("sub" in node) return { operator: "sub", left: node.sub[0], right: node.sub[1] };
  if ("mul" in node) return { operator: "mul", left: node.mul[0], right: node.mul[1] };
  if ("div" in node) return { operator: "div", left: node.div[0], right: node.div[1] };
  return undefined;
}
