import type { BehaviourDiff } from "@boltz/contract";
import type { MarketBars } from "../bars/bars.ts";
import type { PortfolioResult } from "../engine/result.ts";
import { runPortfolio } from "../engine/run-portfolio.ts";
import { describeStrategy } from "../language/describe.ts";
import { ruleChanges } from "../language/rule-changes.ts";
import type { Strategy } from "../language/schema.ts";
import { drawdowns } from "../metrics/drawdowns.ts";
import { sharpeRatio } from "../metrics/ratios.ts";
import { growth, returnsOf } from "../metrics/returns.ts";
import { correlation } from "./correlation.ts";
import { unlessRefused } from "./refused-run.ts";

export interface BehaviourDiffInput {
  strategy: Strategy;
  markets: readonly MarketBars[];
  /** The run of `strategy` on `markets`. */
  result: PortfolioResult;
  previous: { version: string; strategy: Strategy };
  barsPerYear: number;
}

/**
 * How a version behaves against an earlier one on the same bars. A trade is the same when symbol, side and entry bar are; rules
 * are compared as sentences. Null where the earlier one traded other bars, of which there are none here.
 */
export function behaviourDiff(input: BehaviourDiffInput): BehaviourDiff | null {
  const { strategy, previous, result, barsPerYear } = input;
  const markets = marketsOf(previous.strategy, input.markets);
  if (markets === null || previous.strategy.timeframe !== strategy.timeframe) return null;
  const before = unlessRefused(() => runPortfolio(previous.strategy, markets));
  if (before === null) return null;

  const [tradesBefore, tradesNow] = [tradeKeys(before, markets), tradeKeys(result, input.markets)];
  const inBoth = [...tradesNow].filter((key) => tradesBefore.has(key)).length;
  return {
    from: previous.version,
    tradesInBoth: inBoth,
    tradesOnlyBefore: tradesBefore.size - inBoth,
    tradesOnlyNow: tradesNow.size - inBoth,
    correlation: correlation(returnsOf(worthAt(before, result.at)), returnsOf(result.equity)),
    before: summaryOf(before, tradesBefore.size, barsPerYear),
    now: summaryOf(result, tradesNow.size, barsPerYear),
    ...ruleChanges(describeStrategy(previous.strategy), describeStrategy(strategy)),
  };
}

/** The bars of each symbol that a strategy trades, in its order; null where one is missing. */
function marketsOf(strategy: Strategy, markets: readonly MarketBars[]): MarketBars[] | null {
  if (!("symbols" in strategy.market)) return null;
  const { symbols } = strategy.market;
  const found = symbols.flatMap((symbol) => markets.find((market) => market.symbol === symbol) ?? []);
  return found.length === symbols.length ? found : null;
}

function tradeKeys({ sleeves }: PortfolioResult, markets: readonly MarketBars[]): Set<string> {
  return new Set(
    sleeves.flatMap(({ symbol, result }) => {
      const at = markets.find((market) => market.symbol === symbol)?.bars.at;
      return result.trades.map(({ side, entryBar }) => `${symbol} ${side} ${at?.[entryBar]}`);
    }),
  );
}

/** What an account was worth at other moments than its own: what it was at the last one before, or what it began with. */
function worthAt({ at, equity }: PortfolioResult, moments: Float64Array): Float64Array {
  let place = -1;
  return moments.map((moment) => {
    while (place + 1 < at.length && (at[place + 1] ?? 0) <= moment) place += 1;
    return equity[Math.max(0, place)] ?? 0;
  });
}

const summaryOf = ({ equity }: PortfolioResult, trades: number, barsPerYear: number) => ({
  totalReturn: growth(equity[0] ?? 0, equity.at(-1) ?? 0),
  sharpe: sharpeRatio(returnsOf(equity), { periods: barsPerYear }),
  maxDrawdown: drawdowns(equity).depth,
  trades,
});
