import type { Knob } from "../engine/param-values.ts";
import { arithmeticOf, type Condition, comparisonOf, type Value } from "../language/rules.ts";
import { prefixedName, pythonFloat, pythonInteger, pythonString } from "./python-literals.ts";

const comparisons = {
  gt: "above",
  lt: "below",
  gte: "at_least",
  lte: "at_most",
  crossesAbove: "crosses_above",
  crossesBelow: "crosses_below",
} as const;

const operators = { add: "plus", sub: "minus", mul: "times", div: "over" } as const;

/** A condition as a Python expression over whole columns, its first line without and the others with the indent. */
export function pythonCondition(condition: Condition, indent: string): string {
  const comparison = comparisonOf(condition);
  if (comparison !== undefined) {
    const { operator, left, right } = comparison;
    return `${comparisons[operator]}(${pythonValue(left)}, ${pythonValue(right)})`;
  }
  if ("all" in condition) return joined("all_of", condition.all, indent);
  if ("any" in condition) return joined("any_of", condition.any, indent);
  if ("not" in condition) return joined("negated", [condition.not], indent);
  throw new RangeError("that is no condition");
}

function joined(call: string, parts: readonly Condition[], indent: string): string {
  const deeper = `${indent}    `;
  const lines = parts.map((part) => `${deeper}${pythonCondition(part, deeper)},\n`);
  return `${call}(\n${lines.join("")}${indent})`;
}

function pythonValue(value: Value): string {
  if (typeof value === "number") return `bars.number(${pythonFloat(value)})`;
  if ("param" in value) return `bars.number(${pythonParam(value.param)})`;
  if ("price" in value) return `bars.price(${pythonString(value.price)}${pythonAgo(value.ago)})`;
  if ("indicator" in value)
    return `bars.column(${pythonColumn(value.indicator, value.output)}${pythonAgo(value.ago)})`;
  const arithmetic = arithmeticOf(value);
  if (arithmetic === undefined) throw new RangeError("that is no value");
  return `${operators[arithmetic.operator]}(${pythonValue(arithmetic.left)}, ${pythonValue(arithmetic.right)})`;
}

const pythonAgo = (ago: number | undefined) =>
  ago === undefined || ago === 0 ? "" : `, ${pythonInteger(ago)}`;

/** The name of an indicator's column; a full stop stands in no indicator's name, so no two columns share one. */
export const pythonColumn = (indicator: string, output: string | undefined): string =>
  pythonString(`${prefixedName("i_", indicator)}${output === undefined ? "" : `.${output}`}`);

/** The present value of a parameter. */
const pythonParam = (name: string) => `self.${prefixedName("p_", name)}.value`;

export const pythonKnob = (knob: Knob): string =>
  typeof knob === "number" ? pythonFloat(knob) : `float(${pythonParam(knob.param)})`;

export const pythonLength = (knob: Knob): string =>
  typeof knob === "number" ? pythonInteger(knob) : `int(${pythonParam(knob.param)})`;
