import { checkStrategy } from "../language/check.ts";
import type { Strategy } from "../language/schema.ts";
import { specHash } from "../language/spec-hash.ts";
import { type FreqtradeFiles, freqtradeFiles } from "./freqtrade-files.ts";

export const listingId = "lst_01jb0c0000000000000000000a";
export const className = "Boltz01jb0c0000000000000000000a";

export const filesOf = (strategy: Strategy): FreqtradeFiles =>
  freqtradeFiles({ strategy, listingId, version: "1.2.0", specHash: specHash(strategy) });

/** The part of a file that is made from its document. */
export const classOf = (strategy: Strategy): string => {
  const { text } = filesOf(strategy).strategyFile;
  return text.slice(text.indexOf(`class ${className}(`));
};

export function checkedStrategy(document: unknown): Strategy {
  const checked = checkStrategy(document);
  if (!checked.ok) throw new Error(JSON.stringify(checked.issues));
  return checked.strategy;
}

/** Every construct of the language at least once. */
export const fullDocument = () => ({
  format: "boltz.strategy/1",
  name: "Everything at once",
  style: "multi-factor",
  market: { assetClass: "crypto", symbols: ["BTC/USDT"] },
  timeframe: "4h",
  params: {
    slow: { default: 20, min: 10, max: 40, step: 2 },
    wide: { default: 2, min: 1, max: 3.5, step: 0.25 },
    tiny: { default: 0, min: -1e-7, max: 1e-7, step: 1e-7 },
    finest: { default: 1e-20, min: 0, max: 2e-20, step: 1e-20 },
    leaveAfter: { default: 30, min: 5, max: 60, step: 5 },
    exitBars: { default: 10, min: 5, max: 15, step: 1 },
  },
  indicators: {
    mean: { kind: "sma", source: "hl2", length: { param: "slow" } },
    fast: { kind: "ema", source: "hlc3", length: 5 },
    strength: { kind: "rsi", source: "close", length: 4 },
    change: { kind: "roc", source: "ohlc4", length: 3 },
    swing: { kind: "macd", source: "close", fast: 3, slow: 8, signal: 4 },
    bands: { kind: "bollinger", source: "close", length: 10, deviations: { param: "wide" } },
    range: { kind: "atr", length: 6 },
    direction: { kind: "adx", length: 5 },
    place: { kind: "stochastic", length: 7, smoothK: 2, smoothD: 3 },
    channel: { kind: "donchian", length: { param: "exitBars" } },
    flow: { kind: "obv" },
    fair: { kind: "vwap", length: 9 },
  },
  long: {
    entry: {
      all: [
        {
          any: [
            { crossesAbove: [{ indicator: "fast" }, { indicator: "mean", ago: 1 }] },
            { not: { lte: [{ indicator: "strength" }, 45] } },
            { gt: [{ indicator: "change" }, { add: [{ param: "tiny" }, { param: "finest" }] }] },
          ],
        },
        {
          gte: [{ indicator: "swing", output: "histogram" }, { mul: [-0.5, { indicator: "range" }] }],
        },
        {
          lt: [
            { div: [{ price: "volume" }, { price: "volume", ago: 1 }] },
            { sub: [{ indicator: "direction", output: "plusDi" }, 1e-7] },
          ],
        },
      ],
    },
    exit: { crossesBelow: [{ price: "close" }, { indicator: "channel", output: "lower", ago: 1 }] },
    stop: { atr: { param: "wide" }, length: 6 },
    target: { percent: 9 },
    trailingStop: { percent: 6.5 },
    maxBars: { param: "leaveAfter" },
  },
  short: {
    entry: {
      all: [
        { gt: [{ price: "open" }, { indicator: "bands", output: "upper" }] },
        { lt: [{ indicator: "flow" }, { indicator: "flow", ago: 2 }] },
        { gt: [{ price: "high" }, { indicator: "fair" }] },
        { lt: [{ price: "low" }, 1e21] },
      ],
    },
    exit: {
      lt: [
        { indicator: "place", output: "k" },
        { indicator: "place", output: "d" },
      ],
    },
    target: { atr: 1.5, length: { param: "exitBars" } },
  },
  sizing: { method: "volatilityTarget", annualPercent: 60, lookback: 20 },
  costs: { commissionBps: 10, slippageBps: 5 },
});
