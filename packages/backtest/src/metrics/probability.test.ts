import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seededDraw } from "../proof/random.ts";
import { deflatedSharpe, expectedBestSharpe, expectedMaximum, minBacktestYears } from "./deflated-sharpe.ts";
import { minTrackRecordLength, probabilisticSharpe } from "./probabilistic-sharpe.ts";

const within = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** Moments that a distribution can have: raw kurtosis is at least 1 + skew². */
const observed = fc
  .record({
    sharpe: within(-0.5, 0.5),
    skew: within(-3, 3),
    excess: within(0, 10),
    observations: fc.integer({ min: 2, max: 5000 }),
  })
  .map(({ excess, ...rest }) => ({ ...rest, kurtosis: 1 + rest.skew ** 2 + excess }));

describe("probabilistic Sharpe ratio", () => {
  test("is one half at the benchmark itself", () => {
    fc.assert(
      fc.property(observed, (record) => {
        expect(probabilisticSharpe({ ...record, benchmark: record.sharpe })).toBeCloseTo(0.5, 12);
      }),
    );
  });

  test("falls as the benchmark rises, and goes away from one half with more observations", () => {
    fc.assert(
      fc.property(observed, within(-0.5, 0.5), within(0, 0.5), (record, benchmark, more) => {
        const near = probabilisticSharpe({ ...record, benchmark }) ?? Number.NaN;
        const far = probabilisticSharpe({ ...record, benchmark: benchmark + more }) ?? Number.NaN;
        expect(far).toBeLessThanOrEqual(near);
        const longer =
          probabilisticSharpe({ ...record, observations: record.observations * 2, benchmark }) ?? Number.NaN;
        expect(Math.abs(longer - 0.5)).toBeGreaterThanOrEqual(Math.abs(near - 0.5));
      }),
    );
  });

  test("rises with the ratio of normal returns", () => {
    const normal = { skew: 0, kurtosis: 3, observations: 100, benchmark: 0 };
    fc.assert(
      fc.property(within(-2, 2), within(0, 1), (sharpe, more) => {
        const one = probabilisticSharpe({ ...normal, sharpe }) ?? Number.NaN;
        const other = probabilisticSharpe({ ...normal, sharpe: sharpe + more }) ?? Number.NaN;
        expect(other).toBeGreaterThanOrEqual(one);
      }),
    );
  });

  test("at the minimum track record it is what was asked for", () => {
    fc.assert(
      fc.property(observed, within(-0.5, 0.5), within(0.6, 0.99), (record, benchmark, confidence) => {
        const observations = minTrackRecordLength({ ...record, benchmark, confidence });
        if (record.sharpe <= benchmark) expect(observations).toBeNull();
        else if (observations !== null && observations >= 2) {
          expect(probabilisticSharpe({ ...record, observations, benchmark })).toBeCloseTo(confidence, 6);
        }
      }),
    );
  });

  test("has no answer below two observations, without numbers, or for moments that cannot be", () => {
    const record = { sharpe: 0.1, skew: 0, kurtosis: 3, observations: 100 };
    expect(probabilisticSharpe({ ...record, benchmark: 0, observations: 1 })).toBeNull();
    expect(probabilisticSharpe({ ...record, benchmark: 0, skew: 11 })).toBeNull();
    expect(probabilisticSharpe({ ...record, benchmark: Number.NaN })).toBeNull();
    expect(minTrackRecordLength({ ...record, benchmark: 0.1 })).toBeNull();
    expect(minTrackRecordLength({ ...record, benchmark: 0, skew: 11 })).toBeNull();
    expect(minTrackRecordLength({ ...record, benchmark: 0, confidence: 1 })).toBeNull();
  });
});

describe("the best of many tries", () => {
  test("one try is no choice: luck gives nothing, and the deflated ratio is the probabilistic one", () => {
    const record = { sharpe: 0.1, skew: -0.5, kurtosis: 4, observations: 500 };
    expect(expectedMaximum(1)).toBe(0);
    expect(expectedBestSharpe({ variance: 0, trials: 1000 })).toBe(0);
    expect(minBacktestYears({ sharpe: 1, trials: 1 })).toBe(0);
    const plain = probabilisticSharpe({ ...record, benchmark: 0 });
    expect(deflatedSharpe({ ...record, variance: 0.01, trials: 1 })).toBe(plain);
    expect(deflatedSharpe({ ...record, variance: 0, trials: 50 })).toBe(plain);
  });

  test("more tries expect more, and leave less of a ratio", () => {
    fc.assert(
      fc.property(
        observed,
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (record, trials, more) => {
          expect(expectedMaximum(trials + more)).toBeGreaterThan(expectedMaximum(trials));
          const one = deflatedSharpe({ ...record, variance: 0.002, trials }) ?? Number.NaN;
          const other = deflatedSharpe({ ...record, variance: 0.002, trials: trials + more }) ?? Number.NaN;
          expect(other).toBeLessThanOrEqual(one);
        },
      ),
    );
    expect(Number.isFinite(expectedMaximum(Number.MAX_SAFE_INTEGER))).toBe(true);
  });

  test("is near what drawing shows", () => {
    const draw = seededDraw(7);
    const uniform = () => (draw(2 ** 32) + 0.5) / 2 ** 32;
    const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
    let sum = 0;
    for (let round = 0; round < 4000; round++) {
      let best = Number.NEGATIVE_INFINITY;
      for (let trial = 0; trial < 50; trial++) best = Math.max(best, normal());
      sum += best;
    }
    expect(Math.abs(sum / 4000 - expectedMaximum(50))).toBeLessThan(0.04);
  });

  test("a ratio that is not above zero has no minimum", () => {
    expect(minBacktestYears({ sharpe: 0, trials: 10 })).toBeNull();
    expect(minBacktestYears({ sharpe: -1, trials: 10 })).toBeNull();
  });
});
