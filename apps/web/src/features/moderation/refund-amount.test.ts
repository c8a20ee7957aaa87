import type { Currency } from "@boltz/contract";
import { expect, test } from "vitest";
import { readRefundAmount } from "./refund-amount.ts";

const read = (text: string, currency: Currency, leftMinor: string, locale = "en-US") =>
  readRefundAmount(text, { amountMinor: leftMinor, currency }, locale);

test.each([
  ["20", "USD", "4900", "2000"],
  ["0.29", "USD", "4900", "29"],
  ["49.00", "USD", "4900", "4900"],
  ["1,500", "JPY", "4000", "1500"],
  ["1.230", "KWD", "12340", "1230"],
  ["1.2", "KWD", "12340", "1200"],
  ["12.345", "KWD", "12345", "12345"],
  ["1,23,456.78", "INR", "99999999", "12345678"],
] as const)("%s %s is %3$s minor units", (text, currency, left, amountMinor) => {
  const locale = currency === "INR" ? "en-IN" : "en-US";
  expect(read(text, currency, left, locale)).toEqual({ ok: true, amountMinor });
});

test.each([
  ["", "USD", "4900", "Type an amount in digits, like 49"],
  ["0.00", "USD", "4900", "Type an amount above zero"],
  ["49.01", "USD", "4900", "Only $49.00 is left"],
  ["20.005", "USD", "4900", "USD has 2 decimals at most"],
  ["1.5", "JPY", "4000", "JPY has no decimals"],
  ["4001", "JPY", "4000", "Only ¥4,000 is left"],
  ["1.2345", "KWD", "12340", "KWD has 3 decimals at most"],
  ["1.234", "KWD", "12340", "Must be a multiple of KWD 0.010"],
  ["-5", "USD", "4900", "Type an amount in digits, like 49"],
] as const)("%s %s of %s is refused: %s", (text, currency, left, reason) => {
  const refused = read(text, currency, left);
  expect(refused.ok ? "" : refused.reason.replace(/\u00a0/g, " ")).toBe(reason);
});
