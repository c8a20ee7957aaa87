import { describe, expect, test } from "vitest";
import { seededDraw } from "../proof/random.ts";
import { probabilityOfOverfitting } from "./overfitting.ts";
import { observedSharpe } from "./probabilistic-sharpe.ts";

/** Returns drawn evenly between −1 % and +1 % around a mean. */
function drawn(seed: number, { columns, bars }: { columns: number; bars: number }, means: number[] = []) {
  const draw = seededDraw(seed);
  return Array.from({ length: columns }, (_, column) =>
    Float64Array.from({ length: bars }, () => draw(20_001) / 1_000_000 - 0.01 + (means[column] ?? 0)),
  );
}

const halvesOf = (blocks: number[], count: number): number[][] =>
  count === 0
    ? [[]]
    : blocks.flatMap((block, place) =>
        halvesOf(blocks.slice(place + 1), count - 1).map((rest) => [block, ...rest]),
      );

/** The paper's steps word for word: halves, ratios, the best, its rank, its logit. */
function naivePbo(columns: Float64Array[], blocks: number): number {
  const bars = columns[0]?.length ?? 0;
  const cut = (block: number) => Math.floor((block * bars) / blocks);
  const all = Array.from({ length: blocks }, (_, block) => block);
  const ratios = (half: number[]) =>
    columns.map(
      (column) =>
        observedSharpe(half.flatMap((block) => [...column.slice(cut(block), cut(block + 1))]))?.sharpe ?? 0,
    );
  const logits = halvesOf(all, blocks / 2).map((half) => {
    const inSample = ratios(half);
    const outOfSample = ratios(all.filter((block) => !half.includes(block)));
    const own = outOfSample[inSample.indexOf(Math.max(...inSample))] ?? 0;
    const omega = outOfSample.filter((ratio) => ratio <= own).length / (columns.length + 1);
    return Math.log(omega / (1 - omega));
  });
  return logits.filter((logit) => logit <= 0).length / logits.length;
}

describe("probability of overfitting", () => {
  test.each([1, 2, 3, 4, 5, 6])("is what the paper's steps give (seed %i)", (seed) => {
    const columns = drawn(seed, { columns: 2 + 2 * seed, bars: 100 + 7 * seed }, [0.001, -0.001]);
    expect(probabilityOfOverfitting(columns, 6)).toBe(naivePbo(columns, 6));
    expect(probabilityOfOverfitting(columns, 8)).toBe(naivePbo(columns, 8));
  });

  test("is near one half for noise", () => {
    let sum = 0;
    for (let seed = 0; seed < 40; seed++) {
      sum += probabilityOfOverfitting(drawn(seed, { columns: 10, bars: 400 }), 10) ?? Number.NaN;
    }
    expect(Math.abs(sum / 40 - 0.5)).toBeLessThan(0.1);
  });

  test("is near nothing where one is better throughout, and near one where each only had its hour", () => {
    const shape = { columns: 10, bars: 800 };
    expect(probabilityOfOverfitting(drawn(1, shape, [0.003]))).toBeLessThan(0.01);
    const hours = Array.from({ length: 16 }, (_, column) =>
      Float64Array.from(
        { length: 800 },
        (_row, bar) => (bar % 2 === 0 ? 0.001 : -0.0009) + (Math.floor(bar / 50) === column ? 0.02 : -0.002),
      ),
    );
    expect(probabilityOfOverfitting(hours)).toBe(1);
  });

  test("does not change with the order of configurations or the size of their stakes, ties and idle ones included", () => {
    const columns = drawn(3, { columns: 6, bars: 200 }, [0.0005]);
    const idle = new Float64Array(200);
    const tied = [...columns, idle, ...columns.slice(0, 2), idle];
    const expected = probabilityOfOverfitting(tied);
    expect(expected).toBeGreaterThan(0);
    expect(probabilityOfOverfitting(tied.toReversed())).toBe(expected);
    expect(probabilityOfOverfitting(tied.map((column) => column.map((value) => value * 4)))).toBe(expected);
  });

  test("gives ties their average rank: of configurations that are all the same none is above the middle", () => {
    const [column = new Float64Array(0)] = drawn(4, { columns: 1, bars: 200 });
    expect(probabilityOfOverfitting([column, column, column])).toBe(1);
    const idle = new Float64Array(200);
    expect(probabilityOfOverfitting([idle, idle])).toBe(1);
  });

  test("takes fewer blocks of short records, and never more than 16", () => {
    const columns = drawn(5, { columns: 8, bars: 70 });
    expect(probabilityOfOverfitting(columns)).toBe(probabilityOfOverfitting(columns, 6));
    const long = drawn(6, { columns: 4, bars: 1000 });
    expect(probabilityOfOverfitting(long, 500)).toBe(probabilityOfOverfitting(long, 16));
    expect(probabilityOfOverfitting(long, 7)).toBe(probabilityOfOverfitting(long, 6));
  });

  test("has no answer for one configuration, 39 bars, or what is no number; lengths must agree", () => {
    const columns = drawn(7, { columns: 3, bars: 100 });
    expect(probabilityOfOverfitting([])).toBeNull();
    expect(probabilityOfOverfitting(columns.slice(0, 1))).toBeNull();
    expect(probabilityOfOverfitting(columns.map((column) => column.subarray(0, 39)))).toBeNull();
    expect(probabilityOfOverfitting(columns.map((column) => column.subarray(0, 40)))).not.toBeNull();
    expect(probabilityOfOverfitting([...columns, new Float64Array(100).fill(Number.NaN)])).toBeNull();
    expect(() => probabilityOfOverfitting([...columns, new Float64Array(99)])).toThrow(RangeError);
  });

  test("64 configurations of 5,000 bars take seconds, not minutes", () => {
    const columns = drawn(8, { columns: 64, bars: 5000 });
    const begin = Date.now();
    expect(probabilityOfOverfitting(columns)).not.toBeNull();
    expect(Date.now() - begin).toBeLessThan(10_000);
  });
});
