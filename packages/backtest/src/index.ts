export { type CheckResult, checkStrategy } from "./language/check.ts";
export { describeStrategy, type RuleSection } from "./language/describe.ts";
export {
  type Indicator,
  type IndicatorKind,
  indicatorKinds,
  indicatorOutputs,
} from "./language/indicators.ts";
export { defaultLimits, type StrategyIssue, type StrategyLimits } from "./language/limits.ts";
export { type Condition, priceFields, type Value } from "./language/rules.ts";
export {
  assetClasses,
  type Side,
  type Strategy,
  strategyFormat,
  strategyJsonSchema,
  strategyStyles,
  timeframes,
} from "./language/schema.ts";
export { canonicalBytes, specHash } from "./language/spec-hash.ts";
export { type StrategySummary, strategySummary } from "./language/summary.ts";
