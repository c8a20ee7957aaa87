import { type DemoListing, readDescription } from "./demo-listing.ts";

export const danielListings: DemoListing[] = [
  {
    creatorKey: "daniel",
    name: "Two-day RSI pullback",
    versions: [
      {
        version: "1.0.0",
        file: "06-two-day-rsi-pullback.json",
        changelog: "RSI(2) under 10 above the 200-day average; out over the 5-day average.",
        createdDaysAgo: 290,
      },
      {
        version: "1.2.0",
        file: "06-two-day-rsi-pullback-v2.json",
        changelog:
          "The 200-day average must now be rising, and nothing is bought while the 10-day average range exceeds 3% of price. Positions are closed after eight days whatever happens. The position shrinks to a quarter of the account.",
        createdDaysAgo: 44,
      },
    ],
    title: "Two-day RSI pullback for index funds",
    summary:
      "Buys index funds after two or three frightening days inside an established rise, and is usually out again within a week.",
    description: readDescription("06-two-day-rsi-pullback.md"),
    tags: ["etf", "mean-reversion", "rsi", "swing", "long-only", "daily"],
    price: { amountMinor: "2900", currency: "GBP" },
    refundDays: 14,
    createdDaysAgo: 290,
  },
  {
    creatorKey: "daniel",
    name: "Band snapback",
    versions: [
      {
        version: "1.0.0",
        file: "07-band-snapback.json",
        changelog: "Both sides, with a stop and a fifteen-day limit from the first day.",
        createdDaysAgo: 231,
      },
    ],
    title: "Band snapback: Bollinger reversion with a way out",
    summary:
      "Waits until price has left its Bollinger band and come back inside, then aims for the middle. Stop and time limit included.",
    description: readDescription("07-band-snapback.md"),
    tags: ["stocks", "mean-reversion", "bollinger", "long-short", "uk"],
    price: { amountMinor: "1900", currency: "GBP" },
    refundDays: 7,
    createdDaysAgo: 231,
  },
  {
    creatorKey: "daniel",
    name: "Stochastic dip in an uptrend",
    versions: [
      {
        version: "1.0.0",
        file: "08-stochastic-dip.json",
        changelog: "First release.",
        createdDaysAgo: 167,
      },
    ],
    title: "Stochastic dip in an uptrend",
    summary:
      "A rising 50-day average, and a stochastic that has just turned up from the floor. Fixed risk, fixed target.",
    description: readDescription("08-stochastic-dip.md"),
    tags: ["stocks", "mean-reversion", "stochastic", "swing", "uk"],
    price: { amountMinor: "1450", currency: "GBP" },
    refundDays: 14,
    createdDaysAgo: 167,
  },
  {
    creatorKey: "daniel",
    name: "Three red days",
    versions: [
      {
        version: "1.0.0",
        file: "09-three-red-days.json",
        changelog: "No parameters, on purpose.",
        createdDaysAgo: 120,
      },
    ],
    title: "Three red days",
    summary:
      "Three falling closes in a row above the 200-day average, sold into the first strong close. Not a single number to tune.",
    description: readDescription("09-three-red-days.md"),
    tags: ["etf", "mean-reversion", "beginner", "no-parameters", "long-only"],
    price: { amountMinor: "0", currency: "GBP" },
    refundDays: 0,
    createdDaysAgo: 120,
  },
  {
    creatorKey: "daniel",
    name: "The weak close",
    versions: [
      {
        version: "1.0.0",
        file: "10-weak-close.json",
        changelog: "First release.",
        createdDaysAgo: 73,
      },
    ],
    title: "The weak close: where in its range did the day end?",
    summary:
      "Buys index funds that finish near the day's low and below yesterday's, in an uptrend; sells the first close near a high.",
    description: readDescription("10-weak-close.md"),
    tags: ["etf", "mean-reversion", "price-action", "short-term"],
    price: { amountMinor: "1500", currency: "USD" },
    refundDays: 14,
    createdDaysAgo: 73,
  },
];
