import { expect, test } from "vitest";
import { evidenceDue } from "./evidence-due.ts";

const now = new Date("2026-11-22T12:00:00.000Z");
const due = (hours: number) =>
  evidenceDue(new Date(now.getTime() + hours * 3_600_000).toISOString(), now, "en-US");

test.each([
  [240, "calm", /^Evidence due in 10 days, Dec/],
  [72, "calm", /in 3 days/],
  [71, "urgent", /in 2 days/],
  [47, "urgent", /in 47 hours/],
  [1.5, "urgent", /in 1 hour,/],
  [0.5, "urgent", /in less than an hour/],
  [0, "late", /^Evidence was due Nov/],
  [-30, "late", /^Evidence was due Nov/],
] as const)("%s hours before it is %s", (hours, tone, text) => {
  expect(due(hours).tone).toBe(tone);
  expect(due(hours).text).toMatch(text);
});
