import { type DemoListing, readDescription } from "./demo-listing.ts";

export const ingridListings: DemoListing[] = [
  {
    creatorKey: "ingrid",
    name: "Fjord channel breakout",
    versions: [
      {
        version: "1.0.0",
        file: "01-fjord-channel-breakout.json",
        changelog: "First release: 20-day entries, 10-day exits, long only.",
        createdDaysAgo: 320,
      },
      {
        version: "2.0.0",
        file: "01-fjord-channel-breakout-v2.json",
        changelog:
          "Entry channel widened from 20 to 55 days and exit from 10 to 20. Short side added as the mirror of the long side. Risk per trade lowered from 1% to 0.75%, because two sides in several markets can all bring bad news on one day. Exit length and stop distance are parameters now.",
        createdDaysAgo: 96,
      },
    ],
    title: "Fjord: a two-sided channel breakout for futures",
    summary:
      "Buys 55-day highs, sells 55-day lows, in futures that trend apart from each other. Wide stops, small risk, long waits between good years.",
    description: readDescription("01-fjord-channel-breakout.md"),
    tags: ["futures", "breakout", "trend-following", "donchian", "long-short", "daily"],
    price: { amountMinor: "4900", currency: "USD" },
    refundDays: 14,
    createdDaysAgo: 320,
  },
  {
    creatorKey: "ingrid",
    name: "Golden cross, unhurried",
    versions: [
      {
        version: "1.0.0",
        file: "02-golden-cross.json",
        changelog: "The 50/200 crossing on an index and two funds, with costs.",
        createdDaysAgo: 301,
      },
    ],
    title: "Golden cross, unhurried",
    summary:
      "The oldest trend rule there is, written down exactly: own an index fund while its 50-day average is over its 200-day one.",
    description: readDescription("02-golden-cross.md"),
    tags: ["etf", "trend-following", "moving-average", "beginner", "long-only"],
    price: { amountMinor: "0", currency: "USD" },
    refundDays: 0,
    createdDaysAgo: 301,
  },
  {
    creatorKey: "ingrid",
    name: "Twelve-month momentum",
    versions: [
      {
        version: "1.0.0",
        file: "03-twelve-month-momentum.json",
        changelog: "Hold whatever has risen over 52 weeks; equal slices.",
        createdDaysAgo: 255,
      },
      {
        version: "1.1.0",
        file: "03-twelve-month-momentum-v2.json",
        changelog:
          "The most recent four weeks are left out of the measurement. A hurdle of 2% stands between 'out' and 'in', so that a fund near zero is not bought and sold in turn. Equal slices replaced by a volatility target of 3% a year for each fund.",
        createdDaysAgo: 61,
      },
    ],
    title: "Twelve-month momentum across seven asset classes",
    summary:
      "One question a week for seven funds: is it higher than a year ago, last month aside? Sized so that each fund sways alike.",
    description: readDescription("03-twelve-month-momentum.md"),
    tags: ["etf", "momentum", "asset-allocation", "weekly", "volatility-target"],
    price: { amountMinor: "3900", currency: "EUR" },
    refundDays: 30,
    createdDaysAgo: 255,
  },
  {
    creatorKey: "ingrid",
    name: "Directional strength",
    versions: [
      {
        version: "1.0.0",
        file: "04-directional-strength.json",
        changelog: "Directional crossing with a strength filter and a trailing stop.",
        createdDaysAgo: 188,
      },
    ],
    title: "Directional strength: DI crossings worth taking",
    summary:
      "Trades the crossing of +DI and −DI in two trending futures, but only when ADX says that something is moving.",
    description: readDescription("04-directional-strength.md"),
    tags: ["futures", "trend-following", "adx", "long-short", "trailing-stop"],
    price: { amountMinor: "2400", currency: "EUR" },
    refundDays: 14,
    createdDaysAgo: 188,
  },
  {
    creatorKey: "ingrid",
    name: "Ten over thirty weeks",
    versions: [
      {
        version: "1.0.1",
        file: "05-ten-thirty-weeks.json",
        changelog: "Added the condition that the 30-week average itself must be rising.",
        createdDaysAgo: 140,
      },
    ],
    title: "Ten over thirty weeks",
    summary:
      "A weekly stage filter for a share index and a bond fund. Four decisions a month, all of which fit on one line.",
    description: readDescription("05-ten-thirty-weeks.md"),
    tags: ["etf", "trend-following", "weekly", "beginner", "long-only"],
    price: { amountMinor: "0", currency: "EUR" },
    refundDays: 0,
    createdDaysAgo: 140,
  },
];
