import {
  type Attribution,
  datasetId,
  type Figures,
  type ProofReport,
  type ProofView,
  proofTradesOutput,
  proofView,
  type TradeRecord,
} from "@boltz/contract";

const suffix = "01m81rhhyeecv80qyjt241nv7y";
const dayMs = 86_400_000;
const begin = Date.UTC(2014, 0, 1);
export const sealedFrom = "2020-01-01T00:00:00.000Z";
export const publishedOn = "2022-07-01T00:00:00.000Z";
const weeks = 480;

const datasetIdFixture = datasetId.parse(`dst_${suffix}`);
const hashOf = (letter: string) => letter.repeat(64);

/** A calm curve without chance: growth, two falls and a slow end. */
function curve(growth: number, wave: number): number[] {
  return Array.from({ length: weeks }, (_, week) => {
    const fall = week > 210 && week < 262 ? 1 - 0.18 * Math.sin(((week - 210) / 52) * Math.PI) : 1;
    return 100_000 * (1 + growth * week + wave * Math.sin(week / 9)) * fall;
  });
}

function seriesFixture(): ProofReport["series"] {
  const equity = curve(0.0022, 0.03);
  let highest = 0;
  return {
    at: equity.map((_, week) => begin + week * 7 * dayMs),
    equity,
    benchmark: curve(0.0014, 0.06),
    underwater: equity.map((value) => {
      highest = Math.max(highest, value);
      return value / highest - 1;
    }),
    rollingSharpe: equity.map((_, week) => (week < 52 ? null : 0.9 + 0.8 * Math.sin(week / 31))),
  };
}

export const figuresFixture = (changes: Partial<Figures> = {}): Figures => ({
  from: new Date(begin).toISOString(),
  to: "2019-12-31T00:00:00.000Z",
  bars: 1_510,
  years: 5.99,
  totalReturn: 0.6214,
  cagr: 0.0841,
  volatility: 0.0972,
  sharpe: 0.88,
  sortino: 1.31,
  calmar: 0.47,
  maxDrawdown: 0.179,
  maxDrawdownBars: 214,
  trades: 61,
  winRate: 0.541,
  profitFactor: 1.62,
  expectancy: 0.0092,
  averageBars: 14.2,
  exposure: 0.574,
  turnover: 10.3,
  costs: 0.021,
  psr: 0.981,
  minTrackRecordYears: 3.6,
  benchmarkReturn: 0.448,
  benchmarkSharpe: 0.51,
  benchmarkDrawdown: 0.241,
  ...changes,
});

export const attributionFixture: Attribution = {
  method: "exact",
  coalitions: 16,
  baseline: 0.672,
  total: 1.056,
  rules: [
    { path: "long.entry.all.0", words: "The close is above its 200-bar average", value: 0.31 },
    { path: "long.entry.all.1", words: "The 14-bar RSI crosses above 30", value: 0.142 },
    { path: "long.exit", words: "Leaves when the close falls below its 50-bar average", value: -0.101 },
    { path: "long.stop", words: "A stop 2 times the 20-bar average true range below", value: 0.033 },
  ],
};

