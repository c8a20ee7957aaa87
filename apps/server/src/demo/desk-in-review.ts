import type { DeskListing } from "./desk-listing.ts";

const quiet: DeskListing = {
  name: "Quiet before the move",
  isApproved: false,
  document: {
    format: "boltz.strategy/1",
    name: "Quiet before the move",
    style: "breakout",
    market: { assetClass: "stocks", universe: "Members of the S&P 100" },
    timeframe: "1d",
    params: { days: { default: 40, min: 20, max: 80, step: 10 } },
    indicators: {
      range: { kind: "atr", length: 10 },
      usual: { kind: "atr", length: 60 },
      channel: { kind: "donchian", length: { param: "days" } },
    },
    long: {
      entry: {
        all: [
          { lt: [{ indicator: "range" }, { indicator: "usual" }] },
          { gt: [{ price: "close" }, { indicator: "channel", output: "upper", ago: 1 }] },
        ],
      },
      exit: { lt: [{ price: "close" }, { indicator: "channel", output: "middle", ago: 1 }] },
      stop: { atr: 2.5, length: 20 },
    },
    sizing: { method: "riskPerTrade", percentOfEquity: 0.5 },
    costs: { commissionBps: 4, slippageBps: 5 },
  },
  listing: {
    title: "Quiet before the move: breakouts out of calm",
    summary:
      "Buys a new 40-day high only when the days before it were calmer than usual, with a stop from the start.",
    description:
      "## The idea\n\nA high that is made quietly has fewer sellers waiting above it than one that everybody watched.\n\n## How it trades\n\n- **In:** the ten-day range is below the sixty-day range, and the close passes the channel.\n- **Out:** the close falls through the middle of the channel, or the stop is hit.\n\n## When it fails\n\nCalm can last. Half of the entries go nowhere, and a gap through the stop costs more than the stop says.",
    tags: ["breakout", "stocks", "daily", "volatility"],
    price: { amountMinor: "4900", currency: "USD" },
    refundDays: 7,
  },
};

const lull: DeskListing = {
  name: "Evening lull",
  isApproved: false,
  document: {
    format: "boltz.strategy/1",
    name: "Evening lull",
    style: "mean-reversion",
    market: { assetClass: "forex", symbols: ["EURCHF"] },
    timeframe: "4h",
    params: { length: { default: 20, min: 10, max: 40, step: 5 } },
    indicators: {
      bands: { kind: "bollinger", source: "close", length: { param: "length" }, deviations: 2 },
      strength: { kind: "adx", length: 14 },
    },
    long: {
      entry: {
        all: [
          { lt: [{ price: "close" }, { indicator: "bands", output: "lower" }] },
          { lt: [{ indicator: "strength", output: "adx" }, 20] },
        ],
      },
      exit: { gte: [{ price: "close" }, { indicator: "bands", output: "middle" }] },
      stop: { atr: 3, length: 14 },
      maxBars: 12,
    },
    sizing: { method: "riskPerTrade", percentOfEquity: 0.5 },
    costs: { commissionBps: 1, slippageBps: 1 },
  },
  listing: {
    title: "Evening lull: a patient franc pair",
    summary:
      "Buys the lower band of a pair that is going nowhere, and leaves at the middle or after twelve bars.",
    description:
      "## The idea\n\nA pair without a trend comes back to its middle more often than not.\n\n## How it trades\n\n- **In:** the close is below the lower band while the trend strength is under 20.\n- **Out:** at the middle band, after twelve bars, or at the stop.\n\n## When it fails\n\nCentral banks. The stop is there for the day on which the pair stops going nowhere.",
    tags: ["mean-reversion", "forex", "bollinger"],
    price: { amountMinor: "0", currency: "EUR" },
    refundDays: 0,
  },
};

export const deskInReview: readonly DeskListing[] = [quiet, lull];
