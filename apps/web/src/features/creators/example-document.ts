/** A small whole strategy to start from. */
export const exampleDocument = `{
  "format": "boltz.strategy/1",
  "name": "Golden cross",
  "style": "trend",
  "market": { "assetClass": "etfs", "symbols": ["SPY"] },
  "timeframe": "1d",
  "params": {
    "fast": { "default": 50, "min": 20, "max": 100, "step": 5 },
    "slow": { "default": 200, "min": 120, "max": 300, "step": 10 }
  },
  "indicators": {
    "fastAverage": {
      "kind": "sma",
      "source": "close",
      "length": { "param": "fast" }
    },
    "slowAverage": {
      "kind": "sma",
      "source": "close",
      "length": { "param": "slow" }
    }
  },
  "long": {
    "entry": {
      "crossesAbove": [
        { "indicator": "fastAverage" },
        { "indicator": "slowAverage" }
      ]
    },
    "exit": {
      "crossesBelow": [
        { "indicator": "fastAverage" },
        { "indicator": "slowAverage" }
      ]
    },
    "stop": { "percent": 8 }
  },
  "sizing": { "method": "fixedFraction", "percentOfEquity": 95 },
  "costs": { "commissionBps": 5, "slippageBps": 3 }
}
`;
