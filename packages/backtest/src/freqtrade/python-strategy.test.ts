import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { columnsOf } from "../engine/columns.ts";
import { strategies } from "../engine/documents.fixture.ts";
import type { Trade } from "../engine/result.ts";
import { runBacktest } from "../engine/run-backtest.ts";
import { indicatorOutputs } from "../language/indicators.ts";
import { defaultValues } from "../language/params.ts";
import type { Strategy } from "../language/schema.ts";
import { checkedStrategy, className, classOf, filesOf, fullDocument } from "./generated.fixture.ts";
import { type Played, playFreqtrade } from "./play-freqtrade.fixture.ts";

const full = checkedStrategy(fullDocument());
const catalogue = new URL("../../../../apps/server/src/demo/catalogue/", import.meta.url);
const published = readdirSync(catalogue)
  .filter((name) => name.endsWith(".json") && !name.endsWith(".backtest.json"))
  .map((name) => ({
    name,
    strategy: checkedStrategy(JSON.parse(readFileSync(new URL(name, catalogue), "utf8"))),
  }));
const arbitrary = fc.sample(strategies, { numRuns: 200, seed: 20_260_901 });

/** Without slippage, which a backtest of freqtrade does not know, and without fees, which move its targets a little. */
const free = (strategy: Strategy): Strategy => ({
  ...strategy,
  costs: { commissionBps: 0, slippageBps: 0 },
});
const runs = [full, ...arbitrary.slice(0, 50)].flatMap((strategy, place) => [
  { name: `run ${place} free`, strategy: free(strategy), bars: barsOf(place) },
  ...(place % 3 === 0
    ? [
        {
          name: `run ${place} with fees`,
          strategy: { ...strategy, costs: { commissionBps: 25, slippageBps: 0 } },
          bars: barsOf(place),
        },
      ]
    : []),
]);

/** Bars that wander by a fixed rule: some gaps, some without volume, some flat. */
function barsOf(seed: number) {
  let state = seed + 1;
  const random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const bars = { open: [0], high: [0], low: [0], close: [0], volume: [0] };
  for (const column of Object.values(bars)) column.pop();
  let price = 100;
  for (let bar = 0; bar < 140; bar += 1) {
    const open = random() < 0.2 ? price : price * (1 + (random() - 0.5) * 0.04);
    const close = random() < 0.05 ? open : open * (1 + (random() - 0.5) * 0.06);
    const flat = random() < 0.03;
    bars.open.push(open);
    bars.close.push(flat ? open : close);
    bars.high.push(flat ? open : Math.max(open, close) * (1 + random() * 0.02));
    bars.low.push(flat ? open : Math.min(open, close) * (1 - random() * 0.02));
    bars.volume.push(random() < 0.05 ? 0 : Math.floor(random() * 1_000));
    price = flat ? open : close;
  }
  return bars;
}

const barColumns = (bars: ReturnType<typeof barsOf>) => ({
  at: Float64Array.from(bars.close, (_, bar) => bar),
  open: Float64Array.from(bars.open),
  high: Float64Array.from(bars.high),
  low: Float64Array.from(bars.low),
  close: Float64Array.from(bars.close),
  volume: Float64Array.from(bars.volume),
});

let played: Played | "no Python";
beforeAll(() => {
  const { text } = filesOf(full).strategyFile;
  played = playFreqtrade({
    files: Object.fromEntries(
      published.map(({ name, strategy }) => [name, filesOf(strategy).strategyFile.text]),
    ),
    fixed: text.slice(0, text.indexOf(`class ${className}(`)),
    classes: Object.fromEntries([
      ...arbitrary.map((strategy, place) => [`arbitrary ${place}`, classOf(strategy)]),
      ...runs.map(({ name, strategy }) => [name, classOf(strategy)]),
    ]),
    runs: runs.map(({ name, strategy, bars }) => ({
      name,
      className,
      bars,
      fee: strategy.costs.commissionBps / 10_000,
      wallet: 100_000,
    })),
  });
});

/** The runs that Python made, beside their strategies; none on a machine without Python, where the text alone is judged. */
const pythonRuns = () =>
  played === "no Python" ? [] : played.runs.map((run, place) => ({ ...run, ...runs[place] }));

describe("the text of every file", () => {
  const everyStrategy = [full, ...published.map(({ strategy }) => strategy), ...arbitrary];

  test("is made of our own words, numbers and the document's names behind a prefix", () => {
    for (const strategy of everyStrategy) {
      const names = [
        ...Object.keys(strategy.params).map((name) => `p_${name}`),
        ...Object.keys(strategy.indicators).map((name) => `i_${name}`),
      ];
      expect(strangeWords(classOf(strategy), new Set(names))).toEqual([]);
    }
  });

  test("has its brackets in pairs and nothing beyond ASCII", () => {
    for (const strategy of everyStrategy) {
      const { text } = filesOf(strategy).strategyFile;
      expect(text).toMatch(/^[\n\x20-\x7e]*$/);
      expect(openBrackets(classOf(strategy))).toBe("");
    }
  });

  test("compiles, where there is Python", () => {
    expect(played === "no Python" ? {} : played.errors).toEqual({});
  });
});

