import { correlation } from "@boltz/backtest";
import { z } from "zod";

/** Returns by month, as runs store them: "2020-03" is 0.01. */
export const monthlyVector = z.record(z.string(), z.number());
export type MonthlyVector = z.infer<typeof monthlyVector>;

/** With fewer months in common, a likeness says nothing. */
const MONTHS = 24;

/** The correlation of two records by the months that both have; null with too few, or one that never moves. */
export const correlationOf = (a: MonthlyVector, b: MonthlyVector): number | null => {
  const months = Object.keys(a).filter((month) => Object.hasOwn(b, month));
  if (months.length < MONTHS) return null;
  const returnsIn = (vector: MonthlyVector) => months.map((month) => vector[month] ?? 0);
  return correlation(returnsIn(a), returnsIn(b));
};
