import type { Bars, MarketBars } from "../bars/bars.ts";
import { encodeBars } from "../bars/encode-bars.ts";
import { checkStrategy } from "../language/check.ts";
import type { Strategy } from "../language/schema.ts";
import { exampleDatasetId } from "../receipt/receipt.fixture.ts";
import type { ProofMarket } from "./proof-request.ts";
import { seededDraw } from "./random.ts";

const day = 86_400_000;
export const firstDay = Date.UTC(2015, 0, 1);

/** A seeded walk of daily bars, each opening where the one before closed; `drift` is a share for each bar. */
export function walkingBars(count: number, seed: number, drift = 0.0003): Bars {
  const draw = seededDraw(seed);
  const share = () => draw(1_000_000) / 1_000_000;
  const columns = Array.from({ length: 6 }, () => new Float64Array(count));
  const [at, open, high, low, close, volume] = columns;
  if (!at || !open || !high || !low || !close || !volume) throw new TypeError("six columns");
  let price = 100;
  for (let bar = 0; bar < count; bar += 1) {
    at[bar] = firstDay + bar * day;
    open[bar] = price;
    price *= 1 + drift + (share() - 0.5) * 0.04;
    close[bar] = price;
    high[bar] = Math.max(open[bar] ?? 0, price) * (1 + share() * 0.01);
    low[bar] = Math.min(open[bar] ?? 0, price) * (1 - share() * 0.01);
    volume[bar] = 1_000 + Math.floor(share() * 1_000);
  }
  return { at, open, high, low, close, volume };
}

export const market = (symbol: string, bars: Bars): MarketBars => ({ symbol, bars });

/** Daily bars as a proof is given them. */
export const stored = (symbol: string, bars: Bars): ProofMarket => ({
  symbol,
  timeframe: "1d",
  datasetId: exampleDatasetId,
  name: symbol,
  isSynthetic: true,
  bytes: encodeBars(bars),
});

/** Crossing averages with a stop, which trade often on a seeded walk; each test changes its own copy. */
export const crossingDocument = () => ({
  format: "boltz.strategy/1",
  name: "Crossing averages",
  style: "trend",
  market: { assetClass: "etfs", symbols: ["SPY"] },
  timeframe: "1d",
  params: {
    fast: { default: 5, min: 2, max: 20, step: 1 },
    slow: { default: 20, min: 10, max: 60, step: 5 },
  },
  indicators: {
    quick: { kind: "ema", source: "close", length: { param: "fast" } },
    calm: { kind: "ema", source: "close", length: { param: "slow" } },
  },
  long: {
    entry: {
      all: [
        { crossesAbove: [{ indicator: "quick" }, { indicator: "calm" }] },
        { gt: [{ price: "close" }, { price: "close", ago: 3 }] },
      ],
    },
    exit: { crossesBelow: [{ indicator: "quick" }, { indicator: "calm" }] },
    stop: { percent: 6 },
  },
  sizing: { method: "fixedFraction", percentOfEquity: 90 },
  costs: { commissionBps: 2, slippageBps: 3 },
});

export function checked(document: unknown): Strategy {
  const result = checkStrategy(document);
  if (!result.ok) throw new TypeError(JSON.stringify(result.issues));
  return result.strategy;
}
