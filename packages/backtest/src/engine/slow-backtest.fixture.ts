import type { Bars } from "../bars/bars.ts";
import { defaultValues } from "../language/params.ts";
import type { Distance, Side, Strategy } from "../language/schema.ts";
import { type SideName, sideNames } from "../language/walk.ts";
import { barsPerYear } from "../metrics/bars-per-year.ts";
import type { BacktestOptions, BacktestResult, ExitReason, Trade } from "./result.ts";
import { atr, type Bar } from "./slow-indicators.fixture.ts";
import { SlowRules } from "./slow-rules.fixture.ts";

const noise = 1e-11;

/** A result, and whether it hung on a difference that rounding alone can make. */
export interface SlowResult extends BacktestResult {
  isUnsure: boolean;
}

const rowsOf = (bars: Bars): Bar[] =>
  Array.from(bars.at, (_, bar) => ({
    open: bars.open[bar] ?? Number.NaN,
    high: bars.high[bar] ?? Number.NaN,
    low: bars.low[bar] ?? Number.NaN,
    close: bars.close[bar] ?? Number.NaN,
    volume: bars.volume[bar] ?? Number.NaN,
  }));

/**
 * The rules of docs/engine.md told a second time, for holding the engine against. It keeps nothing but the list of trades:
 * levels, the best price, the account's worth and every indicator are worked out anew whenever they are asked for.
 */
export function slowBacktest(strategy: Strategy, columns: Bars, options: BacktestOptions = {}): SlowResult {
  return new SlowRun(strategy, rowsOf(columns), options).run();
}

class SlowRun {
  readonly #strategy: Strategy;
  readonly #bars: Bar[];
  readonly #rules: SlowRules;
  readonly #initialEquity: number;
  readonly #dropped: ReadonlySet<string>;
  readonly #trades: Trade[] = [];
  #fills: { bar: number; volume: number; costs: number }[] = [];

  constructor(
    strategy: Strategy,
    bars: Bar[],
    { values, initialEquity = 100_000, dropped }: BacktestOptions,
  ) {
    this.#strategy = strategy;
    this.#bars = bars;
    this.#rules = new SlowRules(strategy, bars, { ...defaultValues(strategy), ...values });
    this.#initialEquity = initialEquity;
    this.#dropped = dropped ?? new Set();
  }

