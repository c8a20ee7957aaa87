import fc from "fast-check";
import { expect, test } from "vitest";
import { drawdowns } from "./drawdowns.ts";
import { monthlyReturns } from "./monthly-returns.ts";

const day = 86_400_000;
const worths = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 80 });

test("drawdowns by hand: four bars below 120, then two below 130 that have not ended", () => {
  const { depth, longestBars, underwater } = drawdowns([100, 120, 90, 110, 60, 119, 130, 129, 117]);
  expect([...underwater]).toEqual([
    0,
    0,
    90 / 120 - 1,
    110 / 120 - 1,
    60 / 120 - 1,
    119 / 120 - 1,
    0,
    129 / 130 - 1,
    117 / 130 - 1,
  ]);
  expect(depth).toBe(0.5);
  expect(longestBars).toBe(4);
});

test("drawdowns of nothing, of one bar, and of an account that is lost", () => {
  expect(drawdowns([])).toEqual({ depth: 0, longestBars: 0, underwater: new Float64Array(0) });
  expect(drawdowns([100])).toEqual({ depth: 0, longestBars: 0, underwater: new Float64Array(1) });
  expect(drawdowns([0, 0])).toEqual({ depth: 0, longestBars: 0, underwater: new Float64Array(2) });
  expect(drawdowns([100, 0, 0])).toMatchObject({ depth: 1, longestBars: 2 });
});

test("depth is the worst of all pairs of bars, and the account's unit does not matter", () => {
  fc.assert(
    fc.property(worths, (equity) => {
      let worst = 0;
      for (const [bar, peak] of equity.entries()) {
        for (const later of equity.slice(bar)) worst = Math.max(worst, 1 - later / peak);
      }
      const found = drawdowns(equity);
      expect(found.depth).toBeCloseTo(worst, 12);
      expect(Math.min(...found.underwater)).toBe(-found.depth + 0);
      expect(drawdowns(equity.map((worth) => worth * 8))).toEqual(found);
    }),
  );
});

test("months by hand: a year's end between two bars, a month without bars, a year without bars", () => {
  const at = [
    "2019-11-29",
    "2019-12-31T23:59:59.999Z",
    "2020-01-01",
    "2020-03-02",
    "2020-03-31",
    "2022-02-01",
  ];
  const rows = monthlyReturns(
    at.map((time) => Date.parse(time)),
    [100, 110, 99, 198, 99, 0],
  );
  const months = (known: Record<number, number>) =>
    Array.from({ length: 12 }, (_, month) => known[month] ?? null);
  expect(rows).toEqual([
    { year: 2019, months: months({ 10: 0, 11: 110 / 100 - 1 }), total: 110 / 100 - 1 },
    { year: 2020, months: months({ 0: 99 / 110 - 1, 2: 0 }), total: 99 / 110 - 1 },
    { year: 2022, months: months({ 1: -1 }), total: -1 },
  ]);
  expect(monthlyReturns([], [])).toEqual([]);
});

test("months compound to their year and years to the whole", () => {
  fc.assert(
    fc.property(
      worths,
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 20_000 }),
      (equity, step, first) => {
        const rows = monthlyReturns(
          equity.map((_, bar) => (first + bar * step) * day),
          equity,
        );
        let whole = 1;
        for (const { months, total } of rows) {
          const year = months.reduce((product: number, month) => product * (1 + (month ?? 0)), 1);
          expect(year / (1 + total)).toBeCloseTo(1, 9);
          whole *= 1 + total;
        }
        expect((whole * (equity[0] ?? 0)) / (equity.at(-1) ?? 0)).toBeCloseTo(1, 9);
        const seen = new Set(
          equity.map((_, bar) => new Date((first + bar * step) * day).toISOString().slice(0, 7)),
        );
        expect(rows.flatMap(({ months }) => months.filter((month) => month !== null)).length).toBe(seen.size);
      },
    ),
  );
});
