import type { DeskListing } from "./desk-listing.ts";

/** Taken off the market by the creator, who found something better. */
export const archivedListing: DeskListing = {
  name: "Turn of the month",
  isApproved: true,
  document: {
    format: "boltz.strategy/1",
    name: "Turn of the month",
    style: "momentum",
    market: { assetClass: "etfs", symbols: ["SPY", "EFA"] },
    timeframe: "1w",
    params: { weeks: { default: 4, min: 2, max: 12, step: 1 } },
    indicators: { pace: { kind: "roc", source: "close", length: { param: "weeks" } } },
    long: { entry: { gt: [{ indicator: "pace" }, 0] }, exit: { lt: [{ indicator: "pace" }, 0] } },
    sizing: { method: "fixedFraction", percentOfEquity: 50 },
    costs: { commissionBps: 1, slippageBps: 2 },
  },
  listing: {
    title: "Turn of the month: four weeks of pace",
    summary: "Holds two broad funds while the last four weeks brought a gain. Index tide does this better.",
    description:
      "## The idea\n\nWhat rose for a month tends to rise a little longer.\n\n## Why it is not sold any more\n\nIt trades too often for what it brings. *Index tide* asks the same question more slowly.",
    tags: ["momentum", "etf", "weekly", "long-only"],
    price: { amountMinor: "900", currency: "EUR" },
    refundDays: 14,
  },
};

/** Removed by a moderator; its creator may still appeal. */
export const removedListing: DeskListing = {
  name: "Gap at the open",
  isApproved: true,
  document: {
    format: "boltz.strategy/1",
    name: "Gap at the open",
    style: "mean-reversion",
    market: { assetClass: "stocks", universe: "Members of the DAX" },
    timeframe: "1d",
    params: { calm: { default: 10, min: 5, max: 20, step: 5 } },
    indicators: { usual: { kind: "sma", source: "close", length: { param: "calm" } } },
    long: {
      entry: { lt: [{ price: "close" }, { indicator: "usual" }] },
      exit: { gt: [{ price: "close" }, { indicator: "usual" }] },
      maxBars: 5,
    },
    sizing: { method: "fixedFraction", percentOfEquity: 20 },
    costs: { commissionBps: 3, slippageBps: 5 },
  },
  listing: {
    title: "Gap at the open: back to the ten-day average",
    summary: "Buys German shares that closed below their ten-day average and waits for the way back.",
    description:
      "## The idea\n\nA share that fell below its average without news often comes back within the week.\n\n## When it fails\n\nWhen there was news.",
    tags: ["mean-reversion", "stocks", "daily"],
    price: { amountMinor: "1200", currency: "EUR" },
    refundDays: 7,
  },
};
