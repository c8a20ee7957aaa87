import type { StrategyIssue } from "./limits.ts";
import { quoted, suggestNames } from "./nearest-name.ts";
import { defaultValues, type ParamUse, type ParamValues, paramUses, substituteParams } from "./params.ts";
import { type Param, type Strategy, strategy as strategySchema } from "./schema.ts";
import { explainShape } from "./shape-issues.ts";
import type { Path } from "./walk.ts";

/** Each parameter is sound in itself, each reference has its parameter, and each fits every place that uses it over its whole range. */
export function checkParams(strategy: Strategy): StrategyIssue[] {
  const names = Object.keys(strategy.params);
  const uses = paramUses(strategy);
  const issues: StrategyIssue[] = [];

  for (const [name, param] of Object.entries(strategy.params)) {
    issues.push(...checkRange(param, ["params", name]));
    if (Object.hasOwn(strategy.indicators, name))
      issues.push({
        path: ["params", name],
        message: `${quoted(name)} is also the name of an indicator; rename one of them`,
      });
  }
  for (const use of uses)
    if (!Object.hasOwn(strategy.params, use.name))
      issues.push({
        path: [...use.path, "param"],
        message: `${quoted(use.name)} is no parameter; ${suggestNames(use.name, names)}`,
      });

  return issues.length > 0 ? issues : [...checkReach(strategy, uses), ...checkMacd(strategy)];
}

function checkRange(param: Param, path: Path): StrategyIssue[] {
  const { min, max, step } = param;
  if (min >= max) return [{ path: [...path, "max"], message: `must be more than min, ${min}` }];
  if (step > max - min)
    return [{ path: [...path, "step"], message: `must fit between min and max: at most ${max - min}` }];
  if (param.default < min || param.default > max)
    return [{ path: [...path, "default"], message: `must be from ${min} to ${max}, min and max` }];
  const steps = (param.default - min) / step;
  if (Math.abs(steps - Math.round(steps)) <= 1e-6) return [];
  const below = Number((min + Math.floor(steps) * step).toPrecision(12));
  return [
    {
      path: [...path, "default"],
      message: `must be a whole number of steps of ${step} above ${min}, such as ${below}`,
    },
  ];
}

/** Puts each parameter at the ends of its range and one step in, and asks the document's own shape whether it fits. */
function checkReach(strategy: Strategy, uses: ParamUse[]): StrategyIssue[] {
  const trials: { moment: string; values: ParamValues }[] = [
    { moment: "at its min", values: valuesAt(strategy, (param) => param.min) },
    { moment: "at its max", values: valuesAt(strategy, (param) => param.max) },
    { moment: "one step above its min", values: valuesAt(strategy, (param) => param.min + param.step) },
  ];
  const found = new Map<string, StrategyIssue>();
  for (const { moment, values } of trials) {
    const parsed = strategySchema.safeParse(substituteParams(strategy, values), { reportInput: true });
    if (parsed.success) continue;
    for (const { path, message } of explainShape(parsed.error.issues, uses.length)) {
      const name = uses.find((use) => samePath(use.path, path))?.name;
      if (name === undefined || found.has(path.join("/"))) continue;
      const words = `the parameter "${name}" does not fit here: ${moment}, ${values[name]}, it ${message}`;
      found.set(path.join("/"), { path, message: words });
    }
  }
  return [...found.values()];
}

const valuesAt = (strategy: Strategy, at: (param: Param) => number): ParamValues =>
  Object.fromEntries(Object.entries(strategy.params).map(([name, param]) => [name, at(param)]));

const samePath = (a: Path, b: Path) => a.length === b.length && a.every((key, index) => key === b[index]);

function checkMacd(strategy: Strategy): StrategyIssue[] {
  const values = defaultValues(strategy);
  const numberOf = (knob: number | { param: string }) =>
    typeof knob === "number" ? knob : (values[knob.param] ?? 0);
  return Object.entries(strategy.indicators).flatMap(([name, indicator]) => {
    if (indicator.kind !== "macd" || numberOf(indicator.fast) < numberOf(indicator.slow)) return [];
    return [
      { path: ["indicators", name, "fast"], message: `must be less than slow, ${numberOf(indicator.slow)}` },
    ];
  });
}
