import {
  listTrialsOutput,
  type TrialPage,
  type TrialView,
  trialView,
  type VerificationView,
  verificationView,
} from "@boltz/contract";

const hash = "ab".repeat(32);
const at = "2026-11-22T12:00:00.000Z";

export const verificationFixture = (changes: Partial<VerificationView> = {}): VerificationView =>
  verificationView.parse({
    versionId: "ver_01m81rhhyeecv80qyjt241nv7y",
    version: "1.1.0",
    state: "passed",
    progress: 1,
    stage: "Done",
    gate: [
      { check: "bars", passed: true, sentence: "5,031 bars, 1,006 of them sealed.", issues: [] },
      { check: "trades", passed: true, sentence: "84 closed trades.", issues: [] },
    ],
    missingSymbols: [],
    queuedAt: at,
    finishedAt: at,
    ...changes,
  });

export const trialFixture = (changes: Partial<TrialView> = {}): TrialView =>
  trialView.parse({
    specHash: hash,
    figures: {
      from: "2015-01-02T00:00:00.000Z",
      to: "2021-12-31T00:00:00.000Z",
      bars: 1763,
      years: 7,
      totalReturn: 0.42,
      cagr: 0.0514,
      volatility: 0.11,
      sharpe: 0.51,
      sortino: 0.7,
      calmar: 0.3,
      maxDrawdown: 0.17,
      maxDrawdownBars: 210,
      trades: 23,
      winRate: 0.61,
      profitFactor: 1.4,
      expectancy: 0.012,
      averageBars: 40,
      exposure: 0.66,
      turnover: 6.1,
      costs: 0.021,
      psr: 0.91,
      minTrackRecordYears: 10.2,
      benchmarkReturn: 0.88,
      benchmarkSharpe: 0.6,
      benchmarkDrawdown: 0.33,
    },
    series: {
      at: [1_420_156_800_000, 1_500_000_000_000, 1_640_908_800_000],
      equity: [100, 120, 142],
      benchmark: [100, 140, 188],
      underwater: [0, 0, 0],
      rollingSharpe: [null, 0.4, 0.5],
    },
    gate: [
      { check: "prefix", passed: true, sentence: "No decision changed.", issues: [] },
      {
        check: "deadRules",
        passed: false,
        sentence: "One comparison never changes the outcome.",
        issues: [{ path: ["long", "entry", "crossesAbove", 1], message: "is never reached" }],
      },
    ],
    trials: 12,
    isRepeated: false,
    milliseconds: 41,
    ...changes,
  });

export const trialsFixture = (total: number): TrialPage =>
  listTrialsOutput.parse({
    items: Array.from({ length: Math.min(total, 5) }, () => ({
      specHash: hash,
      name: "Golden cross",
      symbols: ["SPY"],
      sharpe: 0.51,
      trades: 23,
      at,
    })),
    total,
  });
