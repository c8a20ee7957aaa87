import { describe, expect, test } from "vitest";
import { runPortfolio } from "../engine/run-portfolio.ts";
import { expectedMaximum } from "../metrics/deflated-sharpe.ts";
import { probabilisticSharpe } from "../metrics/probabilistic-sharpe.ts";
import { returnsOf } from "../metrics/returns.ts";
import { condensedReturns } from "./account-returns.ts";
import { checked, crossingDocument, market, walkingBars } from "./markets.fixture.ts";
import { overfittingOf, pboOf } from "./overfitting-of.ts";
import { workOf } from "./proof-limits.ts";

const none = { pbo: null, pboConfigurations: 1 };
/** Half up by 3 %, half down by 1 %: mean 1 %, deviation √(n / (n − 1)) · 2 %, no skew, kurtosis 1. */
const inSample = Float64Array.from({ length: 100 }, (_, bar) => (bar % 2 === 0 ? 0.03 : -0.01));
const sharpe = 0.01 / (0.02 * Math.sqrt(100 / 99));
const around = { specHash: "own", holdoutLooks: 1, inSample, barsPerYear: 252, pbo: none };
const tried = (specHash: string, sharpePerBar: number | null) => ({ specHash, sharpePerBar, document: {} });

describe("how much luck explains", () => {
  test("is by the number of different tries and the spread of their Sharpe ratios, as by hand", () => {
    const trials = [
      tried("a", sharpe - 0.3),
      tried("b", sharpe + 0.3),
      tried("a", 9),
      tried("own", 9),
      tried("c", null),
    ];
    const known = trials.filter(({ sharpePerBar }) => sharpePerBar !== 9);
    const luck = overfittingOf({ ...around, trials: known, unseen: new Float64Array() });
    const best = 0.3 * expectedMaximum(4);
    expect(luck).toMatchObject({ trials: 4, holdoutLooks: 1, evidence: null, ...none });
    expect(luck.expectedBestSharpe).toBeCloseTo(best * Math.sqrt(252), 10);
    const observed = { sharpe, skew: 0, kurtosis: 1, observations: 100 };
    expect(luck.dsr).toBeCloseTo(probabilisticSharpe({ ...observed, benchmark: best }) ?? Number.NaN, 10);
    expect(luck.minBacktestYears).toBeCloseTo((expectedMaximum(4) / (sharpe * Math.sqrt(252))) ** 2, 10);
    expect(overfittingOf({ ...around, trials, unseen: inSample }).trials).toBe(4);
  });

  test("is nothing to deflate for a single try, and evidence comes from bars that none has seen", () => {
    const luck = overfittingOf({
      ...around,
      trials: [tried("own", 1)],
      unseen: inSample.map((value) => -value),
    });
    expect(luck).toMatchObject({ trials: 1, expectedBestSharpe: 0, minBacktestYears: 0 });
    expect(luck.dsr).toBeGreaterThan(0.99);
    expect(luck.evidence).toBeLessThan(0.01);
    const still = overfittingOf({
      ...around,
      inSample: new Float64Array(50),
      trials: [],
      unseen: new Float64Array(9),
    });
    expect(still).toMatchObject({ dsr: null, evidence: null, minBacktestYears: null });
  });
});

describe("configurations", () => {
  const strategy = checked(crossingDocument());
  const markets = [market("SPY", walkingBars(400, 8))];
  const { equity } = runPortfolio(strategy, markets);
  const input = { specHash: "own", strategy, markets, equity, configurations: [], maxWork: 1e9 };
  const lengths = Array.from({ length: 50 }, (_, place) => {
    const document = { ...crossingDocument(), long: { ...crossingDocument().long, maxBars: place + 2 } };
    return { specHash: `maxBars ${place}`, sharpePerBar: 0, document };
  });

  test("are the newest forty tries at most, fewer where there is less work for them", () => {
    expect(pboOf({ ...input, trials: lengths }).pboConfigurations).toBe(41);
    expect(
      pboOf({ ...input, trials: [...lengths.slice(0, 9), ...lengths.slice(0, 9)] }).pboConfigurations,
    ).toBe(10);
    const maxWork = 3.5 * workOf(checked(lengths[0]?.document), 400).run;
    expect(pboOf({ ...input, trials: lengths, maxWork }).pboConfigurations).toBe(4);
  });

  test("below eight say nothing", () => {
    expect(pboOf({ ...input, trials: lengths.slice(0, 6) })).toEqual({ pbo: null, pboConfigurations: 7 });
    expect(pboOf({ ...input, trials: lengths.slice(0, 7) }).pbo).toBeGreaterThanOrEqual(0);
    const broken = [{ specHash: "broken", sharpePerBar: 0, document: { ...crossingDocument(), long: {} } }];
    expect(pboOf({ ...input, trials: broken }).pboConfigurations).toBe(1);
  });

  test("of a long record are compared by returns over equal stretches", () => {
    const worths = Float64Array.from({ length: 12_001 }, (_, bar) => 100 * 1.0001 ** bar);
    const returns = condensedReturns(worths);
    expect(returns).toHaveLength(4_000);
    for (const value of returns) expect(value).toBeCloseTo(1.0001 ** 3 - 1, 12);
    expect(condensedReturns(worths.subarray(0, 3))).toEqual(returnsOf(worths.subarray(0, 3)));
  });
});
