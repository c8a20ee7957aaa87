import type { FieldIssue, GateCheck } from "@boltz/contract";
import type { MarketBars } from "../bars/bars.ts";
import { columnsOf } from "../engine/columns.ts";
import { conditionTest } from "../engine/compile-rules.ts";
import type { PortfolioResult, Trade } from "../engine/result.ts";
import { conditionsOf } from "../engine/rules-of.ts";
import { leafTruths } from "../engine/why-at.ts";
import { defaultValues } from "../language/params.ts";
import { type Condition, comparisonOf } from "../language/rules.ts";
import type { Strategy } from "../language/schema.ts";
import { type Path, sidesOf } from "../language/walk.ts";
import { documentPath } from "./document-path.ts";

export interface DeadRulesInput {
  strategy: Strategy;
  markets: readonly MarketBars[];
  /** The run on these markets. */
  result: PortfolioResult;
}

/**
 * Names every part of the rules that decided nothing on any market: comparisons that only ever came out one way, branches of
 * an `any` that were never true, an exit that never fired, a side that never traded. A stop or target that no price ever
 * reached is not one of them.
 */
export function deadRules(input: DeadRulesInput): GateCheck {
  const issues = [...deadComparisons(input), ...deadBranches(input), ...deadSides(input)];
  const sentence =
    issues.length === 0
      ? "Every condition was true at some bars and false at others, and every side traded."
      : `${issues.length === 1 ? "1 part" : `${issues.length} parts`} of the rules never decided anything on these bars. Change or remove what is marked.`;
  return { check: "deadRules", passed: issues.length === 0, sentence, issues };
}

const barsText = (count: number) => (count === 1 ? "1 bar" : `${count.toLocaleString("en-US")} bars`);

function deadComparisons({ strategy, markets }: DeadRulesInput): FieldIssue[] {
  const words = new Map(conditionsOf(strategy).map((condition) => [condition.path, condition.words]));
  const counts = new Map<string, { trueBars: number; falseBars: number }>();
  for (const { bars } of markets)
    for (const { path, trueBars, falseBars } of leafTruths(strategy, bars)) {
      const sum = counts.get(path) ?? { trueBars: 0, falseBars: 0 };
      counts.set(path, { trueBars: sum.trueBars + trueBars, falseBars: sum.falseBars + falseBars });
    }
  return [...counts].flatMap(([path, { trueBars, falseBars }]) => {
    const fault = faultOf(trueBars, falseBars);
    return fault === null
      ? []
      : [{ path: documentPath(path), message: `"${words.get(path) ?? path}" ${fault}` }];
  });
}

function faultOf(trueBars: number, falseBars: number): string | null {
  if (trueBars > 0 && falseBars > 0) return null;
  if (trueBars > 0)
    return `was true at all ${barsText(trueBars)} at which it was known, so it decides nothing; tighten it or remove it`;
  if (falseBars > 0) return `was true at none of ${barsText(falseBars)}; loosen it or remove it`;
  return "was known at no bar; shorten its indicators, or avoid what it divides by";
}

function deadBranches({ strategy, markets }: DeadRulesInput): FieldIssue[] {
  const branches = sidesOf(strategy).flatMap(({ name, side }) => [
    ...branchesBelow(side.entry, [name, "entry"]),
    ...(side.exit === undefined ? [] : branchesBelow(side.exit, [name, "exit"])),
  ]);
  const dead = new Set(branches);
  const values = defaultValues(strategy);
  for (const { bars } of branches.length === 0 ? [] : markets) {
    const source = { columns: columnsOf(strategy, bars, values), values };
    for (const branch of dead) {
      const test = conditionTest(branch.condition, source);
      for (let bar = 0; bar < bars.at.length; bar += 1)
        if (test(bar) === 1) {
          dead.delete(branch);
          break;
        }
    }
  }
  return [...dead].map(({ path }) => ({
    path,
    message: "this branch was true at no bar, so it lets nothing through; loosen it or remove it",
  }));
}

interface Branch {
  path: Path;
  condition: Condition;
}

/** Every branch of an `any` that itself joins conditions; single comparisons are judged by themselves. */
function branchesBelow(condition: Condition, path: Path): Branch[] {
  if ("all" in condition)
    return condition.all.flatMap((inner, place) => branchesBelow(inner, [...path, "all", place]));
  if ("not" in condition) return branchesBelow(condition.not, [...path, "not"]);
  if (!("any" in condition)) return [];
  return condition.any.flatMap((inner, place) => {
    const own = [...path, "any", place];
    const below = branchesBelow(inner, own);
    return comparisonOf(inner) === undefined ? [{ path: own, condition: inner }, ...below] : below;
  });
}

function deadSides({ strategy, result }: DeadRulesInput): FieldIssue[] {
  const trades = result.sleeves.flatMap((sleeve) => sleeve.result.trades);
  return sidesOf(strategy).flatMap(({ name, side }): FieldIssue[] => {
    const own = trades.filter((trade) => trade.side === name);
    if (own.length === 0)
      return [{ path: [name], message: "never traded; loosen its entry or remove the side" }];
    if (side.exit === undefined || own.some(leftByExit)) return [];
    return [
      {
        path: [name, "exit"],
        message: `never ended a position in ${own.length} trades, since other ways out always came first; loosen it or remove it`,
      },
    ];
  });
}

const leftByExit = ({ reason }: Trade) => reason === "exit";
