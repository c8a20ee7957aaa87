import { type FlagReason, flagReasons } from "@boltz/contract";
import { describe, expect, test } from "vitest";
import { claimantOf, claimMinutes, flagThreshold, flagWeights, isEnoughToLook } from "./moderation.ts";

describe("when reports call a moderator", () => {
  test.each<[FlagReason[], boolean]>([
    [[], false],
    [["spam"], false],
    [["misleading", "copied"], false],
    [["misleading", "copied", "other"], true],
    [["broken", "broken", "broken"], true],
    [["harmful"], true],
    [["spam", "spam", "spam", "spam"], true],
  ])("%j: %s", (open, expected) => {
    expect(isEnoughToLook(open)).toBe(expected);
  });

  test("every report weighs something, so that as many as the threshold are always enough", () => {
    for (const reason of flagReasons) {
      expect(flagWeights[reason]).toBeGreaterThanOrEqual(1);
      expect(isEnoughToLook(Array.from({ length: flagThreshold }, () => reason))).toBe(true);
    }
  });
});

test("a claim holds for its minutes and ends by itself", () => {
  const at = new Date("2026-03-01T10:00:00Z");
  const after = (ms: number) => new Date(at.getTime() + ms);
  expect(claimantOf(null, at)).toBeNull();
  expect(claimantOf({ by: "ada", at }, at)).toBe("ada");
  expect(claimantOf({ by: "ada", at }, after(claimMinutes * 60_000 - 1))).toBe("ada");
  expect(claimantOf({ by: "ada", at }, after(claimMinutes * 60_000))).toBeNull();
});
