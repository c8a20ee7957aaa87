import fc from "fast-check";
import { expect, test } from "vitest";
import { currencyName, formatSigned, formatTick, sumMinor } from "./amounts.ts";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

test.each([
  [{ amountMinor: "3430", currency: "USD" }, "en-US", "+$34.30"],
  [{ amountMinor: "-1500", currency: "JPY" }, "en-US", "-¥1,500"],
  [{ amountMinor: "-12345", currency: "KWD" }, "en-US", "-KWD 12.345"],
  [{ amountMinor: "0", currency: "USD" }, "en-US", "$0.00"],
  [{ amountMinor: "9007199254740993", currency: "USD" }, "en-US", "+$90,071,992,547,409.93"],
] as const)("%j in %s reads %s", (money, locale, text) => {
  expect(plain(formatSigned(money, locale))).toBe(text);
});

test("amounts are summed exactly, however large, whatever their signs", () => {
  expect(sumMinor([])).toBe("0");
  expect(sumMinor(["9007199254740993", "-1", "-2"])).toBe("9007199254740990");
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n })), (amounts) => {
      const sum = amounts.reduce((left, right) => left + right, 0n);
      expect(sumMinor(amounts.map(String))).toBe(sum.toString());
    }),
  );
});

test("a currency has a name, and an axis short amounts without needless decimals", () => {
  expect(currencyName("KWD", "en")).toBe("Kuwaiti Dinar");
  expect(formatTick(1_234, "USD", "en-US")).toBe("$1.2K");
  expect(formatTick(20, "USD", "en-US")).toBe("$20");
  expect(formatTick(1_500, "JPY", "ja-JP")).toBe("￥1500");
});
