export { type Bars, firstBars, type MarketBars } from "./bars/bars.ts";
export { type BarRemark, type BarsCheck, checkBars } from "./bars/check-bars.ts";
export { barBytes, decodeBars, encodeBars } from "./bars/encode-bars.ts";
export type {
  BacktestOptions,
  BacktestResult,
  DroppedRules,
  ExitReason,
  PortfolioResult,
  Trade,
} from "./engine/result.ts";
export { engineVersion, resultHash } from "./engine/result-hash.ts";
export { conditionsOf, type Rule, rulesOf } from "./engine/rules-of.ts";
export { runBacktest } from "./engine/run-backtest.ts";
export { buyAndHold, runPortfolio } from "./engine/run-portfolio.ts";
export { type LeafTruth, leafTruths, whyAt } from "./engine/why-at.ts";
export {
  type FreqtradeFile,
  type FreqtradeFiles,
  freqtradeFiles,
  freqtradeNames,
} from "./freqtrade/freqtrade-files.ts";
export { type CheckResult, checkStrategy } from "./language/check.ts";
export { describeStrategy, type RuleSection } from "./language/describe.ts";
export {
  type Indicator,
  type IndicatorKind,
  indicatorKinds,
  indicatorOutputs,
} from "./language/indicators.ts";
export { defaultLimits, type StrategyIssue, type StrategyLimits } from "./language/limits.ts";
export { ruleChanges } from "./language/rule-changes.ts";
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
export { barsPerYear } from "./metrics/bars-per-year.ts";
export { type ChartOptions, chartSeries } from "./metrics/chart-series.ts";
export {
  deflatedSharpe,
  expectedBestSharpe,
  expectedMaximum,
  minBacktestYears,
} from "./metrics/deflated-sharpe.ts";
export { type Drawdowns, drawdowns } from "./metrics/drawdowns.ts";
export { type Moments, moments, type Series } from "./metrics/moments.ts";
export { monthlyReturns } from "./metrics/monthly-returns.ts";
export { probabilityOfOverfitting } from "./metrics/overfitting.ts";
export {
  minTrackRecordLength,
  type ObservedSharpe,
  observedSharpe,
  probabilisticSharpe,
} from "./metrics/probabilistic-sharpe.ts";
export { calmar, sharpeRatio, sortinoRatio, volatility } from "./metrics/ratios.ts";
export { cagr, returnsOf } from "./metrics/returns.ts";
export { rollingSharpe } from "./metrics/rolling-sharpe.ts";
export { roundTo } from "./metrics/round-to.ts";
export { type Segment, segmentFigures } from "./metrics/segment-figures.ts";
export { barsHeld, profitShareOf, tradeFigures } from "./metrics/trade-figures.ts";
export { correlation } from "./proof/correlation.ts";
export type { Trial } from "./proof/overfitting-of.ts";
export { type ProofLimits, proofLimits } from "./proof/proof-limits.ts";
export type { ProofMarket, TrialRequest } from "./proof/proof-request.ts";
export {
  type OnProgress,
  type ProofOutcome,
  type ProofRequest,
  proveStrategy,
} from "./proof/prove-strategy.ts";
export { jaccard, ruleTokens } from "./proof/similarity.ts";
export { type TrialOutcome, tryStrategy } from "./proof/try-strategy.ts";
export { receiptBytes, receiptPayloadOf, type VerifiedReceipt, verifyReceipt } from "./receipt/receipt.ts";
export { type EncodedMarket, type Rerun, rerun } from "./receipt/rerun.ts";
