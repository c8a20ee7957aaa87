import { describe, expect, test } from "vitest";
import type { Condition } from "../language/rules.ts";
import { barsOfRows, flatBars } from "./bars.fixture.ts";
import { conditionsOf, rulesOf } from "./rules-of.ts";
import { runBacktest } from "./run-backtest.ts";
import { signalStrategy } from "./signals.fixture.ts";
import { leafTruths, whyAt } from "./why-at.ts";

const strategy = signalStrategy({
  params: { level: { default: 105, min: 100, max: 120, step: 5 } },
  indicators: { mean: { kind: "sma", source: "close", length: 2 } },
  long: {
    entry: {
      all: [
        { crossesAbove: [{ price: "close" }, { indicator: "mean" }] },
        { any: [{ gt: [{ price: "close" }, { param: "level" }] }, { not: { lt: [{ price: "open" }, 90] } }] },
      ],
    },
    exit: { lte: [{ div: [{ price: "close" }, { price: "volume" }] }, 0.1] },
    stop: { percent: 5 },
    maxBars: 10,
  },
  short: { entry: { lt: [{ price: "close" }, { indicator: "mean", ago: 1 }] }, target: { percent: 5 } },
});

test("the rules of attribution: each part of an outermost all, each way out, long first", () => {
  expect(rulesOf(strategy)).toEqual([
    { path: "long.entry.all.0", side: "long", kind: "entry" },
    { path: "long.entry.all.1", side: "long", kind: "entry" },
    { path: "long.exit", side: "long", kind: "exit" },
    { path: "long.stop", side: "long", kind: "stop" },
    { path: "long.maxBars", side: "long", kind: "maxBars" },
    { path: "short.entry", side: "short", kind: "entry" },
    { path: "short.target", side: "short", kind: "target" },
  ]);
});

test("every comparison in reading order, in words", () => {
  expect(conditionsOf(strategy)).toEqual([
    { path: "long.entry.all.0", words: "the close crosses above the 2-bar average of the close" },
    { path: "long.entry.all.1.any.0", words: "the close is above 105" },
    { path: "long.entry.all.1.any.1.not", words: "the open is below 90" },
    { path: "long.exit", words: "the close divided by the volume is at or below 0.1" },
    { path: "short.entry", words: "the close is below the 2-bar average of the close (one bar earlier)" },
  ]);
});

const bars = barsOfRows([
  [100, 100, 100, 100, 1_000],
  [100, 100, 96, 96, 0],
  [96, 112, 96, 112, 100],
]);

describe("how comparisons stood at a bar", () => {
  test("the entry: both values, and whether each held", () => {
    const why = whyAt(strategy, bars, {}, "long", "entry");
    expect(why(2)).toEqual([
      { condition: 0, left: 112, right: 104, holds: true },
      { condition: 1, left: 112, right: 105, holds: true },
      { condition: 2, left: 96, right: 90, holds: false },
    ]);
    // The bar before has no mean, so the crossing is unknown there, and what it needs of the mean is null.
    expect(why(1)[0]).toEqual({ condition: 0, left: 96, right: 98, holds: null });
    expect(why(0)[0]).toEqual({ condition: 0, left: 100, right: null, holds: null });
  });

  test("the exit: a division by zero is unknown", () => {
    const why = whyAt(strategy, bars, {}, "long", "exit");
    expect([0, 1, 2].map((bar) => why(bar)[0])).toEqual([
      { condition: 3, left: 0.1, right: 0.1, holds: true },
      { condition: 3, left: null, right: 0.1, holds: null },
      { condition: 3, left: 1.12, right: 0.1, holds: false },
    ]);
  });

  test("values of parameters count; a rule that is not there has nothing to show", () => {
    expect(whyAt(strategy, bars, { level: 115 }, "long", "entry")(2)[1]).toMatchObject({
      right: 115,
      holds: false,
    });
    expect(whyAt(strategy, bars, {}, "short", "exit")(2)).toEqual([]);
    expect(whyAt(strategy, bars, {}, "short", "entry")(2)).toEqual([
      { condition: 4, left: 112, right: 98, holds: false },
    ]);
  });

  test("outside of the bars all is unknown", () => {
    for (const bar of [-1, 3])
      expect(whyAt(strategy, bars, {}, "short", "entry")(bar)).toEqual([
        { condition: 4, left: null, right: bar === 3 ? 104 : null, holds: null },
      ]);
  });
});

