import { type DemoListing, readDescription } from "./demo-listing.ts";

export const yousefListings: DemoListing[] = [
  {
    creatorKey: "yousef",
    name: "Gold weekly channel",
    versions: [
      {
        version: "1.0.0",
        file: "21-gold-weekly-channel.json",
        changelog: "First release.",
        createdDaysAgo: 222,
      },
    ],
    title: "Gold weekly channel",
    summary:
      "Twenty-week highs in gold, bought only above the 40-week average and sized by volatility. A handful of trades in a year.",
    description: readDescription("21-gold-weekly-channel.md"),
    tags: ["commodities", "gold", "trend-following", "weekly", "donchian", "volatility-target"],
    price: { amountMinor: "9500", currency: "KWD" },
    refundDays: 30,
    createdDaysAgo: 222,
  },
  {
    creatorKey: "yousef",
    name: "Squeeze release",
    versions: [
      {
        version: "1.0.0",
        file: "22-squeeze-release.json",
        changelog: "First release, two futures.",
        createdDaysAgo: 175,
      },
    ],
    title: "Squeeze release: trade the day on which a calm ends",
    summary:
      "Waits while Bollinger bands lie inside an ATR envelope, and trades the day on which they break out of it. Both directions.",
    description: readDescription("22-squeeze-release.md"),
    tags: ["futures", "volatility", "bollinger", "keltner", "energy", "long-short"],
    price: { amountMinor: "12750", currency: "KWD" },
    refundDays: 14,
    createdDaysAgo: 175,
  },
  {
    creatorKey: "yousef",
    name: "Patient metals",
    versions: [
      {
        version: "1.0.0",
        file: "23-patient-metals.json",
        changelog: "First release.",
        createdDaysAgo: 108,
      },
    ],
    title: "Patient metals: three measures, one entry",
    summary:
      "A metal whose long average is rising and whose quarter was kind, bought when the stochastic turns up from the floor.",
    description: readDescription("23-patient-metals.md"),
    tags: ["commodities", "multi-factor", "stochastic", "swing"],
    price: { amountMinor: "4000", currency: "KWD" },
    refundDays: 7,
    createdDaysAgo: 108,
  },
  {
    creatorKey: "yousef",
    name: "Near the high",
    versions: [
      {
        version: "1.0.0",
        file: "24-near-the-high.json",
        changelog: "First release, free.",
        createdDaysAgo: 57,
      },
    ],
    title: "Near the high: Gulf shares within reach of a record",
    summary:
      "Buys Gulf shares within three percent of their one-year high and follows them with a wide trailing stop.",
    description: readDescription("24-near-the-high.md"),
    tags: ["stocks", "momentum", "gulf", "trailing-stop", "long-only"],
    price: { amountMinor: "0", currency: "KWD" },
    refundDays: 0,
    createdDaysAgo: 57,
  },
];
