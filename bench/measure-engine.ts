import {
  type Bars,
  checkStrategy,
  resultHash,
  runBacktest,
  runPortfolio,
  type Strategy,
} from "@boltz/backtest";
import { DataFrame } from "data-forge";
import { backtest } from "grademark";

const day = 86_400_000;
const number = (value: number, digits = 2) => value.toLocaleString("en", { maximumFractionDigits: digits });

/** A walk of which each step is the next number of a small generator: the same bars in every run. */
const walk = (count: number, stepMs: number): Bars => {
  let seed = 20_260_401;
  const next = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0;
    return (seed >>> 0) / 2 ** 32;
  };
  const bars: Bars = {
    at: new Float64Array(count),
    open: new Float64Array(count),
    high: new Float64Array(count),
    low: new Float64Array(count),
    close: new Float64Array(count),
    volume: new Float64Array(count),
  };
  let price = 100;
  for (let bar = 0; bar < count; bar += 1) {
    const close = price * (1 + (next() - 0.4985) * 0.02);
    bars.at[bar] = Date.UTC(2000, 0, 3) + bar * stepMs;
    bars.open[bar] = price;
    bars.high[bar] = Math.max(price, close) * (1 + next() * 0.005);
    bars.low[bar] = Math.min(price, close) * (1 - next() * 0.005);
    bars.close[bar] = close;
    bars.volume[bar] = 1_000 + next() * 9_000;
    price = close;
  }
  return bars;
};

const checked = (document: unknown): Strategy => {
  const result = checkStrategy(document);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.strategy;
};

const head = { format: "boltz.strategy/1", style: "trend", params: {} };
const market = { assetClass: "etfs", symbols: ["WALK"] };
const whole = { method: "fixedFraction", percentOfEquity: 100 };

/** Five indicators, each read by a rule. */
const fiveIndicators = (timeframe: "1d" | "1m") =>
  checked({
    ...{ ...head, name: "Five indicators", market, timeframe },
    indicators: {
      fast: { kind: "ema", source: "close", length: 20 },
      slow: { kind: "sma", source: "close", length: 100 },
      strength: { kind: "rsi", source: "close", length: 14 },
      range: { kind: "atr", length: 14 },
      channel: { kind: "donchian", length: 55 },
    },
    long: {
      entry: {
        all: [
          { gt: [{ indicator: "fast" }, { indicator: "slow" }] },
          { lt: [{ indicator: "strength" }, 65] },
          { gt: [{ price: "close" }, { sub: [{ indicator: "slow" }, { indicator: "range" }] }] },
        ],
      },
      exit: { lt: [{ price: "close" }, { indicator: "channel", output: "lower", ago: 1 }] },
      stop: { atr: 3, length: 14 },
    },
    sizing: whole,
    costs: { commissionBps: 1, slippageBps: 1 },
  });

const averageLength = 30;
const [below, above] = [0.98, 1.02];
/**
 * In well below the average, out well above it, at the next open, without costs. The band is so wide that nobody enters
 * on the bar of an exit, on which grademark decides nothing.
 */
const belowAverage = checked({
  ...{ ...head, name: "Below the average", market, timeframe: "1d" },
  indicators: { average: { kind: "sma", source: "close", length: averageLength } },
  long: {
    entry: { lt: [{ price: "close" }, { mul: [below, { indicator: "average" }] }] },
    exit: { gt: [{ price: "close" }, { mul: [above, { indicator: "average" }] }] },
  },
  sizing: whole,
  costs: { commissionBps: 0, slippageBps: 0 },
});

/** The median of several runs, in milliseconds, after some that warm the compiler up. */
const medianMs = (work: () => unknown, runs: number): number => {
  for (let run = 0; run < Math.min(runs, 5); run += 1) work();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return times[Math.floor(runs / 2)] ?? Number.NaN;
};

const averages = (close: Float64Array): number[] =>
  Array.from(close, (_, bar) =>
    bar + 1 < averageLength
      ? Number.NaN
      : close.subarray(bar + 1 - averageLength, bar + 1).reduce((sum, value) => sum + value, 0) /
        averageLength,
  );

/** The bars as grademark takes them, with the average computed already. */
const frameOf = (bars: Bars) => {
  const average = averages(bars.close);
  const at = (column: Float64Array, bar: number) => column[bar] ?? Number.NaN;
  const rows = Array.from({ length: bars.at.length }, (_, bar) => ({
    time: new Date(at(bars.at, bar)),
    open: at(bars.open, bar),
    high: at(bars.high, bar),
    low: at(bars.low, bar),
    close: at(bars.close, bar),
    volume: at(bars.volume, bar),
    average: average[bar] ?? Number.NaN,
  }));
  return new DataFrame(rows.slice(averageLength - 1));
};

const compareWithGrademark = (bars: Bars): void => {
  const frame = frameOf(bars).bake();
  type Row = typeof frame extends { first(): infer R } ? R : never;
  const theirs = () =>
    backtest<Row, Row, object, number>(
      {
        entryRule: (enter, { bar }) => {
          if (bar.close < below * bar.average) enter();
        },
        exitRule: (exit, { bar }) => {
          if (bar.close > above * bar.average) exit();
        },
      },
      frame,
    );
  const ours = () => runBacktest(belowAverage, bars);
  const growth = ours()
    .trades.filter(({ exitPrice }) => exitPrice !== null)
    .map(({ entryPrice, exitPrice }) => (exitPrice ?? entryPrice) / entryPrice);
  const theirTrades = theirs();
  const same =
    growth.length > 0 &&
    growth.every((value, trade) => Math.abs((theirTrades[trade]?.growth ?? 0) - value) < 1e-12);
  const [oursMs, theirsMs] = [medianMs(ours, 51), medianMs(theirs, 11)];
  console.log(
    `the same rule on ${number(bars.at.length)} bars: ${number(oursMs)} ms here with its average, ${number(theirsMs)} ms in grademark 0.3.0 ` +
      `with the average given (${number(theirsMs / oursMs, 0)} times); ${growth.length} closed trades, ${same ? "the same" : "NOT the same"} in both`,
  );
};

/** Prints how fast strategies are run, on one core. */
export const measureEngine = ({ minuteBars }: { minuteBars: number }): void => {
  const daily = walk(5_000, day);
  const strategy = fiveIndicators("1d");
  const market = [{ symbol: "WALK", bars: daily }];
  console.log(
    `\nengine, 5,000 daily bars, 5 indicators: ${number(medianMs(() => runBacktest(strategy, daily), 101))} ms (target 5 ms), ` +
      `with the hash of the result ${number(medianMs(() => resultHash(runPortfolio(strategy, market)), 51))} ms`,
  );
  compareWithGrademark(daily);
  const minutes = walk(minuteBars, 60_000);
  const minuteStrategy = fiveIndicators("1m");
  const before = process.memoryUsage().arrayBuffers;
  const result = runBacktest(minuteStrategy, minutes);
  const held = process.memoryUsage().arrayBuffers - before;
  const ms = medianMs(() => runBacktest(minuteStrategy, minutes), 5);
  console.log(
    `engine, ${number(minuteBars)} one-minute bars, 5 indicators: ${number(ms, 0)} ms (target 1,000 ms for 1,000,000), ` +
      `${result.trades.length} trades, ${number(held / minuteBars, 0)} bytes a bar beside the bars' own 48`,
  );
};
