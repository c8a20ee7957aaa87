import type { AttachedFigures } from "@boltz/contract";
import type { FreqtradeResult, FreqtradeTrade } from "./freqtrade-result.ts";

/** A closed trade with the profit that its own rates, amount and fees give. */
export interface ClosedTrade {
  closeAt: number;
  profit: number;
  /** Of the money that was put in. */
  profitRatio: number;
  /** False where its rates alone do not tell its profit, so that the file's word is taken. */
  isRecomputed: boolean;
  openValue: number;
}

const recomputable = ({ orders, fee_open, fee_close }: FreqtradeTrade): boolean =>
  (orders?.length ?? 0) <= 2 && fee_open != null && fee_close != null;

/** Freqtrade's own rule: fees raise what is paid and lower what is got, and funding is added. */
const closedTrade = (trade: FreqtradeTrade): ClosedTrade => {
  const { amount, open_rate, close_rate, is_short, closeAt } = trade;
  const sign = is_short ? -1 : 1;
  const openValue = amount * open_rate * (1 + sign * (trade.fee_open ?? 0));
  const closeValue = amount * close_rate * (1 - sign * (trade.fee_close ?? 0));
  const isRecomputed = recomputable(trade);
  const profit = isRecomputed
    ? sign * (closeValue - openValue) + (trade.funding_fees ?? 0)
    : trade.profit_abs;
  const ownMoney = openValue / (trade.leverage ?? 1);
  const stake = isRecomputed ? ownMoney : (trade.max_stake_amount ?? trade.stake_amount ?? ownMoney);
  return { closeAt, profit, profitRatio: stake > 0 ? profit / stake : 0, isRecomputed, openValue };
};

export const closedTrades = (trades: readonly FreqtradeTrade[]): ClosedTrade[] => trades.map(closedTrade);

export interface Fall {
  /** The deepest, as a share of the highest balance before it. */
  relative: number;
  /** As a share, of the fall that lost the most money. */
  ofLargest: number;
  peak: number;
  trough: number;
}

/** The falls of a balance, in the order in which it changed. Places count into `balances`. */
export const fallsOf = (balances: readonly number[]): Fall => {
  const fall: Fall = { relative: 0, ofLargest: 0, peak: 0, trough: 0 };
  let [highest, highestAt, largest] = [balances[0] ?? 0, 0, 0];
  for (const [place, balance] of balances.entries()) {
    if (balance > highest) [highest, highestAt] = [balance, place];
    const lost = highest - balance;
    const relative = highest > 0 ? lost / highest : 0;
    if (lost > largest) [largest, fall.ofLargest] = [lost, relative];
    if (relative > fall.relative) [fall.relative, fall.peak, fall.trough] = [relative, highestAt, place];
  }
  return fall;
};

interface Curve {
  at: number[];
  equity: number[];
}

/** The balance after each moment at which trades closed, from the backtest's beginning to its end. */
const balanceCurve = ({ startBalance, startAt, endAt }: FreqtradeResult, trades: readonly ClosedTrade[]) => {
  const curve: Curve = { at: [startAt], equity: [startBalance] };
  let balance = startBalance;
  const byMoment = Map.groupBy(
    trades.toSorted((a, b) => a.closeAt - b.closeAt),
    ({ closeAt }) => closeAt,
  );
  for (const [at, closed] of byMoment) {
    balance += sum(closed.map(({ profit }) => profit));
    curve.at.push(at);
    curve.equity.push(balance);
  }
  if ((curve.at.at(-1) ?? 0) < endAt) {
    curve.at.push(endAt);
    curve.equity.push(balance);
  }
  return curve;
};

const buckets = 400;

/** Few enough points to draw: of each stretch the lowest and the highest, and the deepest fall itself. */
const thinned = ({ at, equity }: Curve, { peak, trough }: Fall): Curve => {
  if (equity.length <= 2 * buckets) return { at, equity };
  const kept = new Set([0, equity.length - 1, peak, trough]);
  const size = Math.ceil(equity.length / buckets);
  for (let start = 0; start < equity.length; start += size) {
    const stretch = equity.slice(start, start + size);
    kept.add(start + stretch.indexOf(stretch.reduce((a, b) => Math.min(a, b))));
    kept.add(start + stretch.indexOf(stretch.reduce((a, b) => Math.max(a, b))));
  }
  const places = [...kept].sort((a, b) => a - b);
  const pick = (column: readonly number[]) => places.map((place) => column[place] ?? 0);
  return { at: pick(at), equity: pick(equity) };
};

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

type RecomputedFigures = Omit<AttachedFigures, "disagreements" | "files">;

/**
 * What the trades of another engine's result add up to. Ratios are plain numbers; `expectancy` is the mean
 * trade as a share of the money put in. The balance changes when trades close, so falls within a trade are not seen.
 */
export const recomputeFigures = (
  result: FreqtradeResult,
  trades: readonly ClosedTrade[],
): RecomputedFigures => {
  const curve = balanceCurve(result, trades);
  const falls = fallsOf(curve.equity);
  const gains = sum(trades.map(({ profit }) => Math.max(profit, 0)));
  const losses = sum(trades.map(({ profit }) => Math.max(-profit, 0)));
  return {
    engine: "freqtrade",
    from: new Date(result.startAt).toISOString(),
    to: new Date(Math.max(result.endAt, curve.at.at(-1) ?? 0)).toISOString(),
    startBalance: result.startBalance,
    totalReturn: ((curve.equity.at(-1) ?? 0) - result.startBalance) / result.startBalance,
    maxDrawdown: falls.relative,
    trades: trades.length,
    winRate: trades.filter(({ profit }) => profit > 0).length / trades.length,
    profitFactor: losses > 0 ? gains / losses : null,
    expectancy: sum(trades.map(({ profitRatio }) => profitRatio)) / trades.length,
    equity: thinned(curve, falls),
  };
};
