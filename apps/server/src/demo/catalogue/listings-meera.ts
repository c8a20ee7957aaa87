import { type DemoListing, readDescription } from "./demo-listing.ts";

export const meeraListings: DemoListing[] = [
  {
    creatorKey: "meera",
    name: "Nifty MACD swing",
    versions: [
      {
        version: "1.0.0",
        file: "11-macd-swing.json",
        changelog: "MACD crossing above the 100-day average, exit on the crossing back.",
        createdDaysAgo: 270,
      },
      {
        version: "1.1.0",
        file: "11-macd-swing-v2.json",
        changelog:
          "Crossings that come when MACD is already more than 3% of price are skipped, and volume must be above its 20-day average. A stop at 2.5 average ranges replaces hope, and size now follows that stop. The exit also listens to the 100-day average.",
        createdDaysAgo: 52,
      },
    ],
    title: "Nifty MACD swing for six large caps",
    summary:
      "MACD turning up in six liquid NSE shares, above their 100-day average and on real volume, with a volatility stop.",
    description: readDescription("11-macd-swing.md"),
    tags: ["stocks", "momentum", "macd", "india", "swing", "daily"],
    price: { amountMinor: "149900", currency: "INR" },
    refundDays: 14,
    createdDaysAgo: 270,
  },
  {
    creatorKey: "meera",
    name: "When volume agrees",
    versions: [
      {
        version: "1.0.0",
        file: "12-volume-agrees.json",
        changelog: "First release.",
        createdDaysAgo: 205,
      },
    ],
    title: "When volume agrees: breakouts confirmed by OBV",
    summary:
      "Forty-day breakouts in shares, taken only if on-balance volume has been rising for a month and is rising now.",
    description: readDescription("12-volume-agrees.md"),
    tags: ["stocks", "volume", "obv", "breakout", "daily"],
    price: { amountMinor: "99900", currency: "INR" },
    refundDays: 7,
    createdDaysAgo: 205,
  },
  {
    creatorKey: "meera",
    name: "VWAP rubber band",
    versions: [
      {
        version: "1.0.0",
        file: "13-vwap-rubber-band.json",
        changelog: "First release, one share on 15-minute bars.",
        createdDaysAgo: 133,
      },
    ],
    title: "VWAP rubber band on quarter-hour bars",
    summary:
      "Fades 15-minute stretches away from a rolling VWAP in one share, while ADX is low. Out at VWAP or after four hours.",
    description: readDescription("13-vwap-rubber-band.md"),
    tags: ["stocks", "intraday", "vwap", "mean-reversion", "long-short"],
    price: { amountMinor: "249900", currency: "INR" },
    refundDays: 7,
    createdDaysAgo: 133,
  },
  {
    creatorKey: "meera",
    name: "Hourly nine and twenty-one",
    versions: [
      {
        version: "1.0.0",
        file: "14-hourly-nine-twenty-one.json",
        changelog: "First release.",
        createdDaysAgo: 87,
      },
    ],
    title: "Hourly nine and twenty-one",
    summary:
      "The 9/21 EMA crossing on an hourly currency pair, minus the crossings that happen on no volume or by a hair's breadth.",
    description: readDescription("14-hourly-nine-twenty-one.md"),
    tags: ["forex", "trend-following", "moving-average", "intraday", "long-short"],
    price: { amountMinor: "49900", currency: "INR" },
    refundDays: 14,
    createdDaysAgo: 87,
  },
  {
    creatorKey: "meera",
    name: "Volume thrust day",
    versions: [
      {
        version: "1.0.0",
        file: "15-volume-thrust.json",
        changelog: "First release, free.",
        createdDaysAgo: 39,
      },
    ],
    title: "Volume thrust day",
    summary:
      "Twice the usual volume, a close above yesterday's high and in the top quarter of the day. Stop 6%, target 12%, twenty days.",
    description: readDescription("15-volume-thrust.md"),
    tags: ["stocks", "volume", "breakout", "daily", "long-only"],
    price: { amountMinor: "0", currency: "INR" },
    refundDays: 0,
    createdDaysAgo: 39,
  },
  {
    creatorKey: "meera",
    name: "Three soft closes",
    versions: [
      {
        version: "1.0.0",
        file: "29-three-soft-closes.json",
        changelog: "First release, after a listing of Kestrel Street.",
        createdDaysAgo: 25,
      },
    ],
    title: "Three soft closes",
    summary:
      "Three falling closes above a 150-day average, after somebody else's idea, with more patience and a larger position.",
    description: readDescription("29-three-soft-closes.md"),
    tags: ["index", "mean-reversion", "beginner", "no-parameters", "long-only"],
    price: { amountMinor: "0", currency: "INR" },
    refundDays: 0,
    createdDaysAgo: 25,
  },
];
