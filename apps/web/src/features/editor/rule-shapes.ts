import { indicatorOutputs } from "@boltz/backtest";
import { isRecord } from "./is-record.ts";
import { isIndicatorKind } from "./language-shape.ts";

export const comparisonWords = {
  gt: "is above",
  lt: "is below",
  gte: "is at least",
  lte: "is at most",
  crossesAbove: "crosses above",
  crossesBelow: "crosses below",
} as const;

export const arithmeticWords = { add: "plus", sub: "minus", mul: "times", div: "divided by" } as const;

export const groupWords = {
  all: "All of these",
  any: "At least one of these",
  not: "It is not so that",
} as const;

type Comparison = keyof typeof comparisonWords;
type Arithmetic = keyof typeof arithmeticWords;
type Group = keyof typeof groupWords;

const isComparison = (key: string): key is Comparison => Object.hasOwn(comparisonWords, key);
const isArithmetic = (key: string): key is Arithmetic => Object.hasOwn(arithmeticWords, key);
const isGroup = (key: string): key is Group => Object.hasOwn(groupWords, key);

export type ConditionShape =
  | { kind: "comparison"; operator: Comparison; sides: readonly [unknown, unknown] }
  | { kind: "group"; operator: Group; parts: readonly unknown[] }
  | { kind: "unknown" };

/** How the form shows a part of a rule; whatever it cannot show whole is `unknown` and stays as it is. */
export function conditionShape(node: unknown): ConditionShape {
  const [key, ...more] = isRecord(node) ? Object.keys(node) : [];
  if (!isRecord(node) || key === undefined || more.length > 0) return { kind: "unknown" };
  const inner = node[key];
  if (key === "not") return { kind: "group", operator: key, parts: [inner] };
  if (!Array.isArray(inner)) return { kind: "unknown" };
  if (isGroup(key)) return { kind: "group", operator: key, parts: inner };
  return isComparison(key) && inner.length === 2
    ? { kind: "comparison", operator: key, sides: [inner[0], inner[1]] }
    : { kind: "unknown" };
}

export type ValueShape =
  | { kind: "number" }
  | { kind: "param"; name: string }
  | { kind: "price"; field: string }
  | { kind: "indicator"; name: string; output: string | null }
  | { kind: "arithmetic"; operator: Arithmetic; sides: readonly [unknown, unknown] }
  | { kind: "unknown" };

const holdsOnly = (node: Record<string, unknown>, names: readonly string[]) =>
  Object.keys(node).every((name) => names.includes(name));

/** How the form shows a value; a text is a number that is still being typed. */
export function valueShape(node: unknown): ValueShape {
  if (typeof node === "number" || typeof node === "string") return { kind: "number" };
  if (!isRecord(node)) return { kind: "unknown" };
  const { param, price, indicator, output } = node;
  if (typeof param === "string" && holdsOnly(node, ["param"])) return { kind: "param", name: param };
  if (typeof price === "string" && holdsOnly(node, ["price", "ago"])) return { kind: "price", field: price };
  if (
    typeof indicator === "string" &&
    holdsOnly(node, ["indicator", "output", "ago"]) &&
    (output === undefined || typeof output === "string")
  )
    return { kind: "indicator", name: indicator, output: output ?? null };
  const [key, ...more] = Object.keys(node);
  const inner = key === undefined ? undefined : node[key];
  return key !== undefined &&
    more.length === 0 &&
    isArithmetic(key) &&
    Array.isArray(inner) &&
    inner.length === 2
    ? { kind: "arithmetic", operator: key, sides: [inner[0], inner[1]] }
    : { kind: "unknown" };
}

/** What can be chosen for a value, as one word: "price close", "indicator trend signal", "param fast", "number". */
export function choiceOf(shape: ValueShape): string {
  switch (shape.kind) {
    case "param":
      return `param ${shape.name}`;
    case "price":
      return `price ${shape.field}`;
    case "indicator":
      return shape.output === null ? `indicator ${shape.name}` : `indicator ${shape.name} ${shape.output}`;
    default:
      return shape.kind;
  }
}

/** The value after another choice. How many bars ago is kept; a calculation begins with the value that was there. */
export function chosen(choice: string, before: unknown): unknown {
  const [kind, name, output] = choice.split(" ");
  const ago = isRecord(before) && before["ago"] !== undefined ? { ago: before["ago"] } : {};
  switch (kind) {
    case "price":
      return { price: name, ...ago };
    case "indicator":
      return output === undefined ? { indicator: name, ...ago } : { indicator: name, output, ...ago };
    case "param":
      return { param: name };
    case "number":
      return typeof before === "number" ? before : 0;
    case "arithmetic":
      return { mul: [before, 1] };
    default:
      return before;
  }
}

/** The outputs of a document's indicators, by name: a single one has no word of its own. */
export function outputsOf(document: unknown): { name: string; output: string | null }[] {
  const indicators = isRecord(document) ? document["indicators"] : undefined;
  if (!isRecord(indicators)) return [];
  return Object.entries(indicators).flatMap(
    ([name, indicator]): { name: string; output: string | null }[] => {
      const kind = isRecord(indicator) ? indicator["kind"] : undefined;
      const outputs: readonly string[] = isIndicatorKind(kind) ? indicatorOutputs[kind] : [];
      return outputs.length === 0 ? [{ name, output: null }] : outputs.map((output) => ({ name, output }));
    },
  );
}

export const newCondition = () => ({ gt: [{ price: "close" }, { price: "open" }] });
