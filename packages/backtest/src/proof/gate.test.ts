import { describe, expect, test } from "vitest";
import { runPortfolio } from "../engine/run-portfolio.ts";
import { type GateFacts, gateChecks } from "./gate.ts";
import { checked, crossingDocument, market, walkingBars } from "./markets.fixture.ts";

const markets = [market("SPY", walkingBars(600, 3))];
const result = runPortfolio(checked(crossingDocument()), markets);
const facts: GateFacts = {
  bars: { all: 600, sealed: 150 },
  prefix: { check: "prefix", passed: true, sentence: "Fine.", issues: [] },
  trades: { all: 45, holdout: 8 },
  deadRules: { check: "deadRules", passed: true, sentence: "Fine.", issues: [] },
  result,
  markets,
  hashes: ["a", "a"],
};
const failing = (more: Partial<GateFacts>) =>
  gateChecks({ ...facts, ...more })
    .filter((check) => !check.passed)
    .map(({ check, sentence }) => `${check}: ${sentence}`);

describe("the publish gate", () => {
  test("asks in the order in which it is read, and says what was found", () => {
    const checks = gateChecks(facts);
    expect(checks.map(({ check }) => check)).toEqual([
      "bars",
      "prefix",
      "trades",
      "deadRules",
      "ruin",
      "stable",
    ]);
    expect(checks.every(({ passed }) => passed)).toBe(true);
    expect(checks.map(({ sentence }) => sentence)).toEqual([
      "The record has 600 bars, 150 of them sealed.",
      "Fine.",
      "There are 45 closed trades, 8 of them entered in the sealed holdout.",
      "Fine.",
      "The account was never lost.",
      "Run twice, it gave the same result to the last bit.",
    ]);
  });

  test("asks a trial only what the bars before the sealed ones can tell", () => {
    const checks = gateChecks({ ...facts, bars: null, trades: { all: 30, holdout: null }, hashes: null });
    expect(checks.map(({ check }) => check)).toEqual(["prefix", "trades", "deadRules", "ruin"]);
    expect(checks[1]).toMatchObject({ passed: true, sentence: "There are 30 closed trades." });
  });

  test.each<[Partial<GateFacts>, string]>([
    [
      { bars: { all: 499, sealed: 100 } },
      "bars: The record has 499 bars, 100 of them sealed; it takes at least 500 and 100. Choose a market or timeframe with a longer record.",
    ],
    [
      { bars: { all: 5_000, sealed: 99 } },
      "bars: The record has 5,000 bars, 99 of them sealed; it takes at least 500 and 100. Choose a market or timeframe with a longer record.",
    ],
    [
      { trades: { all: 29, holdout: 5 } },
      "trades: There are 29 closed trades, 5 of them entered in the sealed holdout; it takes at least 30, and 5 in the holdout, to say anything. Loosen the entry, or trade more symbols or a shorter timeframe.",
    ],
    [
      { trades: { all: 300, holdout: 4 } },
      "trades: There are 300 closed trades, 4 of them entered in the sealed holdout; it takes at least 30, and 5 in the holdout, to say anything. Loosen the entry, or trade more symbols or a shorter timeframe.",
    ],
    [
      { trades: { all: 1, holdout: null } },
      "trades: There are 1 closed trade; it takes at least 30 to say anything. Loosen the entry, or trade more symbols or a shorter timeframe.",
    ],
    [
      { hashes: ["a", "b"] },
      "stable: Run twice, it gave two different results. That is a fault of ours, not of your rules; please report it.",
    ],
  ])("refuses with what to do %#", (more, words) => {
    expect(failing(more)).toEqual([words]);
  });

  test("names the symbol and the day on which the account was lost", () => {
    const bars = walkingBars(600, 3);
    const doubled = (column: Float64Array) => column.map((price, bar) => (bar < 300 ? price : price * 5));
    const jump = {
      ...bars,
      open: doubled(bars.open),
      high: doubled(bars.high),
      low: doubled(bars.low),
      close: doubled(bars.close),
    };
    const short = checked({
      ...crossingDocument(),
      params: {},
      indicators: {},
      long: undefined,
      short: { entry: { gt: [{ price: "close" }, { price: "low" }] }, target: { percent: 90 } },
      sizing: { method: "fixedFraction", percentOfEquity: 100 },
    });
    const lost = [market("SPY", jump)];
    expect(failing({ result: runPortfolio(short, lost), markets: lost })).toEqual([
      "ruin: On SPY the account was lost by 2015-10-28. Add a stop, or put less of the account into a position.",
    ]);
  });
});
