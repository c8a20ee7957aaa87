import { conditionText } from "../language/describe-rules.ts";
import { type Comparison, type Condition, comparisonOf } from "../language/rules.ts";
import type { Side, Strategy } from "../language/schema.ts";
import { type SideName, sidesOf } from "../language/walk.ts";

export type RuleKind = "entry" | "exit" | "stop" | "target" | "trailingStop" | "maxBars";

/** One part of a strategy that attribution may drop. */
export interface Rule {
  path: string;
  side: SideName;
  kind: RuleKind;
}

const ways = ["exit", "stop", "target", "trailingStop", "maxBars"] as const satisfies readonly RuleKind[];

/** The parts that earn or lose: each condition of an entry's outermost `all` (or the entry), and each way out. Long first. */
export function rulesOf(strategy: Strategy): Rule[] {
  return sidesOf(strategy).flatMap(({ name, side }) => [
    ...entryParts(name, side).map(({ path }): Rule => ({ path, side: name, kind: "entry" })),
    ...ways
      .filter((kind) => side[kind] !== undefined)
      .map((kind): Rule => ({ path: `${name}.${kind}`, side: name, kind })),
  ]);
}

/** The conditions that must all hold before a side is entered, with their paths. */
export function entryParts(name: SideName, { entry }: Side): { path: string; condition: Condition }[] {
  if (!("all" in entry)) return [{ path: `${name}.entry`, condition: entry }];
  return entry.all.map((condition, place) => ({ path: `${name}.entry.all.${place}`, condition }));
}

/** One comparison of a document, where it stands. */
export interface Leaf {
  side: SideName;
  rule: "entry" | "exit";
  path: string;
  condition: Condition;
  comparison: Comparison;
}

/** Every comparison in the order in which the document is read. */
export function leavesOf(strategy: Strategy): Leaf[] {
  return sidesOf(strategy).flatMap(({ name, side }) =>
    (["entry", "exit"] as const).flatMap((rule) => {
      const condition = side[rule];
      return condition === undefined
        ? []
        : leavesBelow(condition, `${name}.${rule}`).map((leaf) => ({ side: name, rule, ...leaf }));
    }),
  );
}

function leavesBelow(condition: Condition, path: string): Omit<Leaf, "side" | "rule">[] {
  const comparison = comparisonOf(condition);
  if (comparison !== undefined) return [{ path, condition, comparison }];
  if ("all" in condition)
    return condition.all.flatMap((inner, place) => leavesBelow(inner, `${path}.all.${place}`));
  if ("any" in condition)
    return condition.any.flatMap((inner, place) => leavesBelow(inner, `${path}.any.${place}`));
  return "not" in condition ? leavesBelow(condition.not, `${path}.not`) : [];
}

/** Every comparison of a document in reading order, in words; a trace names one by its place in this list. */
export const conditionsOf = (strategy: Strategy): { path: string; words: string }[] =>
  leavesOf(strategy).map(({ path, condition }) => ({ path, words: conditionText(condition, strategy) }));
