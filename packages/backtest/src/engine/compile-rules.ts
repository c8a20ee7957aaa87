import { valueAt } from "../indicators/rolling.ts";
import type { ParamValues } from "../language/params.ts";
import {
  arithmeticOf,
  type Comparison,
  type ComparisonOperator,
  type Condition,
  comparisonOf,
  type Value,
} from "../language/rules.ts";
import type { Columns } from "./columns.ts";
import { numberOf } from "./param-values.ts";

/** What a condition is at a bar: 1 true, 0 false, -1 unknown. */
export type Truth = 1 | 0 | -1;
export type Test = (bar: number) => Truth;
/** A value at a bar; NaN where it is unknown. */
export type Reader = (bar: number) => number;

export interface RuleSource {
  columns: Columns;
  values: ParamValues;
}

/** A condition as a function of the bar, in three-valued logic. */
export function conditionTest(condition: Condition, source: RuleSource): Test {
  const comparison = comparisonOf(condition);
  if (comparison !== undefined) return comparisonTest(comparison, source);
  if ("all" in condition) return allTest(condition.all.map((inner) => conditionTest(inner, source)));
  if ("any" in condition) return anyTest(condition.any.map((inner) => conditionTest(inner, source)));
  if ("not" in condition) {
    const inner = conditionTest(condition.not, source);
    return (bar) => opposite(inner(bar));
  }
  throw new RangeError("that is no condition");
}

const opposite = (truth: Truth): Truth => (truth === 1 ? 0 : truth === 0 ? 1 : -1);

/** True when every part is; none at all is true. */
export function allTest(tests: readonly Test[]): Test {
  return (bar) => {
    let all: Truth = 1;
    for (const test of tests) {
      const truth = test(bar);
      if (truth === 0) return 0;
      if (truth === -1) all = -1;
    }
    return all;
  };
}

function anyTest(tests: readonly Test[]): Test {
  return (bar) => {
    let any: Truth = 0;
    for (const test of tests) {
      const truth = test(bar);
      if (truth === 1) return 1;
      if (truth === -1) any = -1;
    }
    return any;
  };
}

/** Whether a comparison holds; a crossing looks one bar further back, and is unknown where any of its four values is. */
export function comparisonTest({ operator, left, right }: Comparison, source: RuleSource): Test {
  return testsOf[operator](valueReader(left, source), valueReader(right, source));
}

const above = (a: number, b: number): Truth => (a > b ? 1 : a <= b ? 0 : -1);

const testsOf: Record<ComparisonOperator, (left: Reader, right: Reader) => Test> = {
  gt: (left, right) => (bar) => above(left(bar), right(bar)),
  lt: (left, right) => (bar) => above(right(bar), left(bar)),
  gte: (left, right) => (bar) => {
    const a = left(bar);
    const b = right(bar);
    return a >= b ? 1 : a < b ? 0 : -1;
  },
  lte: (left, right) => (bar) => {
    const a = left(bar);
    const b = right(bar);
    return a <= b ? 1 : a > b ? 0 : -1;
  },
  crossesAbove: (left, right) => crossing(left, right),
  crossesBelow: (left, right) => crossing(right, left),
};

/** Whether `high` is above `low` now and was not one bar earlier. */
function crossing(high: Reader, low: Reader): Test {
  return (bar) => {
    const now = above(high(bar), low(bar));
    const before = above(high(bar - 1), low(bar - 1));
    if (now === -1 || before === -1) return -1;
    return now === 1 && before === 0 ? 1 : 0;
  };
}

/** A value as a function of the bar. What is no finite number (a division by zero, an overflow) is unknown. */
export function valueReader(value: Value, source: RuleSource): Reader {
  if (typeof value === "number") return () => value;
  if ("param" in value) {
    const number = numberOf(value, source.values);
    return () => number;
  }
  if ("price" in value) return columnReader(source.columns.price(value.price), value.ago ?? 0);
  if ("indicator" in value)
    return columnReader(source.columns.indicator(value.indicator, value.output), value.ago ?? 0);
  const arithmetic = arithmeticOf(value);
  if (arithmetic === undefined) throw new RangeError("that is no value");
  const left = valueReader(arithmetic.left, source);
  const right = valueReader(arithmetic.right, source);
  switch (arithmetic.operator) {
    case "add":
      return (bar) => finite(left(bar) + right(bar));
    case "sub":
      return (bar) => finite(left(bar) - right(bar));
    case "mul":
      return (bar) => finite(left(bar) * right(bar));
    case "div":
      return (bar) => finite(left(bar) / right(bar));
  }
}

const finite = (value: number) => (value - value === 0 ? value : Number.NaN);

/** Nothing is clamped: a bar outside of the column is unknown, and a negative `ago` would read a bar to come. */
function columnReader(column: Float64Array, ago: number): Reader {
  if (ago === 0) return (bar) => (bar >= 0 ? valueAt(column, bar) : Number.NaN);
  return (bar) => (bar >= ago ? valueAt(column, bar - ago) : Number.NaN);
}
