import { type DemoListing, readDescription } from "./demo-listing.ts";

export const kenjiListings: DemoListing[] = [
  {
    creatorKey: "kenji",
    name: "Two-horizon momentum",
    versions: [
      {
        version: "1.0.0",
        file: "16-two-horizon-momentum.json",
        changelog: "First release.",
        createdDaysAgo: 246,
      },
    ],
    title: "Two-horizon momentum: quarter and year must agree",
    summary:
      "Holds an index and a bond fund while both the last quarter and the last year are positive; lets go only when both have weakened.",
    description: readDescription("16-two-horizon-momentum.md"),
    tags: ["etf", "momentum", "daily", "volatility-target", "long-only"],
    price: { amountMinor: "4980", currency: "JPY" },
    refundDays: 30,
    createdDaysAgo: 246,
  },
  {
    creatorKey: "kenji",
    name: "Volatility channel breakout",
    versions: [
      {
        version: "1.0.0",
        file: "17-volatility-channel.json",
        changelog: "Channel of two average ranges round a 20-day average; exit at the average.",
        createdDaysAgo: 214,
      },
      {
        version: "2.0.0",
        file: "17-volatility-channel-v2.json",
        changelog:
          "The centre line follows the typical price instead of the close. New conditions: price above its 120-day average, and range larger than ten days ago. Stop and trailing stop added; positions are sized by risk, no longer by a fixed slice.",
        createdDaysAgo: 28,
      },
    ],
    title: "Volatility channel breakout for shares",
    summary:
      "A Keltner-style channel from EMA and ATR. Buys the break above it when ranges are widening; exits at the centre line.",
    description: readDescription("17-volatility-channel.md"),
    tags: ["stocks", "breakout", "keltner", "atr", "daily", "trailing-stop"],
    price: { amountMinor: "3500", currency: "JPY" },
    refundDays: 14,
    createdDaysAgo: 214,
  },
  {
    creatorKey: "kenji",
    name: "Four-hour yen breakout",
    versions: [
      {
        version: "1.0.0",
        file: "18-four-hour-yen.json",
        changelog: "First release.",
        createdDaysAgo: 150,
      },
    ],
    title: "Four-hour yen breakout with rising ADX",
    summary:
      "Thirty-bar channel breaks in two currency pairs, but only while ADX is rising. Long and short, half a percent at risk.",
    description: readDescription("18-four-hour-yen.md"),
    tags: ["forex", "breakout", "adx", "donchian", "long-short", "intraday"],
    price: { amountMinor: "6800", currency: "JPY" },
    refundDays: 7,
    createdDaysAgo: 150,
  },
  {
    creatorKey: "kenji",
    name: "RSI midline",
    versions: [
      {
        version: "1.0.0",
        file: "19-rsi-midline.json",
        changelog: "First release.",
        createdDaysAgo: 101,
      },
    ],
    title: "RSI midline: fifty is the number that matters",
    summary:
      "Uses a slow RSI as a trend gauge: in above 53, out below 47, with the 100-day average deciding which side may trade.",
    description: readDescription("19-rsi-midline.md"),
    tags: ["forex", "momentum", "rsi", "long-short", "daily"],
    price: { amountMinor: "1200", currency: "JPY" },
    refundDays: 14,
    createdDaysAgo: 101,
  },
  {
    creatorKey: "kenji",
    name: "Ichimoku without the mystery",
    versions: [
      {
        version: "1.0.0",
        file: "20-ichimoku-plain.json",
        changelog: "The classic 9, 26 and 52, built from channel middles.",
        createdDaysAgo: 66,
      },
    ],
    title: "Ichimoku without the mystery",
    summary:
      "All five lines of the cloud rebuilt from nothing but midpoints of highs and lows, so that you can see what you trade.",
    description: readDescription("20-ichimoku-plain.md"),
    tags: ["etf", "trend-following", "ichimoku", "no-parameters", "long-only"],
    price: { amountMinor: "0", currency: "JPY" },
    refundDays: 0,
    createdDaysAgo: 66,
  },
];
