import type { StrategyIssue } from "./limits.ts";
import { paramUses } from "./params.ts";
import type { Strategy } from "./schema.ts";
import { walkRules } from "./walk.ts";

const message = "is never used; use it or remove it";

/** Whatever a document defines, one of its rules uses. */
export function checkUnused(strategy: Strategy): StrategyIssue[] {
  const params = new Set(paramUses(strategy).map((use) => use.name));
  const indicators = new Set<string>();
  walkRules(strategy, {
    onValue: (value) => {
      if (typeof value === "object" && "indicator" in value) indicators.add(value.indicator);
    },
  });
  const unused = (field: "params" | "indicators", used: Set<string>) =>
    Object.keys(strategy[field])
      .filter((name) => !used.has(name))
      .map((name) => ({ path: [field, name], message }));
  return [...unused("params", params), ...unused("indicators", indicators)];
}
