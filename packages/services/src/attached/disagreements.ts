import type { AttachedFigures } from "@boltz/contract";
import type { Claims, FreqtradeResult } from "./freqtrade-result.ts";
import { type ClosedTrade, type Fall, fallsOf, sum } from "./recompute.ts";

type Disagreement = AttachedFigures["disagreements"][number];

/** Sums of floats, and what other versions rounded, differ by less than this. */
const rounding = 1e-4;
const tradesNamed = 20;

interface Expected {
  figure: keyof Claims;
  recomputed: number;
  /** Below and above which the claim is wrong; the same twice for what has one answer. */
  between?: [number, number];
  /** How far a claim may be off. */
  slack: number;
}

/** Every figure that the file claims and its own trades do not bear out, beyond rounding. */
export const findDisagreements = (
  { trades, claims, startBalance }: FreqtradeResult,
  closed: readonly ClosedTrade[],
): Disagreement[] => {
  const wrongTrades = closed.flatMap(({ profit, isRecomputed, openValue }, place): Disagreement[] => {
    const claimed = trades[place]?.profit_abs ?? profit;
    const isFar = Math.abs(claimed - profit) > rounding * openValue;
    return isRecomputed && isFar
      ? [{ figure: `trades[${place}].profit_abs`, claimed, recomputed: profit }]
      : [];
  });
  return [
    ...expectedOf(closed, startBalance, claims).flatMap((expected) => compare(claims, expected)),
    ...wrongTrades.slice(0, tradesNamed),
  ];
};

const compare = (claims: Claims, { figure, recomputed, between, slack }: Expected): Disagreement[] => {
  const claimed = claims[figure];
  if (claimed == null) return [];
  const [least, most] = between ?? [recomputed, recomputed];
  return claimed < least - slack || claimed > most + slack ? [{ figure, claimed, recomputed }] : [];
};

const expectedOf = (closed: readonly ClosedTrade[], start: number, claims: Claims): Expected[] => {
  const profits = closed.map(({ profit }) => profit);
  const [won, lost] = [profits.filter((profit) => profit > 0), profits.filter((profit) => profit < 0)];
  const [total, gains, losses] = [sum(profits), sum(won), -sum(lost)];
  const count = (figure: keyof Claims, recomputed: number) => ({ figure, recomputed, slack: 0 });
  const near = (figure: keyof Claims, recomputed: number, scale: number) => ({
    ...{ figure, recomputed },
    slack: rounding * (scale + Math.abs(recomputed)),
  });
  const ratio = (figure: keyof Claims, recomputed: number) => near(figure, recomputed, 1);
  const money = (figure: keyof Claims, recomputed: number) => near(figure, recomputed, start);
  return [
    count("total_trades", closed.length),
    count("wins", won.length),
    count("losses", lost.length),
    count("draws", closed.length - won.length - lost.length),
    ratio("winrate", won.length / closed.length),
    ratio("profit_total", total / start),
    money("profit_total_abs", total),
    money("final_balance", start + total),
    // Without a loss the engine writes 0.
    ratio("profit_factor", losses > 0 ? gains / losses : 0),
    // Older versions gave this name to a ratio, and had no other one.
    ...(claims.expectancy_ratio == null ? [] : [money("expectancy", total / closed.length)]),
    ...drawdownsOf(closed, start),
  ];
};

/** Trades that close at one moment have no order, so the deepest fall lies between what their orders give. */
const drawdownsOf = (closed: readonly ClosedTrade[], start: number): Expected[] => {
  const moments = [...Map.groupBy(closed, ({ closeAt }) => closeAt)]
    .sort(([a], [b]) => a - b)
    .map(([, together]) => together.map(({ profit }) => profit));
  const least = fallsOf(balancesOf(start, moments.map(sum)));
  const lossesFirst = moments.flatMap((profits) => profits.toSorted((a, b) => a - b));
  const gainsFirst = moments.flatMap((profits) => profits.toSorted((a, b) => b - a));
  const falls = [least, fallsOf(balancesOf(start, lossesFirst)), fallsOf(balancesOf(start, gainsFirst))];
  const expected = (figure: keyof Claims, of: (fall: Fall) => number): Expected => ({
    figure,
    recomputed: of(least),
    between: [Math.min(...falls.map(of)), Math.max(...falls.map(of))],
    slack: rounding,
  });
  return [
    expected("max_drawdown_account", ({ ofLargest }) => ofLargest),
    expected("max_relative_drawdown", ({ relative }) => relative),
  ];
};

const balancesOf = (start: number, profits: readonly number[]): number[] => {
  let balance = start;
  const balances = [start];
  for (const profit of profits) {
    balance += profit;
    balances.push(balance);
  }
  return balances;
};
