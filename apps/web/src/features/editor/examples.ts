import { formatJson } from "./json-edit.ts";

export interface Example {
  id: string;
  title: string;
  /** What it does, and when it does badly. */
  idea: string;
  text: string;
}

const format = "boltz.strategy/1";
const costs = { commissionBps: 5, slippageBps: 3 };

const twoAverages = {
  format,
  name: "Two averages",
  style: "trend",
  market: { assetClass: "etfs", symbols: ["SP500"] },
  timeframe: "1d",
  params: {
    fast: { default: 20, min: 5, max: 50, step: 5 },
    slow: { default: 60, min: 60, max: 200, step: 20 },
  },
  indicators: {
    fastAverage: { kind: "sma", source: "close", length: { param: "fast" } },
    slowAverage: { kind: "sma", source: "close", length: { param: "slow" } },
  },
  long: {
    entry: { crossesAbove: [{ indicator: "fastAverage" }, { indicator: "slowAverage" }] },
    exit: { crossesBelow: [{ indicator: "fastAverage" }, { indicator: "slowAverage" }] },
    stop: { percent: 8 },
  },
  sizing: { method: "fixedFraction", percentOfEquity: 95 },
  costs,
};

const pullback = {
  format,
  name: "Pullback in a rising market",
  style: "mean-reversion",
  market: { assetClass: "etfs", symbols: ["SP500"] },
  timeframe: "1d",
  params: { oversold: { default: 30, min: 10, max: 40, step: 5 } },
  indicators: {
    strength: { kind: "rsi", source: "close", length: 4 },
    trend: { kind: "sma", source: "close", length: 100 },
  },
  long: {
    entry: {
      all: [
        { lt: [{ indicator: "strength" }, { param: "oversold" }] },
        { gt: [{ price: "close" }, { indicator: "trend" }] },
      ],
    },
    exit: { gt: [{ indicator: "strength" }, 60] },
    stop: { atr: 3, length: 14 },
    maxBars: 15,
  },
  sizing: { method: "riskPerTrade", percentOfEquity: 1 },
  costs,
};

const breakout = {
  format,
  name: "Channel breakout, both ways",
  style: "breakout",
  market: { assetClass: "futures", symbols: ["SYN-TREND"] },
  timeframe: "1d",
  params: { width: { default: 40, min: 20, max: 80, step: 10 } },
  indicators: {
    channel: { kind: "donchian", length: { param: "width" } },
    strength: { kind: "adx", length: 14 },
  },
  long: {
    entry: {
      all: [
        { gt: [{ price: "close" }, { indicator: "channel", output: "upper", ago: 1 }] },
        { gt: [{ indicator: "strength", output: "adx" }, 20] },
      ],
    },
    trailingStop: { atr: 3, length: 14 },
  },
  short: {
    entry: {
      all: [
        { lt: [{ price: "close" }, { indicator: "channel", output: "lower", ago: 1 }] },
        { gt: [{ indicator: "strength", output: "adx" }, 20] },
      ],
    },
    trailingStop: { atr: 3, length: 14 },
  },
  sizing: { method: "volatilityTarget", annualPercent: 15, lookback: 60 },
  costs,
};

const squeeze = {
  format,
  name: "Out of a squeeze",
  style: "volatility",
  market: { assetClass: "stocks", symbols: ["SYN-STOCK"] },
  timeframe: "1d",
  params: {},
  indicators: {
    bands: { kind: "bollinger", source: "close", length: 20, deviations: 2 },
    range: { kind: "atr", length: 20 },
  },
  long: {
    entry: {
      all: [
        { crossesAbove: [{ price: "close" }, { indicator: "bands", output: "upper" }] },
        {
          lt: [
            {
              sub: [
                { indicator: "bands", output: "upper", ago: 1 },
                { indicator: "bands", output: "lower", ago: 1 },
              ],
            },
            { mul: [{ indicator: "range" }, 4] },
          ],
        },
      ],
    },
    exit: {
      any: [
        { crossesBelow: [{ price: "close" }, { indicator: "bands", output: "middle" }] },
        { not: { gt: [{ price: "close" }, { price: "close", ago: 10 }] } },
      ],
    },
    target: { percent: 12 },
    stop: { percent: 5 },
  },
  sizing: { method: "fixedFraction", percentOfEquity: 50 },
  costs,
};

const written = (document: unknown) => `${formatJson(document)}\n`;

/** Small whole strategies to read and to start from. */
export const examples: readonly [Example, ...Example[]] = [
  {
    id: "two-averages",
    title: "Two averages",
    idea: "Holds while the faster average is above the slower one. It loses a little at every crossing in a market that goes sideways.",
    text: written(twoAverages),
  },
  {
    id: "pullback",
    title: "Pullback in a rising market",
    idea: "Buys short falls above the long average and risks one percent each time. It suffers when a fall becomes a trend.",
    text: written(pullback),
  },
  {
    id: "breakout",
    title: "Channel breakout, both ways",
    idea: "Follows prices that leave their range, long and short, with a trailing stop. Most breakouts fail; few pay for them.",
    text: written(breakout),
  },
  {
    id: "squeeze",
    title: "Out of a squeeze",
    idea: "Buys when the price leaves narrow bands. It shows calculations, groups and not; quiet markets can stay quiet.",
    text: written(squeeze),
  },
];

export const exampleNamed = (id: string | undefined): Example | undefined =>
  examples.find((example) => example.id === id);
