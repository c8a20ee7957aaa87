import { expect, test } from "vitest";
import { currenciesOf, seriesOf, totalsOf } from "./earnings-series.ts";

const chart = [
  { start: "2026-11-23", currency: "KWD" as const, sales: 1, earnedMinor: "3500", refundedMinor: "0" },
  { start: "2026-11-30", currency: "USD" as const, sales: 2, earnedMinor: "6860", refundedMinor: "4900" },
  { start: "2026-11-23", currency: "USD" as const, sales: 0, earnedMinor: "0", refundedMinor: "0" },
  { start: "2026-11-30", currency: "KWD" as const, sales: 0, earnedMinor: "0", refundedMinor: "0" },
];

test("currencies never share a chart", () => {
  expect(currenciesOf(chart)).toEqual(["USD", "KWD"]);
  expect(currenciesOf([])).toEqual([]);
  expect(seriesOf(chart, { currency: "KWD", span: "week" }).map(({ sales }) => sales)).toEqual([1, 0]);
});

test("steps go forward in time, with refunds below the axis", () => {
  expect(seriesOf(chart, { currency: "USD", span: "week", locale: "en-GB" })).toEqual([
    expect.objectContaining({ label: "23 Nov", earned: 0, refunded: 0 }),
    expect.objectContaining({ label: "30 Nov", earned: 68.6, refunded: -49 }),
  ]);
  expect(seriesOf(chart, { currency: "KWD", span: "month", locale: "en-GB" })[0]).toMatchObject({
    label: "Nov 26",
    earned: 3.5,
  });
});

test("totals are exact, and those of nothing are nothing", () => {
  expect(totalsOf(seriesOf(chart, { currency: "USD", span: "week" }))).toEqual({
    sales: 2,
    earnedMinor: "6860",
    refundedMinor: "4900",
  });
  expect(totalsOf([])).toEqual({ sales: 0, earnedMinor: "0", refundedMinor: "0" });
});
