import type { MarketBars } from "../bars/bars.ts";
import type { PortfolioResult, Trade } from "../engine/result.ts";
import { barsHeld } from "./trade-figures.ts";

export const day = 86_400_000;

/** Bars of which only their times matter: figures are of worths and trades, not of prices. */
export const marketAt = (symbol: string, at: number[]): MarketBars => ({
  symbol,
  bars: {
    at: Float64Array.from(at),
    open: new Float64Array(at.length),
    high: new Float64Array(at.length),
    low: new Float64Array(at.length),
    close: new Float64Array(at.length),
    volume: new Float64Array(at.length),
  },
});

/** A closed long trade; what matters to a test is said by it. */
export const tradeOf = (known: Partial<Trade>): Trade => ({
  side: "long",
  signalBar: (known.entryBar ?? 1) - 1,
  entryBar: 1,
  entryPrice: 10,
  quantity: 1,
  exitBar: 2,
  exitPrice: 10,
  reason: "exit",
  costs: 0,
  profit: 0,
  ...known,
});

/** One symbol's run as a whole account, with bars a day apart from the first of 2020 on. */
export function runOf(symbol: string, equity: number[], trades: Trade[] = []): PortfolioResult {
  const exposed = new Uint8Array(equity.length);
  for (const trade of trades) {
    exposed.fill(1, trade.entryBar, trade.entryBar + barsHeld(trade, equity.length - 1));
  }
  const worths = Float64Array.from(equity);
  return {
    at: Float64Array.from(equity, (_, bar) => Date.UTC(2020, 0, 1) + bar * day),
    equity: worths,
    sleeves: [{ symbol, result: { trades, equity: worths, exposed, traded: 0, costs: 0 } }],
  };
}
