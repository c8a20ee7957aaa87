import { type Currency, currencies, type Money } from "@boltz/contract";

type DecimalText = `${number}`;

const isDecimalText = (text: string): text is DecimalText => /^-?\d+(\.\d+)?$/.test(text);

/** Minor units as a decimal number in major units, exactly: 4900 USD is "49.00", 49 JPY is "49". */
export function toMajorText({ amountMinor, currency }: Money): DecimalText {
  const { exponent } = currencies[currency];
  const negative = amountMinor.startsWith("-");
  const digits = amountMinor.replace("-", "").padStart(exponent + 1, "0");
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = digits.slice(digits.length - exponent);
  const text = `${negative ? "-" : ""}${whole}${exponent === 0 ? "" : `.${fraction}`}`;
  if (!isDecimalText(text)) throw new RangeError(`not an amount: ${amountMinor}`);
  return text;
}

/** An amount in the reader's locale, with as many decimals as the currency has. */
export function formatMoney(money: Money, locale?: string): string {
  const { exponent } = currencies[money.currency];
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: money.currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
  }).format(toMajorText(money));
}

export const isFree = (money: Money) => BigInt(money.amountMinor) === 0n;

/** A price on a label: nothing to pay reads "Free". */
export const formatPrice = (money: Money, locale?: string) =>
  isFree(money) ? "Free" : formatMoney(money, locale);

export type ParsedAmount = { ok: true; amountMinor: string } | { ok: false; reason: string };

function separators(locale: string | undefined) {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(1234567.5);
  return {
    group: parts.find(({ type }) => type === "group")?.value ?? ",",
    decimal: parts.find(({ type }) => type === "decimal")?.value ?? ".",
  };
}

/** Removes group separators, but only from places where groups stand, so that "1,5" is never 15. */
function plainDecimal(text: string, locale: string | undefined): string {
  const { group, decimal } = separators(locale);
  const compact = text.trim().replace(/[\s'’]/gu, "");
  const [whole = "", ...fractions] = compact.split(decimal);
  if (!/\s/u.test(group) && whole.includes(group)) {
    const groups = whole.split(group);
    const [first = "", ...rest] = groups;
    const wellGrouped = /^\d{1,3}$/.test(first) && rest.every((part) => /^\d{2,3}$/.test(part));
    if (wellGrouped && rest.at(-1)?.length === 3) return [groups.join(""), ...fractions].join(".");
  }
  return [whole, ...fractions].join(".");
}

/** Reads an amount typed in major units into exact minor units, digit by digit. */
export function parseMajor(text: string, currency: Currency, locale?: string): ParsedAmount {
  const { exponent } = currencies[currency];
  const match = /^(\d+)(?:\.(\d*))?$/.exec(plainDecimal(text, locale));
  if (!match) return { ok: false, reason: "Type an amount in digits, like 49" };
  const [, whole = "", fraction = ""] = match;
  if (fraction.length > exponent)
    return {
      ok: false,
      reason: exponent === 0 ? `${currency} has no decimals` : `${currency} has ${exponent} decimals at most`,
    };
  const digits = `${whole}${fraction.padEnd(exponent, "0")}`.replace(/^0+(?=\d)/, "");
  if (digits.length > 15) return { ok: false, reason: "This amount is too large" };
  return { ok: true, amountMinor: digits };
}

/** What is wrong with a price that a creator typed, in words; undefined when it may be asked. */
export function priceProblem({ amountMinor, currency }: Money, locale?: string): string | undefined {
  const rule = currencies[currency];
  const amount = BigInt(amountMinor);
  const show = (minor: bigint) => formatMoney({ amountMinor: String(minor), currency }, locale);
  if (amount === 0n) return undefined;
  if (amount < rule.minimumMinor) return `Ask at least ${show(rule.minimumMinor)}, or 0 to give it away`;
  if (amount > rule.maximumMinor) return `Ask at most ${show(rule.maximumMinor)}`;
  if (amount % rule.step !== 0n) return `Must be a multiple of ${show(rule.step)}`;
  return undefined;
}
