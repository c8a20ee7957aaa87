import type { Currency, Money } from "@boltz/contract";
import { currencies } from "@boltz/contract";
import { toMajorText } from "./money.ts";

/** The exact sum of amounts in minor units. */
export const sumMinor = (amounts: readonly string[]): string =>
  amounts.reduce((sum, amount) => sum + BigInt(amount), 0n).toString();

export const isZero = (amountMinor: string) => BigInt(amountMinor) === 0n;

/** An amount that went in or out, always with its sign: "+$34.30", "-$34.30". */
export function formatSigned(money: Money, locale?: string): string {
  const { exponent } = currencies[money.currency];
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: money.currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
    signDisplay: "exceptZero",
  }).format(toMajorText(money));
}

/** The currency's name in the reader's language: "US Dollar". */
export const currencyName = (currency: Currency, locale?: string): string =>
  new Intl.DisplayNames(locale, { type: "currency" }).of(currency) ?? currency;

/** Major units as a number, for the height of a bar and never for a sum. */
export const heightOf = (money: Money): number => Number(toMajorText(money));

/** A short amount for an axis: "$1.2K". */
export const formatTick = (major: number, currency: Currency, locale?: string): string =>
  new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    notation: "compact",
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  }).format(major);
