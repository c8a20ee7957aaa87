import { checkParams } from "./check-params.ts";
import { checkRules } from "./check-rules.ts";
import { checkSides } from "./check-sides.ts";
import { checkUnused } from "./check-unused.ts";
import { copyJson } from "./json-copy.ts";
import { defaultLimits, type StrategyIssue, type StrategyLimits } from "./limits.ts";
import { type Strategy, strategy } from "./schema.ts";
import { explainShape } from "./shape-issues.ts";
import { canonicalBytes } from "./spec-hash.ts";

export type CheckResult = { ok: true; strategy: Strategy } | { ok: false; issues: StrategyIssue[] };

/**
 * Decides whether anything at all is a strategy document. Never throws and never runs long, whatever it is given. The
 * strategy that it returns is a plain copy with the same `specHash` as the document. Issues of shape come alone, because
 * what a document means can only be judged once its shape is right; unused parts come last, as a slip in a name makes some.
 */
export function checkStrategy(document: unknown, limits: Partial<StrategyLimits> = {}): CheckResult {
  const bounds = { ...defaultLimits, ...limits };
  const copied = copyJson(document, bounds);
  if (!copied.ok) return { ok: false, issues: [copied.issue] };
  const bytes = canonicalBytes(copied.value).length;
  if (bytes > bounds.maxBytes)
    return refuse(
      [{ path: [], message: `is ${bytes} bytes long; at most ${bounds.maxBytes} are taken` }],
      bounds,
    );

  const parsed = strategy.safeParse(copied.value, { reportInput: true });
  if (!parsed.success) return refuse(explainShape(parsed.error.issues, bounds.maxIssues), bounds);

  const sizes = checkSizes(parsed.data, bounds);
  if (sizes.length > 0) return refuse(sizes, bounds);
  const issues = [
    ...checkParams(parsed.data),
    ...checkSides(parsed.data),
    ...checkRules(parsed.data, bounds),
  ];
  if (issues.length > 0) return refuse(issues, bounds);
  const unused = checkUnused(parsed.data);
  return unused.length > 0 ? refuse(unused, bounds) : { ok: true, strategy: parsed.data };
}

const refuse = (issues: StrategyIssue[], bounds: StrategyLimits): CheckResult => ({
  ok: false,
  issues: issues.slice(0, bounds.maxIssues),
});

function checkSizes(checked: Strategy, bounds: StrategyLimits): StrategyIssue[] {
  const counted = [
    { field: "params", count: Object.keys(checked.params).length, most: bounds.maxParams },
    { field: "indicators", count: Object.keys(checked.indicators).length, most: bounds.maxIndicators },
  ];
  return counted
    .filter(({ count, most }) => count > most)
    .map(({ field, count, most }) => ({
      path: [field],
      message: `holds ${count} entries; at most ${most} are taken`,
    }));
}
