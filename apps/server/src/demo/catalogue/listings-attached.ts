import { type AttachedListing, readDescription } from "./demo-listing.ts";

/** Files for another engine, which this site stores and never runs. */
export const attachedListings: AttachedListing[] = [
  {
    creatorKey: "clara",
    name: "Dip ladder",
    file: "30-dip-ladder",
    market: {
      ...{ style: "mean-reversion", assetClass: "crypto", timeframe: "1h" },
      symbols: ["BTC/USDT", "ETH/USDT"],
    },
    title: "Dip ladder: hourly dips, sold in steps",
    summary:
      "A freqtrade file that buys hourly dips of two large coins and leaves in steps. Not run by this site.",
    description: readDescription("30-dip-ladder.md"),
    tags: ["crypto", "freqtrade", "mean-reversion", "intraday"],
    price: { amountMinor: "1900", currency: "USD" },
    refundDays: 14,
    createdDaysAgo: 49,
  },
  {
    creatorKey: "kenji",
    name: "Night drift",
    file: "31-night-drift",
    market: { style: "momentum", assetClass: "crypto", timeframe: "4h", symbols: ["BTC/USDT"] },
    title: "Night drift: in at eight, out at eight",
    summary: "A freqtrade file that holds one coin through the quiet hours. Not run by this site.",
    description: readDescription("31-night-drift.md"),
    tags: ["crypto", "freqtrade", "momentum", "intraday"],
    price: { amountMinor: "0", currency: "JPY" },
    refundDays: 0,
    createdDaysAgo: 21,
  },
];
