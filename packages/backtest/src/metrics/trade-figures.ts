import type { Figures } from "@boltz/contract";
import type { Trade } from "../engine/result.ts";
import { finiteOrNull, meanOf } from "./moments.ts";

/** What was put into a position, in the account's unit: quantity × entry price. */
const stakeOf = (trade: Trade): number => trade.quantity * trade.entryPrice;

/** Profit after costs as a share of what was put in (quantity × entry price); 0 where nothing was. */
export const profitShareOf = (trade: Trade): number =>
  stakeOf(trade) > 0 ? trade.profit / stakeOf(trade) : 0;

/**
 * Bars in which a position was held: a bar at whose open it left by rule is not one, the bar that hit its stop or target
 * is. One that is open counts up to `lastBar`, the place of the last bar that was run.
 */
export function barsHeld(trade: Trade, lastBar: number): number {
  const leftAtOpen = trade.reason === "exit" || trade.reason === "maxBars";
  return (trade.exitBar ?? lastBar) - trade.entryBar + (leftAtOpen ? 0 : 1);
}

type TradeFigures = Pick<Figures, "trades" | "winRate" | "profitFactor" | "expectancy" | "averageBars">;

/** Figures of closed trades (open ones are not counted): share won, gross profit over gross loss, means. */
export function tradeFigures(trades: readonly Trade[]): TradeFigures {
  const closed = trades.filter((trade) => trade.exitBar !== null);
  let won = 0;
  let grossProfit = 0;
  let grossLoss = 0;
  for (const { profit } of closed) {
    if (profit > 0) won++;
    grossProfit += Math.max(0, profit);
    grossLoss += Math.max(0, -profit);
  }
  return {
    trades: closed.length,
    winRate: finiteOrNull(won / closed.length),
    profitFactor: finiteOrNull(grossProfit / grossLoss),
    expectancy: meanOf(closed.map(profitShareOf)),
    averageBars: meanOf(closed.map((trade) => barsHeld(trade, trade.entryBar))),
  };
}
