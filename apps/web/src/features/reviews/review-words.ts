import type { PriceBracket } from "@boltz/contract";
import { formatMoney } from "../../format/money.ts";
import { plural } from "../../format/numbers.ts";

/** How long its writer had it installed. */
export const usedWords = (days: number | null): string => {
  if (days === null) return "never installed";
  return days === 0 ? "installed the same day" : `installed for ${plural(days, "day")}`;
};

/** Roughly what its writer paid. */
export const paidWords = (paid: PriceBracket | null): string => {
  if (paid === null) return "got it for free";
  const { from, to } = paid;
  if (from === null) return to === null ? "paid" : `paid under ${formatMoney(to)}`;
  return to === null
    ? `paid ${formatMoney(from)} or more`
    : `paid ${formatMoney(from)} to ${formatMoney(to)}`;
};
