import { type Currency, currencies, currencyCodes } from "@boltz/contract";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatMoney, formatPrice, parseMajor, priceProblem, toMajorText } from "./money.ts";

const money = (amountMinor: string, currency: Currency) => ({ amountMinor, currency });
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("showing an amount", () => {
  test.each([
    ["4900", "USD", "en-US", "$49.00"],
    ["5", "USD", "en-US", "$0.05"],
    ["49", "JPY", "ja-JP", "￥49"],
    ["12345", "KWD", "en-US", "KWD 12.345"],
    ["249900", "INR", "en-IN", "₹2,499.00"],
    ["1950", "EUR", "de-DE", "19,50 €"],
    ["-1330", "EUR", "en-US", "-€13.30"],
    ["9007199254740993", "USD", "en-US", "$90,071,992,547,409.93"],
  ] as const)("%s minor units of %s in %s read %s", (minor, currency, locale, expected) => {
    expect(plain(formatMoney(money(minor, currency), locale))).toBe(expected);
  });

  test("nothing to pay reads Free", () => {
    expect(formatPrice(money("0", "JPY"))).toBe("Free");
  });

  test("what is no amount is refused, not shown", () => {
    expect(() => toMajorText(money("12.5", "USD"))).toThrow(RangeError);
  });
});

describe("reading an amount", () => {
  test.each([
    ["49", "USD", "en", "4900"],
    ["49.9", "USD", "en", "4990"],
    ["0.29", "USD", "en", "29"],
    ["1,234.50", "USD", "en", "123450"],
    ["12,34,567.89", "INR", "en-IN", "123456789"],
    ["1.234,50", "EUR", "de", "123450"],
    ["49.50", "EUR", "de", "4950"],
    ["1 234,5", "EUR", "fr", "123450"],
    ["1200", "JPY", "en", "1200"],
    ["1.234", "KWD", "en", "1234"],
    [" 7. ", "USD", "en", "700"],
    ["007", "USD", "en", "700"],
  ] as const)("%s %s in %s is %s minor units", (text, currency, locale, amountMinor) => {
    expect(parseMajor(text, currency, locale)).toEqual({ ok: true, amountMinor });
  });

  test.each([
    ["", "USD", /digits/],
    ["abc", "USD", /digits/],
    ["-5", "USD", /digits/],
    ["1e3", "USD", /digits/],
    ["1,5", "USD", /digits/],
    ["12.345", "USD", /2 decimals/],
    ["1.5", "JPY", /no decimals/],
    ["1.2345", "KWD", /3 decimals/],
    ["99999999999999999", "USD", /too large/],
  ] as const)("%s %s is refused", (text, currency, reason) => {
    const parsed = parseMajor(text, currency, "en");
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? "" : parsed.reason).toMatch(reason);
  });

  test("whatever is shown is read back as the same amount", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...currencyCodes),
        fc.bigInt({ min: 0n, max: 10n ** 14n }),
        (currency, amount) => {
          const amountMinor = amount.toString();
          expect(parseMajor(toMajorText(money(amountMinor, currency)), currency, "en")).toEqual({
            ok: true,
            amountMinor,
          });
        },
      ),
    );
  });
});

test("a price keeps to the currency's minimum, maximum and step", () => {
  expect(priceProblem(money("0", "USD"))).toBeUndefined();
  expect(priceProblem(money("49", "USD"), "en-US")).toMatch(/\$0\.50/);
  expect(priceProblem(money("50", "USD"))).toBeUndefined();
  expect(priceProblem(money("1001", "KWD"))).toMatch(/multiple/);
  expect(priceProblem(money(String(currencies.JPY.maximumMinor + 1n), "JPY"))).toMatch(/at most/);
});