test("every indicator is the engine's, bar by bar", () => {
  for (const { strategy, bars, columns } of pythonRuns()) {
    if (strategy === undefined || bars === undefined) throw new Error("a run without a strategy");
    const ours = columnsOf(strategy, barColumns(bars), defaultValues(strategy));
    for (const [name, { kind }] of Object.entries(strategy.indicators)) {
      const outputs: readonly string[] = indicatorOutputs[kind];
      for (const output of outputs.length === 0 ? [undefined] : outputs) {
        const theirs = columns[output === undefined ? `i_${name}` : `i_${name}.${output}`];
        expectAlike(theirs, [...ours.indicator(name, output)]);
      }
    }
  }
});

/** A name of ours for each way in which freqtrade says why a trade ended. */
const reasons: Record<string, string[]> = {
  exit: ["exit_signal", "boltz_exit"],
  maxBars: ["boltz_max_bars"],
  stop: ["stop_loss", "boltz_stop"],
  target: ["roi", "boltz_target"],
};

const trails = ({ long, short }: Strategy) =>
  long?.trailingStop !== undefined || short?.trailingStop !== undefined;

test("played as freqtrade plays them, the rules make the engine's trades", () => {
  let trades = 0;
  for (const { strategy, bars, trades: theirs } of pythonRuns()) {
    if (strategy === undefined || bars === undefined) throw new Error("a run without a strategy");
    const ours = runBacktest(strategy, barColumns(bars)).trades;
    expect(theirs.map(when)).toEqual(ours.map(when));
    trades += ours.length;
    if (trails(strategy) || strategy.costs.commissionBps > 0) continue;
    expectAlike(
      theirs.flatMap(({ entryPrice, exitPrice, quantity }) => [entryPrice, exitPrice, quantity]),
      ours.flatMap(({ entryPrice, exitPrice, quantity }) => [entryPrice, exitPrice, quantity]),
    );
    for (const [place, { reason }] of ours.entries())
      if (reason !== null) expect(reasons[reason]).toContain(theirs[place]?.reason);
  }
  expect(trades > 500 || played === "no Python").toBe(true);
});

const when = ({ side, entryBar, exitBar }: Pick<Trade, "side" | "entryBar" | "exitBar">) => ({
  side,
  entryBar,
  exitBar,
});

/** Alike to one part in a thousand million; null stands for unknown on one side and NaN on the other. */
function expectAlike(theirs: readonly (number | null)[] | undefined, ours: readonly (number | null)[]) {
  expect(theirs?.length).toBe(ours.length);
  const apart = ours.findIndex((value, place) => {
    const other = theirs?.[place] ?? Number.NaN;
    if (value === null || Number.isNaN(value)) return !Number.isNaN(other);
    return !(Math.abs(value - other) <= 1e-9 * Math.max(1, Math.abs(value)));
  });
  expect(apart === -1 ? null : { bar: apart, ours: ours[apart], theirs: theirs?.[apart] }).toBeNull();
}

const vocabulary = new Set(
  `class Boltz Conduct IStrategy def return self bars None True False int float value pass
  timeframe can_short startup_candle_count commission max_open_trades IntParameter DecimalParameter RealParameter default decimals space
  measure keep keep_each price column number sides sizing Side Sizing Percent Ranges
  entry exit stop target trailing_stop max_bars long_entry long_exit short_entry short_exit
  sma ema rsi roc macd bollinger atr adx stochastic donchian obv vwap close_deviation
  above below at_least at_most crosses_above crosses_below all_of any_of negated plus minus times over`.split(
    /\s+/,
  ),
);
const quotedWords = new Set(
  `buy sell long short 1m 5m 15m 30m 1h 4h 1d 1w open high low close volume hl2 hlc3 ohlc4
  fixedFraction riskPerTrade volatilityTarget b_deviation
  b_long_stop b_long_target b_long_trailing_stop b_short_stop b_short_target b_short_trailing_stop`.split(
    /\s+/,
  ),
);

/** What stands in a class that is neither our word, nor a number, nor one of the names, nor our punctuation. */
function strangeWords(text: string, names: ReadonlySet<string>): string[] {
  const tokens = text.match(/"[^"\n]*"|\d[\w.]*(?<=e)[+-]\d+|\d[\w.]*|\w+|[^\s\w]/g) ?? [];
  return tokens.filter((token) => {
    if (token.startsWith('"')) {
      const word = token.slice(1, -1);
      return !quotedWords.has(word) && !names.has(word.split(".")[0] ?? "");
    }
    if (/^\d/.test(token)) return !Number.isFinite(Number(token));
    return (
      !vocabulary.has(token) && token !== className && !names.has(token) && !/^[()[\]{},.:=-]$/.test(token)
    );
  });
}

function openBrackets(text: string): string {
  const partners: Record<string, string> = { ")": "(", "]": "[", "}": "{" };
  let open = "";
  for (const [bracket] of text.matchAll(/[()[\]{}]/g)) {
    const partner = partners[bracket];
    if (partner === undefined) open += bracket;
    else if (open.endsWith(partner)) open = open.slice(0, -1);
    else return `${open}${bracket}`;
  }
  return open;
}
