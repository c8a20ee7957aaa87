/**
 * Stripe's own rules, kept apart from the marketplace's table on purpose: a mistake there must show here.
 * `step`: amounts of three-decimal currencies end in 0. `fixedFee`: kept of each charge, besides a share of it.
 */
const stripeCurrencies = new Map([
  ["usd", { exponent: 2, minimum: 50, step: 1, fixedFee: 30 }],
  ["eur", { exponent: 2, minimum: 50, step: 1, fixedFee: 30 }],
  ["gbp", { exponent: 2, minimum: 30, step: 1, fixedFee: 30 }],
  ["inr", { exponent: 2, minimum: 50, step: 1, fixedFee: 30 }],
  ["jpy", { exponent: 0, minimum: 50, step: 1, fixedFee: 30 }],
  ["kwd", { exponent: 3, minimum: 160, step: 10, fixedFee: 90 }],
]);

export const maximumAmount = 99_999_999;

export interface StripeCurrency {
  exponent: number;
  minimum: number;
  step: number;
  fixedFee: number;
}

export function findStripeCurrency(code: string): StripeCurrency | undefined {
  return stripeCurrencies.get(code);
}

/** What is kept of a charge: 2.9 % and the fixed part. */
export function chargeFee(amount: number, code: string): number {
  const { step, fixedFee } = stripeCurrencies.get(code) ?? { step: 1, fixedFee: 30 };
  return Math.round((amount * 29) / 1000 / step) * step + fixedFee;
}

/** `1234, "usd"` as `$12.34`. */
export function formatAmount(amount: number, code: string): string {
  const exponent = stripeCurrencies.get(code)?.exponent ?? 2;
  const digits = String(amount).padStart(exponent + 1, "0");
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = digits.slice(digits.length - exponent);
  const text = exponent === 0 ? whole : `${whole}.${fraction}`;
  const format = new Intl.NumberFormat("en", {
    style: "currency",
    currency: code.toUpperCase(),
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  });
  return format.format(Number(text));
}
