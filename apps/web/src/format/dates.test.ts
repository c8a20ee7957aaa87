import { expect, test } from "vitest";
import { formatCalendarDay, formatMomentInZone } from "./dates.ts";
import { formatShare } from "./numbers.ts";

test("a moment says its time zone, with the day that it is there", () => {
  expect(formatMomentInZone("2026-11-30T23:30:00.000Z", "en-GB", "UTC")).toBe("30 Nov 2026, 23:30 UTC");
  expect(formatMomentInZone("2026-11-30T23:30:00.000Z", "en-GB", "Asia/Kolkata")).toMatch(
    /^1 Dec 2026, 05:00 /,
  );
});

test("a day of the books stays that day wherever it is read", () => {
  expect(formatCalendarDay("2026-12-01", undefined, "en-GB")).toBe("1 Dec 2026");
  expect(formatCalendarDay("2026-12-01", { month: "short", year: "numeric" }, "en-GB")).toBe("Dec 2026");
});

test("a share is a percentage, and of nothing it is none", () => {
  expect(formatShare(1, 8, "en")).toBe("12.5%");
  expect(formatShare(0, 8, "en")).toBe("0%");
  expect(formatShare(0, 0, "en")).toBe("–");
});
