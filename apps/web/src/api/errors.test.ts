import { errorSentences } from "@boltz/contract";
import { expect, test } from "vitest";
import { mayRetry, wireErrorOf } from "./errors.ts";

test("a refusal is read with its sentence, its issues and its code to quote", () => {
  const error = {
    data: {
      code: "price_changed",
      message: errorSentences.price_changed,
      issues: [{ path: ["expectedPrice"], message: "is old" }, "odd"],
      correlationId: "c-1",
    },
  };
  expect(wireErrorOf(error)).toEqual({
    code: "price_changed",
    sentence: errorSentences.price_changed,
    issues: [{ path: ["expectedPrice"], message: "is old" }],
    correlationId: "c-1",
  });
  expect(mayRetry(error)).toBe(false);
});

test.each([
  [new TypeError("Failed to fetch"), "unreachable"],
  [undefined, "unreachable"],
  [{ data: { code: "surprise" } }, "unreachable"],
  [{ shape: {}, data: { code: "surprise" } }, "internal"],
] as const)("%j becomes a plain sentence", (error, code) => {
  const failure = wireErrorOf(error);
  expect(failure.code).toBe(code);
  expect(failure.sentence).not.toMatch(/fetch|surprise/);
  expect(mayRetry(error)).toBe(true);
});