export const reportFixture = (changes: Partial<ProofReport> = {}): ProofReport => ({
  engine: "boltz-engine/1.0.0",
  resultHash: hashOf("c"),
  markets: [
    {
      symbol: "SP500",
      timeframe: "1d",
      datasetId: datasetIdFixture,
      name: "S&P 500 index",
      isSynthetic: false,
      bars: 2_310,
      barsHash: hashOf("b"),
      from: new Date(begin).toISOString(),
      to: "2023-03-01T00:00:00.000Z",
    },
  ],
  holdoutFrom: sealedFrom,
  publishedAt: publishedOn,
  segments: {
    inSample: figuresFixture(),
    holdout: figuresFixture({ totalReturn: 0.134, sharpe: 0.61, trades: 24, winRate: 0.5, psr: 0.83 }),
    afterPublication: figuresFixture({
      totalReturn: -0.021,
      cagr: null,
      sharpe: -0.22,
      calmar: null,
      profitFactor: null,
      trades: 5,
      psr: 0.41,
    }),
  },
  series: seriesFixture(),
  monthly: [2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023].map((year) => ({
    year,
    months: Array.from({ length: 12 }, (_, month) =>
      year === 2023 && month > 1 ? null : 0.03 * Math.sin(year + month * 1.7),
    ),
    total: 0.09 * Math.cos(year),
  })),
  attribution: attributionFixture,
  parameterMap: {
    x: { param: "fast", values: [10, 20, 30, 40] },
    y: { param: "slow", values: [50, 100, 150] },
    sharpe: [
      [0.41, 0.52, 0.61, null],
      [0.63, 0.88, 0.79, 0.55],
      [0.31, 0.44, -0.12, -0.42],
    ],
  },
  overfitting: {
    trials: 12,
    holdoutLooks: 1,
    expectedBestSharpe: 0.74,
    dsr: 0.63,
    evidence: 0.79,
    pbo: 0.31,
    pboConfigurations: 24,
    minBacktestYears: 3.4,
  },
  gate: [{ check: "bars", passed: true, sentence: "There are enough bars.", issues: [] }],
  conditions: [
    { path: "long.entry.all.0", words: "the close is above its 200-bar average" },
    { path: "long.entry.all.1", words: "the 14-bar RSI crosses above 30" },
    { path: "long.exit", words: "the close is below its 50-bar average" },
  ],
  diff: null,
  ...changes,
});

/** A verified version as the public sees it. The receipt is not there: it needs a key. */
export const proofFixture = (changes: Partial<ProofView> = {}): ProofView =>
  proofView.parse({
    version: "1.2.0",
    specHash: hashOf("a"),
    state: "passed",
    checkedAt: "2023-03-02T09:00:00.000Z",
    report: reportFixture(),
    receipt: null,
    attached: null,
    duplicates: [],
    missingSymbols: [],
    ...changes,
  });

export const attachedFixture = (): NonNullable<ProofView["attached"]> => ({
  engine: "freqtrade 2026.5",
  from: "2021-01-01T00:00:00.000Z",
  to: "2023-01-01T00:00:00.000Z",
  startBalance: 1_000,
  totalReturn: 0.412,
  maxDrawdown: 0.22,
  trades: 188,
  winRate: 0.58,
  profitFactor: 1.44,
  expectancy: 0.0031,
  equity: {
    at: Array.from({ length: 60 }, (_, week) => Date.UTC(2021, 0, 1) + week * 7 * dayMs),
    equity: Array.from({ length: 60 }, (_, week) => 1_000 + week * 6 + 40 * Math.sin(week / 4)),
  },
  disagreements: [{ figure: "profit_total", claimed: 0.61, recomputed: 0.412 }],
  files: [{ name: "Tide.py", bytes: 4_211, sha256: hashOf("d") }],
});

export const tradeFixture = (place: number, changes: Partial<TradeRecord> = {}): TradeRecord => {
  const entry = Date.UTC(2018, 0, 2) + place * 21 * dayMs;
  return {
    symbol: "SP500",
    side: "long",
    segment: "inSample",
    signalAt: new Date(entry - dayMs).toISOString(),
    entryAt: new Date(entry).toISOString(),
    entryPrice: 2_695.81 + place,
    quantity: 12.5,
    exitAt: new Date(entry + 12 * dayMs).toISOString(),
    exitPrice: 2_801.4 + place,
    reason: "exit",
    profit: 1_319.9,
    profitShare: 0.0391,
    bars: 8,
    why: {
      entry: [
        { condition: 0, left: 2_690.2, right: 2_512.7, holds: true },
        { condition: 1, left: 31.4, right: 30, holds: true },
      ],
      exit: [{ condition: 2, left: 2_799.1, right: 2_803.6, holds: true }],
    },
    ...changes,
  };
};

export const tradesPage = (items: TradeRecord[], total: number, nextCursor: string | null = null) =>
  proofTradesOutput.parse({ items, total, nextCursor });
