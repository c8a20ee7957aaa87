/**
 * Stripe's own rules, kept apart from the marketplace's table on purpose: a mistake there must show here.
 * `step`: amounts of three-decimal currencies end in 0.
 */
const stripeCurrencies = new Map([
  ["usd", { exponent: 2, minimum: 50, step: 1 }],
  ["eur", { exponent: 2, minimum: 50, step: 1 }],
  ["gbp", { exponent: 2, minimum: 30, step: 1 }],
  ["inr", { exponent: 2, minimum: 50, step: 1 }],
  ["jpy", { exponent: 0, minimum: 50, step: 1 }],
  ["kwd", { exponent: 3, minimum: 160, step: 10 }],
]);

export const maximumAmount = 99_999_999;

export interface StripeCurrency {
  exponent: number;
  minimum: number;
  step: number;
}

export function findStripeCurrency(code: string): StripeCurrency | undefined {
  return stripeCurrencies.get(code);
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