test("at how many bars each comparison was true and false", () => {
  expect(leafTruths(strategy, bars)).toEqual([
    { path: "long.entry.all.0", trueBars: 1, falseBars: 0 },
    { path: "long.entry.all.1.any.0", trueBars: 1, falseBars: 2 },
    { path: "long.entry.all.1.any.1.not", trueBars: 0, falseBars: 3 },
    { path: "long.exit", trueBars: 1, falseBars: 1 },
    { path: "short.entry", trueBars: 0, falseBars: 1 },
  ]);
});

describe("three-valued logic decides", () => {
  // With 1 above 0 for true and false, and a division by zero for unknown, at bars whose volume is 0.
  const zero = { price: "volume" } as const;
  const known = (holds: boolean): Condition => (holds ? { lt: [zero, 1] } : { gt: [zero, 1] });
  const unknown: Condition = { gt: [{ div: [1, zero] }, 1] };
  const truths = { true: known(true), false: known(false), unknown };
  const rows: [string, Condition, boolean][] = [
    ["true", truths.true, true],
    ["false", truths.false, false],
    ["unknown", truths.unknown, false],
    ["not false", { not: truths.false }, true],
    ["not true", { not: truths.true }, false],
    ["not unknown", { not: truths.unknown }, false],
    ["not all of unknown and true", { not: { all: [truths.unknown, truths.true] } }, false],
    ["not all of unknown and false", { not: { all: [truths.unknown, truths.false] } }, true],
    ["not any of unknown and false", { not: { any: [truths.unknown, truths.false] } }, false],
    ["any of unknown and true", { any: [truths.unknown, truths.true] }, true],
    ["not any of unknown and true", { not: { any: [truths.unknown, truths.true] } }, false],
    ["all of true and true", { all: [truths.true, truths.true] }, true],
    ["all of true and unknown", { all: [truths.true, truths.unknown] }, false],
    ["an overflow", { gt: [{ mul: [1e308, { add: [10, zero] }] }, 1] }, false],
    [
      "not a difference of overflows",
      { not: { gt: [{ sub: [{ mul: [1e308, { add: [10, zero] }] }, 1] }, 1] } },
      false,
    ],
    ["not a crossing at the first bar", { not: { crossesAbove: [{ price: "close" }, 1_000] } }, false],
  ];

  test.each(rows)("%s", (_what, entry, isEntered) => {
    const still = flatBars([100, 100]);
    const quiet = { ...still, volume: new Float64Array(2) };
    const tried = signalStrategy({ short: undefined, long: { entry, maxBars: 1 } });
    expect(runBacktest(tried, quiet).trades).toHaveLength(isEntered ? 1 : 0);
  });
});

describe("crossings", () => {
  const entries = (entry: Condition, closes: number[]) => {
    const { trades } = runBacktest(
      signalStrategy({ short: undefined, long: { entry, maxBars: 1 } }),
      flatBars(closes),
    );
    return trades.map(({ signalBar }) => signalBar);
  };
  const above: Condition = { crossesAbove: [{ price: "close" }, 100] };
  const below: Condition = { crossesBelow: [{ price: "close" }, 100] };

  test("are above now and were not above one bar earlier, and the other way round", () => {
    expect(entries(above, [90, 110, 120, 100, 101, 100, 99, 130, 130, 130])).toEqual([1, 4, 7]);
    expect(entries(below, [110, 90, 80, 100, 99, 100, 101, 70, 70, 70])).toEqual([1, 4, 7]);
  });

  test("touching is no crossing, and the first bar has none", () => {
    expect(entries(above, [110, 110, 110])).toEqual([]);
    expect(entries(above, [90, 100, 90, 90])).toEqual([]);
    expect(entries(below, [110, 100, 110, 110])).toEqual([]);
  });
});