  run(): SlowResult {
    const equity = new Float64Array(this.#bars.length);
    let leaving: ExitReason | undefined;
    let entering: SideName | undefined;
    for (const [at, bar] of this.#bars.entries()) {
      const held = this.#held();
      if (held !== undefined && leaving !== undefined) this.#leave(held, at, bar.open, leaving);
      if (entering !== undefined) this.#enter(entering, at);
      this.#leaveInside(at);
      [leaving, entering] = [undefined, undefined];

      const worth = this.#worth(at);
      this.#rules.weigh(worth, 0, noise * this.#initialEquity);
      const stillHeld = this.#held();
      if (worth <= 0) {
        if (stillHeld !== undefined) this.#leave(stillHeld, at, bar.close, "ruin");
        break;
      }
      equity[at] = worth;
      if (stillHeld === undefined) entering = this.#wanted(at);
      else {
        leaving = this.#reasonToLeave(stillHeld, at);
        const wanted = this.#wanted(at);
        if (leaving !== undefined && wanted !== stillHeld.side) entering = wanted;
      }
    }
    const exposed = Uint8Array.from(this.#bars, (_, at) =>
      Number(this.#trades.some((trade) => trade.entryBar <= at && at <= (trade.exitBar ?? at))),
    );
    const total = (part: "volume" | "costs") => this.#fills.reduce((sum, fill) => sum + fill[part], 0);
    const { isUnsure } = this.#rules;
    for (const trade of this.#trades)
      if (trade.exitBar === null) trade.profit = this.#openProfit(trade, this.#bars.length - 1);
    return {
      trades: this.#trades,
      equity,
      exposed,
      traded: total("volume"),
      costs: total("costs"),
      isUnsure,
    };
  }

  #held = (): Trade | undefined => this.#trades.find((trade) => trade.exitBar === null);

  #side(name: SideName): Side | undefined {
    return this.#strategy[name];
  }

  /** The one side whose entry holds at a close and whose distances are known there. */
  #wanted(at: number): SideName | undefined {
    const asking = sideNames.filter((name) => this.#isEntry(name, at));
    const [name] = asking;
    if (name === undefined || asking.length > 1) return undefined;
    const measured = ["stop", "target", "trailingStop"] as const;
    const needed = measured.filter((kind) => {
      const sizes = kind === "stop" && this.#strategy.sizing.method === "riskPerTrade";
      return sizes || !this.#dropped.has(`${name}.${kind}`);
    });
    const isKnown = needed.every((kind) => {
      const distance = this.#side(name)?.[kind];
      return distance === undefined || this.#distance(distance, 1, at) !== undefined;
    });
    return isKnown ? name : undefined;
  }

  #isEntry(name: SideName, at: number): boolean {
    const entry = this.#side(name)?.entry;
    if (entry === undefined) return false;
    if (!("all" in entry)) return this.#dropped.has(`${name}.entry`) || this.#rules.holds(entry, at) === true;
    return entry.all.every(
      (part, place) =>
        this.#dropped.has(`${name}.entry.all.${place}`) || this.#rules.holds(part, at) === true,
    );
  }

  #reasonToLeave({ side, entryBar }: Trade, at: number): ExitReason | undefined {
    const { exit, maxBars } = this.#side(side) ?? {};
    if (exit !== undefined && !this.#dropped.has(`${side}.exit`) && this.#rules.holds(exit, at) === true)
      return "exit";
    if (maxBars === undefined || this.#dropped.has(`${side}.maxBars`)) return undefined;
    return at - entryBar + 1 >= this.#rules.numberOf(maxBars) ? "maxBars" : undefined;
  }

  /** A distance from a price, as it is at a signal's close. */
  #distance(distance: Distance, price: number, signalBar: number): number | undefined {
    if ("percent" in distance) return price * (this.#rules.numberOf(distance.percent) / 100);
    const range = atr(this.#bars.slice(0, signalBar + 1), this.#rules.numberOf(distance.length));
    return range === undefined ? undefined : this.#rules.numberOf(distance.atr) * range;
  }

  #enter(side: SideName, at: number): void {
    const { commissionBps, slippageBps } = this.#strategy.costs;
    const { open } = this.#bars[at] ?? { open: Number.NaN };
    const entryPrice = side === "long" ? open * (1 + slippageBps / 1e4) : open * (1 - slippageBps / 1e4);
    const equity = this.#worth(at - 1, at);
    const quantity = this.#quantity(side, entryPrice, equity, at - 1);
    if (equity <= 0 || quantity === undefined) return;
    const commission = (quantity * entryPrice * commissionBps) / 1e4;
    const costs = commission + quantity * Math.abs(entryPrice - open);
    this.#fills.push({ bar: at, volume: quantity * entryPrice, costs });
    const open_ = { exitBar: null, exitPrice: null, reason: null, profit: 0 };
    this.#trades.push({ side, signalBar: at - 1, entryBar: at, entryPrice, quantity, costs, ...open_ });
  }

  #quantity(side: SideName, price: number, equity: number, signalBar: number): number | undefined {
    const { sizing, costs } = this.#strategy;
    const most = equity / price / (1 + costs.commissionBps / 1e4);
    if (sizing.method === "fixedFraction") return (most * this.#rules.numberOf(sizing.percentOfEquity)) / 100;
    if (sizing.method === "riskPerTrade") {
      const stop = this.#side(side)?.stop;
      const risk = stop === undefined ? undefined : this.#distance(stop, price, signalBar);
      if (risk === undefined) return undefined;
      const risked = (equity * this.#rules.numberOf(sizing.percentOfEquity)) / 100;
      return risk === 0 ? most : Math.min(most, risked / risk);
    }
    const closes = this.#bars.slice(0, signalBar + 1).map((bar) => bar.close);
    const returns = closes.slice(1).map((close, place) => close / (closes[place] ?? Number.NaN) - 1);
    const lookback = this.#rules.numberOf(sizing.lookback);
    if (returns.length < lookback) return undefined;
    const window = returns.slice(-lookback);
    const mean = window.reduce((sum, each) => sum + each, 0) / lookback;
    const variance = window.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (lookback - 1);
    const { timeframe, market } = this.#strategy;
    const yearly = Math.sqrt(variance * barsPerYear(timeframe, market.assetClass));
    const target = this.#rules.numberOf(sizing.annualPercent) / 100;
    return yearly <= target ? most : (most * target) / yearly;
  }

  /** Looks at the stop, the trailing stop and the target of whatever is held in this bar. */
  #leaveInside(at: number): void {
    const trade = this.#held();
    const bar = this.#bars[at];
    if (trade === undefined || bar === undefined) return;
    const { stop, target } = this.#levels(trade, at);
    const reached = (price: number, level: number | undefined, isFrom: "above" | "below") => {
      if (level === undefined) return false;
      this.#rules.weigh(price, level, noise * price);
      return isFrom === "above" ? price <= level : price >= level;
    };
    const [losing, winning, worst, best] =
      trade.side === "long"
        ? (["above", "below", bar.low, bar.high] as const)
        : (["below", "above", bar.high, bar.low] as const);
    if (stop !== undefined && reached(bar.open, stop.price, losing))
      this.#leave(trade, at, bar.open, stop.reason);
    else if (reached(bar.open, target, winning)) this.#leave(trade, at, bar.open, "target");
    else if (stop !== undefined && reached(worst, stop.price, losing))
      this.#leave(trade, at, stop.price, stop.reason);
    else if (target !== undefined && reached(best, target, winning)) this.#leave(trade, at, target, "target");
  }

  #levels(trade: Trade, at: number) {
    const { entryPrice, entryBar, signalBar, side } = trade;
    const isLong = side === "long";
    const gap = (kind: "stop" | "target" | "trailingStop", price: number) => {
      const distance = this.#dropped.has(`${side}.${kind}`) ? undefined : this.#side(side)?.[kind];
      return distance === undefined ? undefined : this.#distance(distance, price, signalBar);
    };
    const seen = this.#bars.slice(entryBar, at);
    const best = isLong
      ? Math.max(entryPrice, ...seen.map((bar) => bar.high))
      : Math.min(entryPrice, ...seen.map((bar) => bar.low));
    const behind = (price: number, distance: number) => (isLong ? price - distance : price + distance);
    const [fixed, trailing, ahead] = [
      gap("stop", entryPrice),
      gap("trailingStop", best),
      gap("target", entryPrice),
    ];
    const stops: { price: number; reason: ExitReason }[] = [];
    if (fixed !== undefined) stops.push({ price: behind(entryPrice, fixed), reason: "stop" });
    if (trailing !== undefined) stops.push({ price: behind(best, trailing), reason: "trailingStop" });
    const [one, other] = stops;
    if (one !== undefined && other !== undefined && best !== entryPrice)
      this.#rules.weigh(one.price, other.price, noise * best);
    stops.sort((a, b) => (isLong ? b.price - a.price : a.price - b.price));
    return { stop: stops[0], target: ahead === undefined ? undefined : behind(entryPrice, -ahead) };
  }

  #leave(trade: Trade, at: number, price: number, reason: ExitReason): void {
    const { commissionBps, slippageBps } = this.#strategy.costs;
    const exitPrice =
      trade.side === "long" ? price * (1 - slippageBps / 1e4) : price * (1 + slippageBps / 1e4);
    const volume = trade.quantity * exitPrice;
    const costs = (volume * commissionBps) / 1e4 + trade.quantity * Math.abs(exitPrice - price);
    this.#fills.push({ bar: at, volume, costs });
    const profit =
      this.#gain(trade, exitPrice) - ((trade.quantity * trade.entryPrice + volume) * commissionBps) / 1e4;
    Object.assign(trade, { exitBar: at, exitPrice, reason, profit, costs: trade.costs + costs });
  }

  #gain({ side, quantity, entryPrice }: Trade, price: number): number {
    return side === "long" ? quantity * (price - entryPrice) : quantity * (entryPrice - price);
  }

  #openProfit(trade: Trade, at: number): number {
    const paid = (trade.quantity * trade.entryPrice * this.#strategy.costs.commissionBps) / 1e4;
    return this.#gain(trade, this.#bars[at]?.close ?? Number.NaN) - paid;
  }

  /** The account at a close: what it began with and all that was won and lost, trades closed by `until` at their end. */
  #worth(at: number, until: number = at): number {
    const profits = this.#trades.map((trade) =>
      trade.exitBar !== null && trade.exitBar <= until ? trade.profit : this.#openProfit(trade, at),
    );
    return profits.reduce((sum, profit) => sum + profit, this.#initialEquity);
  }
}
