import { type DemoListing, readDescription } from "./demo-listing.ts";

export const claraListings: DemoListing[] = [
  {
    creatorKey: "clara",
    name: "Four-hour convoy",
    versions: [
      {
        version: "1.0.0",
        file: "25-four-hour-convoy.json",
        changelog: "First release.",
        createdDaysAgo: 198,
      },
    ],
    title: "Four-hour convoy: BTC and ETH trend with a pullback entry",
    summary:
      "Two averages set the course, a return through the faster one is the entry, ADX the gate. Long and short with trailing stops.",
    description: readDescription("25-four-hour-convoy.md"),
    tags: ["crypto", "trend-following", "adx", "long-short", "trailing-stop", "intraday"],
    price: { amountMinor: "7900", currency: "USD" },
    refundDays: 14,
    createdDaysAgo: 198,
  },
  {
    creatorKey: "clara",
    name: "Burst rider",
    versions: [
      {
        version: "1.0.0",
        file: "26-burst-rider.json",
        changelog: "Seven-day change above 12%, exit under the 10-day average.",
        createdDaysAgo: 181,
      },
      {
        version: "1.1.0",
        file: "26-burst-rider-v2.json",
        changelog:
          "The threshold is 8% now, bursts need more than the 30-day average of volume and a price above its 100-day average, but not more than half as much again above it. A 9% stop was added. Equal slices gave way to a volatility target of 10% for each coin, because a burst in one coin is not a burst in another.",
        createdDaysAgo: 19,
      },
    ],
    title: "Burst rider: weekly momentum in coins",
    summary:
      "Joins a coin whose week has just passed +8% on more than its usual volume, and leaves at the first close under its 10-day average.",
    description: readDescription("26-burst-rider.md"),
    tags: ["crypto", "momentum", "volume", "daily", "volatility-target"],
    price: { amountMinor: "3500", currency: "USD" },
    refundDays: 7,
    createdDaysAgo: 181,
  },
  {
    creatorKey: "clara",
    name: "Hourly overreaction",
    versions: [
      {
        version: "1.0.0",
        file: "27-hourly-overreaction.json",
        changelog: "First release, euro pairs.",
        createdDaysAgo: 94,
      },
    ],
    title: "Hourly overreaction: buying panic in BTC and ETH",
    summary:
      "Hourly closes under a wide Bollinger band with RSI under 24, as long as the longer tide has not turned. Gone within 36 hours.",
    description: readDescription("27-hourly-overreaction.md"),
    tags: ["crypto", "mean-reversion", "bollinger", "rsi", "intraday", "long-only"],
    price: { amountMinor: "2750", currency: "EUR" },
    refundDays: 14,
    createdDaysAgo: 94,
  },
  {
    creatorKey: "clara",
    name: "Steady hands",
    versions: [
      {
        version: "1.0.0",
        file: "28-steady-hands.json",
        changelog: "First release, free.",
        createdDaysAgo: 33,
      },
    ],
    title: "Steady hands: a coin with the volatility turned down",
    summary:
      "Holds a coin above its 120-day average in whatever amount makes for 20% volatility a year, and cash otherwise.",
    description: readDescription("28-steady-hands.md"),
    tags: ["crypto", "volatility", "daily", "volatility-target", "beginner", "long-only"],
    price: { amountMinor: "0", currency: "EUR" },
    refundDays: 0,
    createdDaysAgo: 33,
  },
];
