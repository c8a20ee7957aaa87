import { expect, test } from "vitest";
import { moneyText } from "./money-text.ts";

test.each([
  [4_900n, "USD", "49.00 USD"],
  [5n, "EUR", "0.05 EUR"],
  [0n, "GBP", "0.00 GBP"],
  [500n, "JPY", "500 JPY"],
  [0n, "JPY", "0 JPY"],
  [1_500n, "KWD", "1.500 KWD"],
  [7n, "KWD", "0.007 KWD"],
  [-1_234n, "INR", "-12.34 INR"],
] as const)("%s minor units of %s read %s", (amountMinor, currency, text) => {
  expect(moneyText(amountMinor, currency)).toBe(text);
});
