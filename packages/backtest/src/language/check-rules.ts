import canonicalize from "canonicalize";
import { type Indicator, indicatorOutputs } from "./indicators.ts";
import type { StrategyIssue, StrategyLimits } from "./limits.ts";
import { quoted, suggestNames } from "./nearest-name.ts";
import { arithmeticOf, type Comparison, type Value } from "./rules.ts";
import type { Strategy } from "./schema.ts";
import { type Path, walkRules } from "./walk.ts";

/** Every rule is bounded, refers to what exists, and can come out either way. */
export function checkRules(strategy: Strategy, limits: StrategyLimits): StrategyIssue[] {
  const issues: StrategyIssue[] = [];
  let nodes = 0;

  walkRules(strategy, {
    onNode: (path, depth) => {
      nodes += 1;
      if (depth === limits.maxDepth + 1)
        issues.push({
          path,
          message: `is nested too deeply; a rule takes at most ${limits.maxDepth} levels`,
        });
    },
    onValue: (value, path) => {
      if (typeof value === "object" && "indicator" in value)
        issues.push(...checkReference(value, path, strategy));
      const arithmetic = arithmeticOf(value);
      if (arithmetic?.operator === "div" && arithmetic.right === 0)
        issues.push({ path: [...path, "div", 1], message: "must not be 0; nothing can be divided by it" });
    },
    onComparison: (comparison, path) => {
      const message = deadReason(comparison, strategy);
      if (message !== undefined) issues.push({ path: [...path, comparison.operator], message });
    },
  });

  if (nodes > limits.maxNodes)
    issues.unshift({
      path: [],
      message: `has ${nodes} conditions and values; at most ${limits.maxNodes} are taken`,
    });
  return issues;
}

function checkReference(
  value: Extract<Value, { indicator: string }>,
  path: Path,
  strategy: Strategy,
): StrategyIssue[] {
  const found = indicatorNamed(strategy, value.indicator);
  if (found === undefined) {
    const names = suggestNames(value.indicator, Object.keys(strategy.indicators));
    return [
      { path: [...path, "indicator"], message: `${quoted(value.indicator)} is no indicator; ${names}` },
    ];
  }
  const outputs: readonly string[] = indicatorOutputs[found.kind];
  const { output } = value;
  if (output === undefined)
    return outputs.length === 0
      ? []
      : [
          {
            path,
            message: `needs an output: "${value.indicator}" (${found.kind}) gives ${outputs.join(", ")}`,
          },
        ];
  if (outputs.includes(output)) return [];
  const message =
    outputs.length === 0
      ? `must be left out: "${value.indicator}" (${found.kind}) has a single output`
      : `${quoted(output)} is no output of "${value.indicator}" (${found.kind}); ${suggestNames(output, outputs)}`;
  return [{ path: [...path, "output"], message }];
}

/** Why a comparison can never come out otherwise, or undefined where it can. */
function deadReason(comparison: Comparison, strategy: Strategy): string | undefined {
  const { left, right, operator } = comparison;
  if (isFixed(left) && isFixed(right))
    return "compares two values that never change; compare with a price or an indicator";
  if (canonicalize(left) === canonicalize(right)) return "compares a value with itself";
  if (operator === "gt" || operator === "crossesAbove") return beyondChannel(left, right, strategy);
  if (operator === "lt" || operator === "crossesBelow") return beyondChannel(right, left, strategy);
  return undefined;
}

function isFixed(value: Value): boolean {
  if (typeof value === "number" || "param" in value) return true;
  const arithmetic = arithmeticOf(value);
  return arithmetic !== undefined && isFixed(arithmetic.left) && isFixed(arithmetic.right);
}

/** A Donchian channel holds the bar that it is read at, so no price of that bar lies outside it. */
function beyondChannel(higher: Value, lower: Value, strategy: Strategy): string | undefined {
  const outside =
    (isPrice(higher) && channelEdge(lower, strategy) === "upper") ||
    (isPrice(lower) && channelEdge(higher, strategy) === "lower");
  return outside && agoOf(higher) === agoOf(lower)
    ? 'can never be true: the channel includes the bar it is read at; read it one bar earlier, with "ago": 1'
    : undefined;
}

const isPrice = (value: Value) => typeof value === "object" && "price" in value && value.price !== "volume";

const agoOf = (value: Value) => (typeof value === "object" && "ago" in value ? (value.ago ?? 0) : 0);

function channelEdge(value: Value, strategy: Strategy): string | undefined {
  if (typeof value !== "object" || !("indicator" in value)) return undefined;
  return indicatorNamed(strategy, value.indicator)?.kind === "donchian" ? value.output : undefined;
}

const indicatorNamed = (strategy: Strategy, name: string): Indicator | undefined =>
  Object.hasOwn(strategy.indicators, name) ? strategy.indicators[name] : undefined;
