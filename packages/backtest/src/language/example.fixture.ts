/** A document that uses most of the language once; each test spoils its own copy. */
export const exampleDocument = () => ({
  format: "boltz.strategy/1",
  name: "Channel breakout",
  style: "breakout",
  market: { assetClass: "etfs", symbols: ["SPY", "GLD"] },
  timeframe: "1d",
  params: {
    entryBars: { default: 55, min: 20, max: 100, step: 5 },
    stopAtr: { default: 2, min: 1, max: 4, step: 0.5 },
  },
  indicators: {
    channel: { kind: "donchian", length: { param: "entryBars" } },
    exitChannel: { kind: "donchian", length: 20 },
    trend: { kind: "macd", source: "close", fast: 12, slow: 26, signal: 9 },
    range: { kind: "atr", length: 20 },
  },
  long: {
    entry: {
      all: [
        { gt: [{ price: "close" }, { indicator: "channel", output: "upper", ago: 1 }] },
        {
          any: [
            {
              gt: [
                { indicator: "trend", output: "macd" },
                { indicator: "trend", output: "signal" },
              ],
            },
            {
              not: {
                lt: [
                  { price: "close" },
                  { sub: [{ price: "high", ago: 1 }, { mul: [2, { indicator: "range" }] }] },
                ],
              },
            },
          ],
        },
      ],
    },
    exit: { lt: [{ price: "close" }, { indicator: "exitChannel", output: "lower", ago: 1 }] },
    stop: { atr: { param: "stopAtr" }, length: 20 },
  },
  sizing: { method: "riskPerTrade", percentOfEquity: 1 },
  costs: { commissionBps: 5, slippageBps: 3 },
});
