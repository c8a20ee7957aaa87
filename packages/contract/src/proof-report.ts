import { z } from "zod";
import { segmentNames } from "./closed-lists.ts";
import { fieldIssue } from "./errors.ts";
import { datasetId } from "./ids.ts";
import { symbol, timeframe } from "./market.ts";
import { timestamp } from "./page.ts";
import { semver, sha256Hex } from "./strategies.ts";

export const segmentName = z.enum(segmentNames);
export type SegmentName = z.infer<typeof segmentName>;

const ratio = z.number().nullable();

export const figures = z.object({
  from: timestamp,
  to: timestamp,
  bars: z.int(),
  /** By the calendar of the market (bars over bars a year). */
  years: z.number(),
  totalReturn: z.number(),
  cagr: ratio,
  volatility: ratio,
  sharpe: ratio,
  sortino: ratio,
  calmar: ratio,
  /** Depth as a positive share of the peak, and the longest time under water in bars. */
  maxDrawdown: z.number(),
  maxDrawdownBars: z.int(),
  /** Closed trades that were entered in the segment. */
  trades: z.int(),
  winRate: ratio,
  /** Gross profit over gross loss; null without a loss. */
  profitFactor: ratio,
  /** Mean return of a trade on what was put in. */
  expectancy: ratio,
  averageBars: ratio,
  /** Share of bars with a position. */
  exposure: z.number(),
  /** Value traded a year over mean equity. */
  turnover: ratio,
  /** Commission and slippage as a share of the equity that the segment began with. */
  costs: z.number(),
  /** Probability that the true Sharpe ratio is above zero. */
  psr: ratio,
  /** Years of record that it would take to be 95 % sure that the Sharpe ratio is above zero. */
  minTrackRecordYears: ratio,
  benchmarkReturn: z.number(),
  benchmarkSharpe: ratio,
  benchmarkDrawdown: z.number(),
});
export type Figures = z.infer<typeof figures>;

/** Columns of equal length, thinned for charts; `at` is milliseconds since 1970. */
export const chartSeries = z.object({
  at: z.array(z.number()),
  equity: z.array(z.number()),
  /** Buy and hold with the same sizing and costs. */
  benchmark: z.array(z.number()),
  /** Zero or below: distance to the highest equity before. */
  underwater: z.array(z.number()),
  rollingSharpe: z.array(z.number().nullable()),
});
export type ChartSeries = z.infer<typeof chartSeries>;

export const monthlyReturns = z.array(
  z.object({ year: z.int(), months: z.array(z.number().nullable()).length(12), total: z.number() }),
);

/** The share of the excess over buy and hold that each rule earned; the values add up to it. */
export const attribution = z.object({
  method: z.enum(["exact", "sampled"]),
  coalitions: z.int(),
  /** Total return of no rule at all (buy and hold), and of all rules. */
  baseline: z.number(),
  total: z.number(),
  rules: z.array(z.object({ path: z.string(), words: z.string(), value: z.number() })),
});
export type Attribution = z.infer<typeof attribution>;

/** In-sample Sharpe ratio over two parameters (or one), the others at their default. */
export const parameterMap = z.object({
  x: z.object({ param: z.string(), values: z.array(z.number()) }),
  y: z.object({ param: z.string(), values: z.array(z.number()) }).nullable(),
  /** One row for each value of `y` (one row without it), one cell for each value of `x`. */
  sharpe: z.array(z.array(ratio)),
});
export type ParameterMap = z.infer<typeof parameterMap>;

export const overfitting = z.object({
  /** Different documents that the author ran here on these bars, this one included. */
  trials: z.int().min(1),
  /** Verified versions of this author that had been run on the same sealed bars before. */
  holdoutLooks: z.int(),
  /** The Sharpe ratio a year that the best of so many tries would show by luck alone. */
  expectedBestSharpe: z.number(),
  /** Deflated Sharpe ratio in sample: probability that the Sharpe ratio is above that luck. */
  dsr: ratio,
  /** The same for the bars that no try has seen, holdout and after publication together: the author's looks at the holdout are its trials. */
  evidence: ratio,
  /** Probability of backtest overfitting by CSCV, over how many configurations. */
  pbo: ratio,
  pboConfigurations: z.int(),
  minBacktestYears: ratio,
});
export type Overfitting = z.infer<typeof overfitting>;

export const gateChecks = ["bars", "prefix", "trades", "deadRules", "ruin", "stable"] as const;
export const gateCheck = z.object({
  check: z.enum(gateChecks),
  passed: z.boolean(),
  sentence: z.string(),
  /** Where in the document to look, when a rule is to blame. */
  issues: z.array(fieldIssue),
});
export type GateCheck = z.infer<typeof gateCheck>;

export const provedMarket = z.object({
  symbol,
  timeframe,
  datasetId,
  name: z.string(),
  isSynthetic: z.boolean(),
  bars: z.int(),
  barsHash: sha256Hex,
  from: timestamp,
  to: timestamp,
});

/** One comparison of a rule as it stood at a bar. */
const ruleTrace = z.object({
  /** Place in the report's `conditions`. */
  condition: z.int(),
  left: ratio,
  right: ratio,
  holds: z.boolean().nullable(),
});
export type RuleTrace = z.infer<typeof ruleTrace>;

export const exitReasons = ["exit", "stop", "target", "trailingStop", "maxBars", "ruin"] as const;

export const tradeRecord = z.object({
  symbol,
  side: z.enum(["long", "short"]),
  segment: segmentName,
  signalAt: timestamp,
  entryAt: timestamp,
  entryPrice: z.number(),
  quantity: z.number(),
  /** All null while it is open. */
  exitAt: timestamp.nullable(),
  exitPrice: z.number().nullable(),
  reason: z.enum(exitReasons).nullable(),
  /** After costs, in the account's unit, and as a share of what was put in. */
  profit: z.number(),
  profitShare: z.number(),
  bars: z.int(),
  why: z.object({ entry: z.array(ruleTrace), exit: z.array(ruleTrace) }),
});
export type TradeRecord = z.infer<typeof tradeRecord>;

/** How the version behaves against the one before it, on the same bars. */
export const behaviourDiff = z.object({
  from: semver,
  tradesInBoth: z.int(),
  tradesOnlyBefore: z.int(),
  tradesOnlyNow: z.int(),
  /** Of returns bar by bar; null where one of them never moves. */
  correlation: ratio,
  before: z.object({ totalReturn: z.number(), sharpe: ratio, maxDrawdown: z.number(), trades: z.int() }),
  now: z.object({ totalReturn: z.number(), sharpe: ratio, maxDrawdown: z.number(), trades: z.int() }),
  rulesRemoved: z.array(z.string()),
  rulesAdded: z.array(z.string()),
});
export type BehaviourDiff = z.infer<typeof behaviourDiff>;

export const proofReport = z.object({
  engine: z.string(),
  resultHash: sha256Hex,
  markets: z.array(provedMarket),
  holdoutFrom: timestamp,
  publishedAt: timestamp.nullable(),
  segments: z.object({
    inSample: figures.nullable(),
    holdout: figures.nullable(),
    afterPublication: figures.nullable(),
  }),
  series: chartSeries,
  monthly: monthlyReturns,
  attribution: attribution.nullable(),
  parameterMap: parameterMap.nullable(),
  overfitting,
  gate: z.array(gateCheck),
  /** Every comparison of the document in reading order, in words. */
  conditions: z.array(z.object({ path: z.string(), words: z.string() })),
  diff: behaviourDiff.nullable(),
});
export type ProofReport = z.infer<typeof proofReport>;
