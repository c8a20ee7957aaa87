import { describe, expect, test } from "vitest";
import { rulesOf } from "../engine/rules-of.ts";
import { buyAndHold, runPortfolio } from "../engine/run-portfolio.ts";
import { growth } from "../metrics/returns.ts";
import { attributionOf } from "./attribution.ts";
import { checked, crossingDocument, market, walkingBars } from "./markets.fixture.ts";

const document = { ...crossingDocument(), market: { assetClass: "etfs", symbols: ["SPY", "GLD"] } };
const strategy = checked(document);
const markets = [market("SPY", walkingBars(700, 11)), market("GLD", walkingBars(500, 12))];
const plenty = 1e9;
const returnOf = (equity: Float64Array) => growth(100_000, equity.at(-1) ?? 0);
const sumOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0);

describe("what each rule earned", () => {
  test("adds up to the total return above buy and hold, over all symbols", () => {
    const attribution = attributionOf({ strategy, markets, seed: 1, maxWork: plenty });
    if (attribution === null) throw new TypeError("expected an attribution");
    expect(attribution).toMatchObject({ method: "exact", coalitions: 16 });
    expect(attribution.total).toBeCloseTo(returnOf(runPortfolio(strategy, markets).equity), 12);
    expect(attribution.baseline).toBeCloseTo(returnOf(buyAndHold(strategy, markets).equity), 12);
    expect(sumOf(attribution.rules.map(({ value }) => value))).toBeCloseTo(
      attribution.total - attribution.baseline,
      12,
    );
    expect(attribution.rules.map(({ path, words }) => `${path}: ${words}`)).toEqual([
      "long.entry.all.0: Buys only when the 5-bar exponential average of the close crosses above the 20-bar exponential average of the close.",
      "long.entry.all.1: Buys only when the close is above its value 3 bars earlier.",
      "long.exit: Sells when the 5-bar exponential average of the close crosses below the 20-bar exponential average of the close.",
      "long.stop: A stop stands 6% below the entry price.",
    ]);
  });

  test("is half of the two ways of taking two rules away, by hand", () => {
    const two = checked({
      ...crossingDocument(),
      params: {},
      indicators: { calm: { kind: "ema", source: "close", length: 20 } },
      long: { entry: { gt: [{ price: "close" }, { indicator: "calm" }] }, maxBars: 9 },
    });
    const [spy] = markets;
    if (spy === undefined) throw new TypeError("a market");
    const worth = (...dropped: string[]) =>
      returnOf(runPortfolio(two, [spy], { dropped: new Set(dropped) }).equity);
    const none = returnOf(buyAndHold(two, [spy]).equity);
    const all = worth();
    const entry = (worth("long.maxBars") - none + (all - worth("long.entry"))) / 2;
    const attribution = attributionOf({ strategy: two, markets: [spy], seed: 1, maxWork: plenty });
    expect(attribution?.rules.map(({ path }) => path)).toEqual(["long.entry", "long.maxBars"]);
    expect(attribution?.rules[0]?.value).toBeCloseTo(entry, 12);
    expect(attribution?.rules[1]?.value).toBeCloseTo(all - none - entry, 12);
    expect(attribution?.rules[1]?.words).toBe("Sells after 9 bars at the latest.");
  });

  test("is drawn for more than ten rules, still adds up, and is nothing where even that is too much work", () => {
    const falls = { lt: [{ price: "close" }, { price: "open" }] };
    const wide = checked({
      ...document,
      short: {
        entry: { all: [1, 2, 3, 4].map((ago) => ({ lt: [{ price: "close" }, { price: "close", ago }] })) },
        exit: { not: falls },
        stop: { atr: 2, length: 10 },
        target: { percent: 8 },
        trailingStop: { percent: 5 },
        maxBars: 30,
      },
    });
    expect(rulesOf(wide)).toHaveLength(13);
    const shares: number[] = [];
    const input = { strategy: wide, markets, seed: 4, onProgress: (share: number) => shares.push(share) };
    const attribution = attributionOf({ ...input, maxWork: 200 * 13 * 1_200 * 40 });
    expect(attribution?.method).toBe("sampled");
    expect(attribution?.coalitions).toBeLessThan(400 * 13);
    expect(sumOf(attribution?.rules.map(({ value }) => value) ?? [])).toBeCloseTo(
      (attribution?.total ?? Number.NaN) - (attribution?.baseline ?? Number.NaN),
      12,
    );
    expect(attribution?.rules.slice(-4).map(({ words }) => words)).toEqual([
      "A stop stands 2 times the 10-bar average true range above the entry price.",
      "A profit target stands 8% below the entry price.",
      "A trailing stop follows 5% above the best price since entry.",
      "Buys back after 30 bars at the latest.",
    ]);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(attributionOf({ ...input, maxWork: 1e6 })).toBeNull();
    expect(attributionOf({ ...input, markets: [], maxWork: plenty })).toBeNull();
  });
});
