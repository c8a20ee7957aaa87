import { describe, expect, test } from "vitest";
import { runPortfolio } from "../engine/run-portfolio.ts";
import type { Condition } from "../language/rules.ts";
import type { Side, Strategy } from "../language/schema.ts";
import { deadRules } from "./dead-rules.ts";
import { checked, crossingDocument, market, walkingBars } from "./markets.fixture.ts";

const markets = [market("SPY", walkingBars(600, 3))];
const base = checked(crossingDocument());
const judge = (strategy: Strategy, on = markets) =>
  deadRules({ strategy, markets: on, result: runPortfolio(strategy, on) });
const foundIn = (strategy: Strategy) =>
  judge(strategy).issues.map(({ path, message }) => `${path.join(".")}: ${message}`);

const rises: Condition = { gt: [{ price: "close" }, { price: "close", ago: 1 }] };
const falls: Condition = { lt: [{ price: "close" }, { price: "close", ago: 1 }] };
const never: Condition = { lt: [{ price: "close" }, 0] };
const always: Condition = { gt: [{ price: "close" }, 0] };
const long = (side: Partial<Side>): Strategy => ({
  ...base,
  long: { entry: rises, maxBars: 4, ...side },
});

describe("rules that decide nothing", () => {
  test("are not found in rules that all decide, whatever stops are never hit", () => {
    expect(judge(base)).toEqual({
      check: "deadRules",
      passed: true,
      sentence: "Every condition was true at some bars and false at others, and every side traded.",
      issues: [],
    });
    expect(foundIn(long({ stop: { percent: 99 }, target: { percent: 500 } }))).toEqual([]);
  });

  test.each<[string, Partial<Side>, string[]]>([
    [
      "a condition that is always true",
      { entry: { all: [rises, always] } },
      [
        'long.entry.all.1: "the close is above 0" was true at all 600 bars at which it was known, so it decides nothing; tighten it or remove it',
      ],
    ],
    [
      "a branch that is never true",
      { entry: { any: [rises, never] } },
      ['long.entry.any.1: "the close is below 0" was true at none of 600 bars; loosen it or remove it'],
    ],
    [
      "a branch of conditions that exclude each other",
      { entry: { any: [rises, { all: [rises, falls] }] } },
      [
        "long.entry.any.1: this branch was true at no bar, so it lets nothing through; loosen it or remove it",
      ],
    ],
    [
      "what is never known",
      {
        entry: {
          any: [
            rises,
            {
              gt: [
                { price: "close" },
                { div: [{ price: "close" }, { sub: [{ price: "low" }, { price: "low" }] }] },
              ],
            },
          ],
        },
      },
      [
        'long.entry.any.1: "the close is above the close divided by (the low minus the low)" was known at no bar; shorten its indicators, or avoid what it divides by',
      ],
    ],
    [
      "an exit that always comes too late",
      { exit: falls, stop: { percent: 0.01 }, target: { percent: 0.01 } },
      [
        "long.exit: never ended a position in 329 trades, since other ways out always came first; loosen it or remove it",
      ],
    ],
    [
      "a side that never trades",
      { entry: { all: [rises, falls] } },
      ["long: never traded; loosen its entry or remove the side"],
    ],
  ])("%s", (_, side, issues) => {
    const check = judge(long(side));
    expect(check.issues.map(({ path, message }) => `${path.join(".")}: ${message}`)).toEqual(issues);
    expect(check.passed).toBe(false);
    expect(check.sentence).toMatch(/^1 part of the rules never decided anything/);
  });

  test("are alive when they decide on one market of several", () => {
    const dear: Condition = { gt: [{ price: "close" }, 1_000] };
    const strategy = long({ entry: { any: [dear, { all: [dear, rises] }] } });
    const bars = walkingBars(600, 3);
    const tenfold = (column: Float64Array) => column.map((price) => price * 10);
    const high = {
      ...bars,
      open: tenfold(bars.open),
      high: tenfold(bars.high),
      low: tenfold(bars.low),
      close: tenfold(bars.close),
    };
    expect(judge(strategy).issues.length).toBeGreaterThan(0);
    expect(judge(strategy, [market("SPY", bars), market("GLD", high)]).issues).toEqual([]);
  });
});
