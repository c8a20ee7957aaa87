import { arithmeticOf, type Comparison, type Condition, comparisonOf, type Value } from "./rules.ts";
import type { Side, Strategy } from "./schema.ts";

export type Path = (string | number)[];

export interface Visitor {
  onComparison?(comparison: Comparison, path: Path): void;
  onValue?(value: Value, path: Path): void;
  /** Called for each condition and value, outermost at depth 1. */
  onNode?(path: Path, depth: number): void;
}

export const sideNames = ["long", "short"] as const;
export type SideName = (typeof sideNames)[number];

/** The sides that a strategy trades, long first. */
export function sidesOf(strategy: Strategy): { name: SideName; side: Side }[] {
  return sideNames.flatMap((name) => {
    const side = strategy[name];
    return side === undefined ? [] : [{ name, side }];
  });
}

/** Visits every condition and value of every rule, in the order in which the document's rules are read. */
export function walkRules(strategy: Strategy, visitor: Visitor): void {
  for (const { name, side } of sidesOf(strategy)) {
    walkCondition(side.entry, [name, "entry"], 1, visitor);
    if (side.exit !== undefined) walkCondition(side.exit, [name, "exit"], 1, visitor);
  }
}

function walkCondition(condition: Condition, path: Path, depth: number, visitor: Visitor): void {
  visitor.onNode?.(path, depth);
  const comparison = comparisonOf(condition);
  if (comparison !== undefined) {
    visitor.onComparison?.(comparison, path);
    walkValue(comparison.left, [...path, comparison.operator, 0], depth + 1, visitor);
    walkValue(comparison.right, [...path, comparison.operator, 1], depth + 1, visitor);
  } else if ("all" in condition) {
    for (const [index, inner] of condition.all.entries())
      walkCondition(inner, [...path, "all", index], depth + 1, visitor);
  } else if ("any" in condition) {
    for (const [index, inner] of condition.any.entries())
      walkCondition(inner, [...path, "any", index], depth + 1, visitor);
  } else if ("not" in condition) {
    walkCondition(condition.not, [...path, "not"], depth + 1, visitor);
  }
}

function walkValue(value: Value, path: Path, depth: number, visitor: Visitor): void {
  visitor.onNode?.(path, depth);
  visitor.onValue?.(value, path);
  const arithmetic = arithmeticOf(value);
  if (arithmetic === undefined) return;
  walkValue(arithmetic.left, [...path, arithmetic.operator, 0], depth + 1, visitor);
  walkValue(arithmetic.right, [...path, arithmetic.operator, 1], depth + 1, visitor);
}
