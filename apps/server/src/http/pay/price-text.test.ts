import type { Money } from "@boltz/contract";
import { expect, test } from "vitest";
import { priceText } from "./price-text.ts";

test.each<[Money, string | undefined, string]>([
  [{ amountMinor: "399900", currency: "INR" }, undefined, "₹3,999.00"],
  [{ amountMinor: "12345600", currency: "INR" }, "en-IN,en;q=0.9", "₹1,23,456.00"],
  [{ amountMinor: "399900", currency: "INR" }, "de-DE,de;q=0.9", "3.999,00 ₹"],
  [{ amountMinor: "500", currency: "JPY" }, "en-US", "¥500"],
  [{ amountMinor: "1500", currency: "KWD" }, "en-US", "KWD 1.500"],
  [{ amountMinor: "399900", currency: "INR" }, "no such, language", "₹3,999.00"],
  [{ amountMinor: "399900", currency: "INR" }, "*", "₹3,999.00"],
])("%j for %s", (price, language, expected) => {
  expect(priceText(price, language).replaceAll("\u00a0", " ")).toBe(expected);
});
