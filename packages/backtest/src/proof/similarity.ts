import type { Indicator } from "../language/indicators.ts";
import { defaultValues, substituteParams } from "../language/params.ts";
import {
  arithmeticOf,
  type Comparison,
  type Condition,
  comparisonOf,
  type Value,
} from "../language/rules.ts";
import type { Distance, Strategy } from "../language/schema.ts";
import { specHash } from "../language/spec-hash.ts";
import { sidesOf } from "../language/walk.ts";

/** Longer pieces are named by their hash, so that a token is never long to store. */
const readableLength = 80;

/**
 * A strategy's rules in pieces, for telling copies: every part of every rule, with indicators written out for their names,
 * one sign for all numbers and parameters, one order where order does not matter, and no symbols. Sorted, each once.
 */
export function ruleTokens(strategy: Strategy): string[] {
  const tokens = new Set([`sizing ${strategy.sizing.method}`]);
  for (const { name, side } of sidesOf(strategy)) {
    readCondition(side.entry, false, { strategy, tokens, rule: `${name}.entry` });
    if (side.exit !== undefined) readCondition(side.exit, false, { strategy, tokens, rule: `${name}.exit` });
    for (const part of ["stop", "target", "trailingStop"] as const) {
      const distance = side[part];
      if (distance !== undefined) tokens.add(`${name}.${part} ${distanceKind(distance)}`);
    }
    if (side.maxBars !== undefined) tokens.add(`${name}.maxBars`);
  }
  return [...tokens].map(shortened).toSorted();
}

/** Shared tokens over all tokens of both; 1 for the same, 0 for nothing in common (and for two empty lists). */
export function jaccard(a: readonly string[], b: readonly string[]): number {
  const [first, second] = [new Set(a), new Set(b)];
  const shared = [...first].filter((token) => second.has(token)).length;
  const all = first.size + second.size - shared;
  return all === 0 ? 0 : shared / all;
}

const distanceKind = (distance: Distance) => ("percent" in distance ? "percent" : "atr");

const shortened = (token: string) =>
  token.length <= readableLength ? token : `${token.slice(0, 40)}~${specHash(token).slice(0, 16)}`;

const number = "#";

/** Where pieces are read from and noted: the strategy, and the tokens so far of one rule. */
interface Reading {
  strategy: Strategy;
  rule: string;
  tokens: Set<string>;
}

/** A condition in its one form: what it joins, flat and sorted, or a single comparison. */
interface Shape {
  word: "all" | "any" | null;
  parts: string[];
}

const shapeText = ({ word, parts }: Shape) => (word === null ? parts.join() : `${word}[${parts.join("; ")}]`);

/** Notes every piece of a condition; `turned` is true inside an odd number of `not`. */
function readCondition(condition: Condition, turned: boolean, reading: Reading): Shape {
  if ("not" in condition) return readCondition(condition.not, !turned, reading);
  const comparison = comparisonOf(condition);
  const shape =
    comparison === undefined
      ? readJoined(condition, turned, reading)
      : { word: null, parts: [comparisonText(comparison, turned, reading)] };
  reading.tokens.add(`${reading.rule} ${shapeText(shape)}`);
  return shape;
}

function readJoined(condition: Condition, turned: boolean, reading: Reading): Shape {
  const joined = "all" in condition ? condition.all : "any" in condition ? condition.any : [];
  const word = "all" in condition === turned ? "any" : "all";
  const inner = joined.map((part) => readCondition(part, turned, reading));
  const flat = inner.flatMap((shape) => (shape.word === word ? shape.parts : [shapeText(shape)]));
  const parts = [...new Set(flat)].toSorted();
  const [only] = inner;
  return parts.length === 1 && only !== undefined ? only : { word, parts };
}

/** "Below" is "above" the other way round, and whether both may be equal is left away. */
function comparisonText({ operator, left, right }: Comparison, turned: boolean, reading: Reading): string {
  const isBelow = operator === "lt" || operator === "lte" || operator === "crossesBelow";
  const [a, b] = sidesText([left, right], reading);
  if (operator === "crossesAbove" || operator === "crossesBelow")
    return `${turned ? "no " : ""}${isBelow ? b : a} crosses ${isBelow ? a : b}`;
  return isBelow === turned ? `${a} > ${b}` : `${b} > ${a}`;
}

/** Both sides of a comparison; where only numbers tell them apart, the one that looks further back is marked. */
function sidesText([left, right]: [Value, Value], reading: Reading): [string, string] {
  const [a, b] = [readValue(left, reading), readValue(right, reading)];
  const further = reachOf(left, reading.strategy) - reachOf(right, reading.strategy);
  if (a !== b || further === 0) return [a, b];
  return further > 0 ? [`${a} (longer)`, b] : [a, `${b} (longer)`];
}

/** How many bars back a value looks, summed over all that it reads. */
function reachOf(value: Value, strategy: Strategy): number {
  if (typeof value === "number" || "param" in value) return 0;
  if ("price" in value) return value.ago ?? 0;
  if ("indicator" in value) {
    const indicator = strategy.indicators[value.indicator];
    const knobs: unknown[] = indicator === undefined ? [] : Object.values(indicator);
    const values = defaultValues(strategy);
    const numbers = knobs
      .map((knob) => substituteParams(knob, values))
      .filter((knob) => typeof knob === "number");
    return numbers.reduce((sum, number) => sum + number, value.ago ?? 0);
  }
  const arithmetic = arithmeticOf(value);
  return arithmetic === undefined
    ? 0
    : reachOf(arithmetic.left, strategy) + reachOf(arithmetic.right, strategy);
}

function readValue(value: Value, reading: Reading): string {
  const noted = (shape: string) => {
    reading.tokens.add(shape);
    return shape;
  };
  if (typeof value === "number" || "param" in value) return number;
  if ("price" in value) return value.price + pastOf(value.ago);
  if ("indicator" in value)
    return noted(indicatorText(reading.strategy, value.indicator, value.output)) + pastOf(value.ago);
  const arithmetic = arithmeticOf(value);
  if (arithmetic === undefined) return "";
  const operands = [readValue(arithmetic.left, reading), readValue(arithmetic.right, reading)];
  if (operands.every((operand) => operand === number)) return number;
  const isSymmetric = arithmetic.operator === "add" || arithmetic.operator === "mul";
  return noted(`${arithmetic.operator}(${(isSymmetric ? operands.toSorted() : operands).join(", ")})`);
}

function indicatorText(strategy: Strategy, name: string, output: string | undefined): string {
  const indicator = strategy.indicators[name];
  const words = indicator === undefined ? "unknown" : `${indicator.kind}${sourceOf(indicator)}`;
  return output === undefined ? words : `${words}.${output}`;
}

const pastOf = (ago: number | undefined) => (ago === undefined || ago === 0 ? "" : " before");

const sourceOf = (indicator: Indicator) => ("source" in indicator ? `(${indicator.source})` : "");
