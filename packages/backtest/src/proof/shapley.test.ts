import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { seededDraw } from "./random.ts";
import { shapley } from "./shapley.ts";

const names = (count: number) => Array.from({ length: count }, (_, player) => `player ${player}`);
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

/** A game of any shape: a worth for each coalition, by its bitmask. */
const games = fc.integer({ min: 1, max: 6 }).chain((count) =>
  fc.record({
    players: fc.constant(names(count)),
    worth: fc.array(fc.double({ min: -5, max: 5, noNaN: true }), {
      minLength: 2 ** count,
      maxLength: 2 ** count,
    }),
  }),
);

const maskOf = (players: string[], present: ReadonlySet<string>) =>
  players.reduce((mask, player, place) => mask + (present.has(player) ? 2 ** place : 0), 0);

/** Twelve players, each worth its place, and a bonus where the first and the last meet. */
const pairedGame = (present: ReadonlySet<string>) =>
  names(12).reduce((total, name, place) => total + (present.has(name) ? place : 0), 0) +
  (present.has("player 0") && present.has("player 11") ? 6 : 0);

describe("Shapley values", () => {
  test("share the glove game as by hand", () => {
    const { values, coalitions } = shapley({
      players: ["left", "right one", "right two"],
      value: (present) => (present.has("left") && present.size > 1 ? 1 : 0),
      seed: 1,
      permutations: 0,
    });
    expect(coalitions).toBe(8);
    expect(values[0]).toBeCloseTo(2 / 3, 14);
    expect(values[1]).toBeCloseTo(1 / 6, 14);
    expect(values[2]).toBeCloseTo(1 / 6, 14);
  });

  test.each([0, 10])("add up to what all earn above none, exact up to %i players", (exactUpTo) => {
    fc.assert(
      fc.property(games, fc.nat(), ({ players, worth }, seed) => {
        const value = (present: ReadonlySet<string>) => worth[maskOf(players, present)] ?? 0;
        const { values } = shapley({ players, value, seed, exactUpTo, permutations: 6 });
        expect(sum(values)).toBeCloseTo((worth.at(-1) ?? 0) - (worth[0] ?? 0), 12);
      }),
    );
  });

  test("give the same to two players that do the same", () => {
    fc.assert(
      fc.property(games, ({ players, worth }) => {
        const twins = [...players, "twin a", "twin b"];
        const value = (present: ReadonlySet<string>) =>
          (worth[maskOf(players, present)] ?? 0) *
          (1 + Number(present.has("twin a")) + Number(present.has("twin b")));
        const { values } = shapley({ players: twins, value, seed: 1, permutations: 0 });
        expect(values.at(-1)).toBeCloseTo(values.at(-2) ?? Number.NaN, 10);
      }),
    );
  });

  test.each([0, 10])("give nothing to a player that changes nothing, exact up to %i players", (exactUpTo) => {
    fc.assert(
      fc.property(games, fc.nat(), ({ players, worth }, seed) => {
        const value = (present: ReadonlySet<string>) => worth[maskOf(players, present)] ?? 0;
        const all = [...players, "idle"];
        const { values } = shapley({ players: all, value, seed, exactUpTo, permutations: 6 });
        expect(values.at(-1)).toBeCloseTo(0, 12);
      }),
    );
  });

  test("come close to the exact ones when orders are drawn, and the same for the same seed", () => {
    const input = { players: names(12), value: pairedGame, permutations: 400 };
    const exact = shapley({ ...input, seed: 1, exactUpTo: 12 });
    const sampled = shapley({ ...input, seed: 1 });
    expect(exact.method).toBe("exact");
    expect(sampled.method).toBe("sampled");
    expect(sampled.coalitions).toBeLessThan(exact.coalitions);
    for (const [place, value] of exact.values.entries()) {
      expect(value).toBeCloseTo(place === 0 ? 3 : place === 11 ? 14 : place, 10);
      expect(Math.abs((sampled.values[place] ?? Number.NaN) - value)).toBeLessThan(0.5);
    }
    expect(shapley({ ...input, seed: 1 })).toEqual(sampled);
  });

  test("ask each coalition once", () => {
    const asked: string[] = [];
    const value = (present: ReadonlySet<string>) => {
      asked.push([...present].toSorted().join());
      return present.size;
    };
    const shares: number[] = [];
    const { coalitions } = shapley({
      players: names(4),
      value,
      seed: 3,
      exactUpTo: 0,
      permutations: 60,
      onProgress: (share) => shares.push(share),
    });
    expect(new Set(asked).size).toBe(asked.length);
    expect(coalitions).toBe(asked.length);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  });

  test("of nobody are none", () => {
    expect(shapley({ players: [], value: () => 3, seed: 1, permutations: 2 })).toEqual({
      method: "exact",
      coalitions: 1,
      values: [],
    });
  });
});

test("drawn numbers are the published mulberry32 sequence", () => {
  const draw = seededDraw(0);
  const first = [1, 2, 3].map(() => draw(4_294_967_296));
  expect(first).toEqual([1_144_304_738, 1_416_247, 958_946_056]);
});
