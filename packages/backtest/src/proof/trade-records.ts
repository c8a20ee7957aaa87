import type { TradeRecord } from "@boltz/contract";
import type { MarketBars } from "../bars/bars.ts";
import type { PortfolioResult, Trade } from "../engine/result.ts";
import { whyAt } from "../engine/why-at.ts";
import type { Strategy } from "../language/schema.ts";
import { type SideName, sidesOf } from "../language/walk.ts";
import { barsHeld, profitShareOf } from "../metrics/trade-figures.ts";
import { isoTime } from "./bar-times.ts";
import { type Boundaries, segmentAt, spansOf } from "./segments.ts";

const mostTrades = 5_000;

export interface TradeRecordsInput extends Boundaries {
  strategy: Strategy;
  markets: readonly MarketBars[];
  result: PortfolioResult;
}

/** The newest 5,000 trades, oldest first: when, at what price, in which part of the record, and how each condition stood. */
export function tradeRecords(input: TradeRecordsInput): TradeRecord[] {
  const { markets, result } = input;
  const entryAt = ({ market, trade }: { market: MarketBars; trade: Trade }) =>
    market.bars.at[trade.entryBar] ?? 0;
  const kept = result.sleeves
    .flatMap(({ symbol, result: { trades } }) => {
      const market = markets.find((each) => each.symbol === symbol);
      return market === undefined ? [] : trades.map((trade) => ({ market, trade }));
    })
    .toSorted((a, b) => entryAt(a) - entryAt(b))
    .slice(-mostTrades);

  // One market after another, so that what the rules read is in memory for one of them at a time.
  const records = new Map<Trade, TradeRecord>();
  for (const market of markets) {
    const own = kept.filter((each) => each.market === market).map(({ trade }) => trade);
    for (const [trade, record] of recordsOf(input, market, own)) records.set(trade, record);
  }
  return kept.flatMap(({ trade }) => records.get(trade) ?? []);
}

type Traces = TradeRecord["why"]["entry"];
type Why = Record<"entry" | "exit", (bar: number) => Traces>;

function recordsOf(
  { strategy, ...boundaries }: TradeRecordsInput,
  { symbol, bars }: MarketBars,
  trades: readonly Trade[],
): [Trade, TradeRecord][] {
  const spans = spansOf(bars.at, boundaries);
  const lastBar = bars.at.length - 1;
  return sidesOf(strategy).flatMap(({ name }) => {
    const own = trades.filter(({ side }) => side === name);
    if (own.length === 0) return [];
    const why = whyOf(strategy, { symbol, bars }, name);
    return own.map((trade): [Trade, TradeRecord] => {
      const { exitBar } = trade;
      return [
        trade,
        {
          symbol,
          side: trade.side,
          segment: segmentAt(spans, trade.entryBar),
          signalAt: isoTime(bars.at[trade.signalBar]),
          entryAt: isoTime(bars.at[trade.entryBar]),
          entryPrice: trade.entryPrice,
          quantity: trade.quantity,
          exitAt: exitBar === null ? null : isoTime(bars.at[exitBar]),
          exitPrice: trade.exitPrice,
          reason: trade.reason,
          profit: trade.profit,
          profitShare: profitShareOf(trade),
          bars: barsHeld(trade, lastBar),
          why: {
            entry: why.entry(trade.signalBar),
            exit: trade.reason === "exit" && exitBar !== null ? why.exit(exitBar - 1) : [],
          },
        },
      ];
    });
  });
}

const whyOf = (strategy: Strategy, { bars }: MarketBars, side: SideName): Why => ({
  entry: whyAt(strategy, bars, {}, side, "entry"),
  exit: whyAt(strategy, bars, {}, side, "exit"),
});
