import { expect, test } from "vitest";
import { isoWeekOf } from "./run-name.ts";

test.each([
  ["2026-01-01T00:00:00Z", "2026-W01"],
  ["2025-12-29T00:00:00Z", "2026-W01"],
  ["2025-12-28T23:59:59Z", "2025-W52"],
  ["2021-01-03T12:00:00Z", "2020-W53"],
  ["2027-01-03T12:00:00Z", "2026-W53"],
  ["2026-07-27T06:00:00Z", "2026-W31"],
  ["2026-07-26T23:59:59Z", "2026-W30"],
])("%s is in %s", (at, week) => {
  expect(isoWeekOf(new Date(at))).toBe(week);
});
