import type { ProofReport } from "@boltz/contract";
import type { Series } from "./moments.ts";
import { growth } from "./returns.ts";

type MonthlyReturns = ProofReport["monthly"];

const emptyYear = (year: number): MonthlyReturns[number] => ({
  year,
  months: Array.from({ length: 12 }, () => null),
  total: 0,
});

/**
 * Returns by calendar month in UTC, as shares, and each year's total: from the last worth before the month (the first
 * worth of all for the first one) to the last within it. Months without bars are null, years without bars are left out.
 * `at` is milliseconds since 1970, ascending, as long as `equity`.
 */
export function monthlyReturns(at: Series, equity: Series): MonthlyReturns {
  const years: MonthlyReturns = [];
  let row = emptyYear(Number.NaN);
  let month = -1;
  let worth = equity[0] ?? 0;
  let beforeMonth = worth;
  let beforeYear = worth;
  for (let bar = 0; bar < at.length; bar++) {
    const date = new Date(at[bar] ?? 0);
    const isNewYear = date.getUTCFullYear() !== row.year;
    if (isNewYear || date.getUTCMonth() !== month) {
      beforeMonth = worth;
      month = date.getUTCMonth();
    }
    if (isNewYear) {
      beforeYear = worth;
      row = emptyYear(date.getUTCFullYear());
      years.push(row);
    }
    worth = equity[bar] ?? worth;
    row.months[month] = growth(beforeMonth, worth);
    row.total = growth(beforeYear, worth);
  }
  return years;
}
