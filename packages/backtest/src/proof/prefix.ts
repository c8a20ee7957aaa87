import type { GateCheck } from "@boltz/contract";
import { type Bars, firstBars, type MarketBars } from "../bars/bars.ts";
import type { BacktestResult, Trade } from "../engine/result.ts";
import { conditionsOf } from "../engine/rules-of.ts";
import { runBacktest } from "../engine/run-backtest.ts";
import type { Strategy } from "../language/schema.ts";
import { momentText } from "./bar-times.ts";
import { documentPath } from "./document-path.ts";
import { type LeafReading, leafReadings } from "./leaf-readings.ts";
import { type Draw, seededDraw } from "./random.ts";

export interface PrefixInput {
  strategy: Strategy;
  markets: readonly MarketBars[];
  /** What is examined; the engine's own run unless said. */
  run?: ((strategy: Strategy, bars: Bars) => BacktestResult) | undefined;
  /** Cuts for each market. */
  cuts: number;
  seed: number;
  onProgress?: ((share: number) => void) | undefined;
}

/** What came out otherwise because of later bars: at which bar, which comparison if one is to blame, and in words. */
interface Change {
  bar: number;
  path: string | null;
  what: string;
}

/**
 * Holds that nothing decided at a bar depends on a later one. Each market is cut at drawn bars and right after trades; what
 * follows is left out for what the rules read, and replaced by another bar for the run, so that orders for the next open show.
 */
export function prefixInvariance(input: PrefixInput): GateCheck {
  const { strategy, markets, seed } = input;
  const draw = seededDraw(seed);
  let places = 0;
  for (const [place, market] of markets.entries()) {
    const judge = judgeOf(input, market.bars);
    const cuts = cutsOf(market.bars, judge.trades, input.cuts, draw);
    for (const [step, cut] of cuts.entries()) {
      input.onProgress?.((place + step / cuts.length) / markets.length);
      const change = judge.changeAt(cut, (places + step) % 2 === 0 ? 1.5 : 0.5);
      if (change !== null) return caught(strategy, market, change);
    }
    places += cuts.length;
  }
  if (places === 0)
    return { check: "prefix", passed: false, sentence: "There are too few bars to cut.", issues: [] };
  const sentence = `Cut at ${places} places, nothing that was decided before a cut depends on what came after it.`;
  return { check: "prefix", passed: true, sentence, issues: [] };
}

function judgeOf({ strategy, run = runBacktest }: PrefixInput, bars: Bars) {
  const whole = run(strategy, bars);
  const readWhole = leafReadings(strategy, bars);
  return {
    trades: whole.trades,
    changeAt: (cut: number, factor: number): Change | null => {
      const readCut = leafReadings(strategy, firstBars(bars, cut));
      const reading = readingChange(readWhole(cut - 1), readCut(cut - 1), cut - 1);
      return reading ?? runChange(whole, run(strategy, withOtherFuture(bars, cut, factor)), cut);
    },
  };
}

/** Up to `count` bars to cut at, ascending: the first half right after trades were decided or filled, the rest anywhere. */
function cutsOf({ at }: Bars, trades: readonly Trade[], count: number, draw: Draw): number[] {
  const last = at.length - 1;
  if (last < 2) return [];
  const moments = trades
    .flatMap(({ entryBar, exitBar }) => [entryBar, entryBar + 1, exitBar ?? entryBar])
    .filter((bar) => bar >= 1 && bar <= last);
  const cuts = new Set<number>();
  for (let cut = 0; cut < count; cut += 1) {
    const isAtTrade = cut * 2 < count && moments.length > 0;
    const early = Math.floor(last / 4);
    cuts.add(isAtTrade ? (moments[draw(moments.length)] ?? 1) : 1 + early + draw(last - early));
  }
  return [...cuts].toSorted((a, b) => a - b);
}

/** The bars before `cut`, and at it one that never was: flat, at a multiple of the last close. */
function withOtherFuture(bars: Bars, cut: number, factor: number): Bars {
  const price = (bars.close[cut - 1] ?? 1) * factor;
  const volume = (bars.volume[cut - 1] ?? 0) * factor + 1;
  const end = (column: Float64Array, value: number) => {
    const own = column.slice(0, cut + 1);
    own[cut] = value;
    return own;
  };
  return {
    at: bars.at.subarray(0, cut + 1),
    open: end(bars.open, price),
    high: end(bars.high, price),
    low: end(bars.low, price),
    close: end(bars.close, price),
    volume: end(bars.volume, volume),
  };
}

function readingChange(whole: LeafReading[], cut: LeafReading[], bar: number): Change | null {
  for (const [place, { path, left, right }] of whole.entries()) {
    const other = cut[place];
    if (Object.is(left, other?.left) && Object.is(right, other?.right)) continue;
    return { bar, path, what: "a condition reads other values" };
  }
  return null;
}

/** The earliest difference of two runs before bar `cut` opens: in what is held, in what it is worth, or in an order. */
function runChange(whole: BacktestResult, altered: BacktestResult, cut: number): Change | null {
  const changes = [curveChange(whole, altered, cut), orderChange(whole.trades, altered.trades, cut)];
  return changes.filter((change) => change !== null).toSorted((a, b) => a.bar - b.bar)[0] ?? null;
}

function curveChange(whole: BacktestResult, altered: BacktestResult, cut: number): Change | null {
  for (let bar = 0; bar < cut; bar += 1) {
    if (whole.exposed[bar] !== altered.exposed[bar])
      return { bar, path: null, what: "a position is held at other bars" };
    if (!Object.is(whole.equity[bar], altered.equity[bar]))
      return { bar, path: null, what: "the account is worth something else" };
  }
  return null;
}

function orderChange(whole: readonly Trade[], altered: readonly Trade[], cut: number): Change | null {
  const [before, after] = [decidedTrades(whole, cut), decidedTrades(altered, cut)];
  for (let place = 0; place < Math.max(before.length, after.length); place += 1) {
    const [one, other] = [before[place], after[place]];
    if (JSON.stringify(one) === JSON.stringify(other)) continue;
    const bars = [one?.signalBar, other?.signalBar].filter((bar) => bar !== undefined);
    return { bar: Math.min(...bars), path: null, what: "another order is given" };
  }
  return null;
}

/** What is settled of each trade before bar `cut` opens; of orders for that open only that they were given. */
function decidedTrades(trades: readonly Trade[], cut: number) {
  return trades
    .filter(({ entryBar }) => entryBar <= cut)
    .map(({ side, signalBar, entryBar, entryPrice, quantity, ...end }) => {
      const isLeft = end.exitBar !== null && end.exitBar < cut;
      const leavesNext = end.exitBar === cut && (end.reason === "exit" || end.reason === "maxBars");
      return {
        side,
        signalBar,
        entryBar,
        entry: entryBar < cut ? { entryPrice, quantity } : null,
        exit: isLeft ? end : leavesNext ? { reason: end.reason } : null,
      };
    });
}

function caught(strategy: Strategy, { symbol, bars }: MarketBars, { bar, path, what }: Change): GateCheck {
  const words = conditionsOf(strategy).find((condition) => condition.path === path)?.words;
  const message = "depends on bars that came later; read only bars that have closed";
  return {
    check: "prefix",
    passed: false,
    sentence: `On ${symbol}, what was decided at ${momentText(bars.at[bar])} changes with the bars after it: ${what}${words === undefined ? "" : ` (${words})`}. Rules may read only bars that have closed.`,
    issues: path === null ? [] : [{ path: documentPath(path), message }],
  };
}
