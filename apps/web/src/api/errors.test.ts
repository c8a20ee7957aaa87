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
    retryAfterSeconds: null,
  });
  expect(mayRetry(error)).toBe(false);
});

test.each([
  [1, "1 second"],
  [60, "60 seconds"],
  [100, "2 minutes"],
  [900, "15 minutes"],
  [86_400, "24 hours"],
])("%d seconds are %s to wait, and are not waited for by asking again at once", (seconds, words) => {
  const error = { data: { code: "rate_limited", correlationId: "c-1", retryAfterSeconds: seconds } };
  expect(wireErrorOf(error)).toMatchObject({
    sentence: `That was too often in a short time. Try again in ${words}.`,
    retryAfterSeconds: seconds,
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
