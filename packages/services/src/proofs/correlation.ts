import { z } from "zod";

/** Returns by month, as runs store them: "2020-03" is 0.01. */
export const monthlyVector = z.record(z.string(), z.number());
export type MonthlyVector = z.infer<typeof monthlyVector>;

/** With fewer months in common, a likeness says nothing. */
const MONTHS = 24;

/** Pearson's correlation of two records by the months that both have; null with too few, or one that never moves. */
export const correlationOf = (a: MonthlyVector, b: MonthlyVector): number | null => {
  const pairs = Object.entries(a).flatMap(([month, first]) => {
    const second = Object.hasOwn(b, month) ? b[month] : undefined;
    return second === undefined ? [] : [[first, second] as const];
  });
  if (pairs.length < MONTHS) return null;
  const meanOf = (side: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length;
  const [meanA, meanB] = [meanOf(0), meanOf(1)];
  let [shared, ofA, ofB] = [0, 0, 0];
  for (const [first, second] of pairs) {
    shared += (first - meanA) * (second - meanB);
    ofA += (first - meanA) ** 2;
    ofB += (second - meanB) ** 2;
  }
  return ofA === 0 || ofB === 0 ? null : shared / Math.sqrt(ofA * ofB);
};
