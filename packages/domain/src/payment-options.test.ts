import { expect, test } from "vitest";
import { paymentOptionsFor } from "./payment-options.ts";

const both = ["stripe", "razorpay"] as const;
const words = (facts: Parameters<typeof paymentOptionsFor>[0]) =>
  paymentOptionsFor(facts).map(({ provider, method }) => `${provider} ${method}`);

test.each([
  ["INR", "IN", both, ["razorpay upi", "razorpay card", "stripe card"]],
  ["INR", null, both, ["razorpay upi", "razorpay card", "stripe card"]],
  ["INR", "DE", both, ["stripe card", "razorpay card"]],
  ["INR", "IN", ["stripe"], ["stripe card"]],
  ["INR", "DE", ["razorpay"], ["razorpay card"]],
  ["USD", "IN", both, ["stripe card"]],
  ["KWD", null, both, ["stripe card"]],
  ["USD", null, ["razorpay"], []],
  ["USD", null, [], []],
] as const)("%s from %s with %j configured: %j", (currency, country, configured, expected) => {
  expect(words({ currency, country, configured })).toEqual(expected);
});
