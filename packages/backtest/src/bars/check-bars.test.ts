import { expect, test } from "vitest";
import type { Bars } from "./bars.ts";
import { checkBars } from "./check-bars.ts";

const day = 86_400_000;

/** Twenty good days of 24 hours each, one value of which a test spoils. */
function spoiled(field: keyof Bars, bar: number, value: number): Bars {
  const column = (value: number) => Float64Array.from({ length: 20 }, () => value);
  const bars = {
    at: Float64Array.from({ length: 20 }, (_, place) => place * day),
    open: column(100),
    high: column(110),
    low: column(90),
    close: column(105),
    volume: column(0),
  };
  bars[field][bar] = value;
  return bars;
}

const good = () => spoiled("close", 0, 105);

test("good bars have no issue, and those at the edges of their range neither", () => {
  const none = { issues: [], gaps: [], issueCount: 0, gapCount: 0 };
  expect(checkBars(good(), "1d", "crypto")).toEqual(none);
  expect(checkBars(spoiled("close", 3, 110), "1d", "crypto")).toEqual(none);
  expect(checkBars(spoiled("open", 3, 90), "1d", "crypto")).toEqual(none);
  const empty = new Float64Array();
  const nothing = { at: empty, open: empty, high: empty, low: empty, close: empty, volume: empty };
  expect(checkBars(nothing, "1d", "crypto")).toEqual(none);
});

const spoils: [keyof Bars, number, string][] = [
  ["at", 4 * day, "has the same time as the bar before"],
  ["at", 3 * day, "is earlier than the bar before"],
  ["at", 4.5, "its time is no whole number of milliseconds"],
  ["at", Number.NaN, "its time is no whole number of milliseconds"],
  ["open", 110.5, "its open, 110.5, lies outside of 90 to 110"],
  ["open", 89, "its open, 89, lies outside of 90 to 110"],
  ["close", 111, "its close, 111, lies outside of 90 to 110"],
  ["close", 89, "its close, 89, lies outside of 90 to 110"],
  ["high", 80, "its high, 80, is below its low, 90"],
  ["low", 0, "its low is 0; a price is a number from 1e-9 to 1000000000000"],
  ["low", -1, "its low is -1; a price is a number from 1e-9 to 1000000000000"],
  ["high", Number.POSITIVE_INFINITY, "its high is Infinity; a price is a number from 1e-9 to 1000000000000"],
  ["close", Number.NaN, "its close is NaN; a price is a number from 1e-9 to 1000000000000"],
  ["volume", -1, "its volume is -1; a volume is a number from 0 to 1000000000000000000"],
  ["volume", Number.NaN, "its volume is NaN; a volume is a number from 0 to 1000000000000000000"],
];

test.each(spoils)("%s of %d is named", (field, value, message) => {
  const { issues, issueCount } = checkBars(spoiled(field, 5, value), "1d", "crypto");
  expect(issues).toEqual([{ bar: 5, message }]);
  expect(issueCount).toBe(1);
});

test("columns of different lengths are one issue", () => {
  const { issues } = checkBars({ ...good(), volume: new Float64Array(19) }, "1d", "crypto");
  expect(issues).toEqual([{ bar: 0, message: "the columns are not of equal length" }]);
});

test("gaps are told by timeframe and market, and are no issues", () => {
  const weekend = { ...good(), at: good().at.map((at, bar) => (bar < 5 ? at : at + 2 * day)) };
  expect(checkBars(weekend, "1d", "crypto").gaps).toEqual([
    { bar: 5, message: "comes 3 days after the bar before" },
  ]);
  expect(checkBars(weekend, "1d", "stocks").gaps).toEqual([]);
  expect(checkBars(weekend, "1w", "crypto").gaps).toEqual([]);

  const month = { ...good(), at: good().at.map((at, bar) => (bar < 5 ? at : at + 30 * day)) };
  expect(checkBars(month, "1d", "stocks")).toMatchObject({ issueCount: 0, gapCount: 1, gaps: [{ bar: 5 }] });
  expect(checkBars(month, "1h", "crypto").gapCount).toBe(19);
  expect(checkBars(month, "1h", "crypto").gaps[0]?.message).toBe("comes 24 hours after the bar before");
});

test("of many remarks all are counted and fifty are listed", () => {
  const count = 1_000;
  const column = (value: number) => new Float64Array(count).fill(value);
  const at = Float64Array.from({ length: count }, (_, bar) => bar * 10 * day);
  const bars = { at, open: column(1), high: column(1), low: column(2), close: column(1), volume: column(1) };
  const check = checkBars(bars, "1d", "stocks");
  expect(check).toMatchObject({ issueCount: count, gapCount: count - 1 });
  expect([check.issues.length, check.gaps.length]).toEqual([50, 50]);
});
