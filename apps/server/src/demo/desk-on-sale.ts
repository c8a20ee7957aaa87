import type { DeskListing } from "./desk-listing.ts";

const tide: DeskListing = {
  name: "Index tide",
  isApproved: true,
  document: {
    format: "boltz.strategy/1",
    name: "Index tide",
    style: "trend",
    market: { assetClass: "etfs", symbols: ["SPY", "VGK", "EWJ"] },
    timeframe: "1d",
    params: { days: { default: 100, min: 60, max: 200, step: 10 } },
    indicators: {
      tide: { kind: "ema", source: "close", length: { param: "days" } },
      pace: { kind: "roc", source: "close", length: 60 },
    },
    long: {
      entry: {
        all: [{ gt: [{ price: "close" }, { indicator: "tide" }] }, { gt: [{ indicator: "pace" }, 0] }],
      },
      exit: { lt: [{ price: "close" }, { indicator: "tide" }] },
    },
    sizing: { method: "fixedFraction", percentOfEquity: 33 },
    costs: { commissionBps: 1, slippageBps: 2 },
  },
  listing: {
    title: "Index tide: in when the market rises, out when it does not",
    summary:
      "Holds three broad index funds while they stand above their slow average and have gained over a quarter.",
    description:
      "## The idea\n\nMost of the harm in a long bear market can be avoided by not being there. Most of the gain of a bull market is kept by anybody who stays.\n\n## How it trades\n\n- **In:** the close is above the slow average and the last 60 days brought a gain.\n- **Out:** the close is below the slow average.\n\n## When it fails\n\nIn a market that crosses its average every few weeks, each crossing costs a little.",
    tags: ["trend-following", "etf", "daily", "long-only", "beginner"],
    price: { amountMinor: "1900", currency: "EUR" },
    refundDays: 14,
  },
};

const drift: DeskListing = {
  name: "Pullback in a rising fund",
  isApproved: true,
  document: {
    format: "boltz.strategy/1",
    name: "Pullback in a rising fund",
    style: "mean-reversion",
    market: { assetClass: "etfs", symbols: ["SPY", "QQQ", "EFA", "IEF"] },
    timeframe: "1d",
    params: { weak: { default: 30, min: 15, max: 40, step: 5 } },
    indicators: {
      slow: { kind: "sma", source: "close", length: 150 },
      strength: { kind: "rsi", source: "close", length: 4 },
    },
    long: {
      entry: {
        all: [
          { gt: [{ price: "close" }, { indicator: "slow" }] },
          { lt: [{ indicator: "strength" }, { param: "weak" }] },
        ],
      },
      exit: { gt: [{ indicator: "strength" }, 60] },
      stop: { atr: 4, length: 20 },
      maxBars: 10,
    },
    sizing: { method: "fixedFraction", percentOfEquity: 25 },
    costs: { commissionBps: 1, slippageBps: 2 },
  },
  listing: {
    title: "Pullback in a rising fund: buy the bad week, not the bad year",
    summary:
      "Buys a broad fund after a few weak days while it still stands above its slow average, and leaves on the rebound.",
    description:
      "## The idea\n\nA fund that has risen for months falls for a few days now and then. Most of those days are noise.\n\n## How it trades\n\n- **In:** the close is above the 150-day average and the four-day strength is weak.\n- **Out:** the strength is back, ten bars have passed, or the stop is hit.\n\n## When it fails\n\nThe first fall of a bear market looks like every other pullback. The stop pays for that one.",
    tags: ["mean-reversion", "etf", "daily", "long-only", "rsi"],
    price: { amountMinor: "2900", currency: "EUR" },
    refundDays: 14,
  },
};

const dollar: DeskListing = {
  name: "Dollar channel",
  isApproved: true,
  document: {
    format: "boltz.strategy/1",
    name: "Dollar channel",
    style: "breakout",
    market: { assetClass: "forex", symbols: ["EURUSD", "GBPUSD", "USDCHF"] },
    timeframe: "4h",
    params: { bars: { default: 50, min: 30, max: 90, step: 10 } },
    indicators: {
      channel: { kind: "donchian", length: { param: "bars" } },
      leave: { kind: "donchian", length: 20 },
    },
    long: {
      entry: { gt: [{ price: "close" }, { indicator: "channel", output: "upper", ago: 1 }] },
      exit: { lt: [{ price: "close" }, { indicator: "leave", output: "lower", ago: 1 }] },
      stop: { atr: 2, length: 20 },
    },
    sizing: { method: "riskPerTrade", percentOfEquity: 0.5 },
    costs: { commissionBps: 0.5, slippageBps: 1 },
  },
  listing: {
    title: "Dollar channel: one breakout rule for three pairs",
    summary:
      "Follows a four-hour close beyond its channel in three dollar pairs, and leaves by a shorter one.",
    description:
      "## The idea\n\nCurrencies move in long waves when central banks disagree. A channel is the plainest way to be there.\n\n## How it trades\n\n- **In:** the close passes the highest high of the channel.\n- **Out:** the close falls below the shorter channel, or the stop is hit.\n\n## When it fails\n\nIn the quiet months between two waves it buys every false start, half a percent at a time.",
    tags: ["breakout", "forex", "4h"],
    price: { amountMinor: "1200", currency: "EUR" },
    refundDays: 7,
  },
};

const mumbai: DeskListing = {
  name: "Mumbai afternoon",
  isApproved: true,
  document: {
    format: "boltz.strategy/1",
    name: "Mumbai afternoon",
    style: "trend",
    market: { assetClass: "stocks", symbols: ["HDFCBANK.NS", "ICICIBANK.NS", "SBIN.NS", "AXISBANK.NS"] },
    timeframe: "1h",
    params: { pace: { default: 1, min: 0, max: 3, step: 1 } },
    indicators: {
      middle: { kind: "ema", source: "close", length: 35 },
      week: { kind: "roc", source: "close", length: 30 },
    },
    long: {
      entry: {
        all: [
          { gt: [{ price: "close" }, { indicator: "middle" }] },
          { gt: [{ indicator: "week" }, { param: "pace" }] },
        ],
      },
      exit: { lt: [{ price: "close" }, { indicator: "middle" }] },
      stop: { atr: 2.5, length: 14 },
    },
    sizing: { method: "fixedFraction", percentOfEquity: 20 },
    costs: { commissionBps: 6, slippageBps: 8 },
  },
  listing: {
    title: "Mumbai afternoon: four banks, one hourly average",
    summary: "Holds four large NSE banks while a week's gain carries them above their hourly average.",
    description:
      "## The idea\n\nLarge banks move together, and a week that began well often ends so.\n\n## How it trades\n\n- **In:** the close is above the hourly average and the last 30 hours brought a gain.\n- **Out:** the close is below the average, or the stop is hit.\n\n## When it fails\n\nOn the day of a rate decision four positions are one position. Indian costs are in the document.",
    tags: ["stocks", "india", "trend-following", "hourly"],
    price: { amountMinor: "399900", currency: "INR" },
    refundDays: 14,
  },
};

export const deskOnSale = [tide, drift, dollar, mumbai] as const;
