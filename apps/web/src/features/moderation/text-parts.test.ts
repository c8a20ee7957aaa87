import { expect, test } from "vitest";
import { hasChanged, shortened, textParts, valueParts } from "./text-parts.ts";

test("added and removed words stand apart, and what is not removed is the new text", () => {
  const [before, now] = ["Trades the index twice a week.", "Trades the index once a month, at the close."];
  const parts = textParts(before, now);
  const text = (kinds: string[]) =>
    parts
      .filter(({ kind }) => kinds.includes(kind))
      .map((part) => part.text)
      .join("");
  expect(text(["same", "added"])).toBe(now);
  expect(text(["same", "removed"])).toBe(before);
  expect(parts).toContainEqual({ kind: "removed", text: "twice", claim: null });
  expect(parts).toContainEqual({ kind: "added", text: "once", claim: null });
});

test("what was rewritten is shown whole, what went before what came", () => {
  const kinds = (before: string, now: string) =>
    textParts(before, now).map(({ kind, text }) => [kind, text.trim()]);
  expect(kinds("Holds three funds while they rise.", "Sells one bond when it falls.")).toEqual([
    ["removed", "Holds three funds while they rise."],
    ["added", "Sells one bond when it falls."],
  ]);
  expect(
    kinds("It holds three broad index funds all year.", "It sells one small index funds all year."),
  ).toEqual([
    ["same", "It"],
    ["removed", "holds three broad"],
    ["added", "sells one small"],
    ["same", "index funds all year."],
  ]);
});

test("a promise is marked wherever a change cuts through it", () => {
  const parts = textParts("Profit is nice and risk free.", "Profit is guaranteed and risk free.");
  expect(parts.filter(({ claim }) => claim !== null)).toEqual([
    { kind: "added", text: "guaranteed", claim: "guarantee" },
    { kind: "same", text: "risk free", claim: "no_risk" },
  ]);
  const cut = textParts("It has risk.", "It has no risk.");
  expect(
    cut
      .filter(({ claim }) => claim === "no_risk")
      .map(({ text }) => text)
      .join(""),
  ).toBe("no risk");
});

test("far from a change the text is left out, near it stays", () => {
  const words = "word ".repeat(200);
  const parts = textParts(`${words}old ${words}`, `${words}new ${words}`);
  const shown = shortened(parts);
  expect(shown.map(({ kind }) => kind)).toEqual(["skipped", "same", "removed", "added", "same", "skipped"]);
  expect(shown.map(({ text }) => text).join("").length).toBeLessThan(220);
  expect(hasChanged(parts)).toBe(true);
  expect(hasChanged(textParts(words, words))).toBe(false);
});

test("texts without a word in common do not hold the page up", () => {
  const random = (seed: number) =>
    Array.from({ length: 6_000 }, (_, place) => ((place * 7_919 * seed) % 1_000_003).toString(36)).join(" ");
  const [before, now] = [random(3), random(11)];
  const begun = performance.now();
  const parts = textParts(before, now);
  expect(performance.now() - begun).toBeLessThan(5_000);
  expect(
    parts
      .filter(({ kind }) => kind !== "removed")
      .map(({ text }) => text)
      .join(""),
  ).toBe(now);
});

test("a value is replaced whole", () => {
  expect(valueParts("49.00 USD", "59.00 USD").map(({ kind }) => kind)).toEqual(["removed", "added"]);
});
