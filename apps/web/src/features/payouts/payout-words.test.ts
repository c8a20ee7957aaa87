import {
  type CreatorBalance,
  type ProviderName,
  payoutAccountView,
  payoutSkipReasons,
} from "@boltz/contract";
import { describe, expect, test } from "vitest";
import {
  accountFor,
  blockedText,
  holdsPayouts,
  providersFor,
  reasonText,
  requirementText,
} from "./payout-words.ts";

const accountAt = (provider: ProviderName, status: string) =>
  payoutAccountView.parse({
    id: "pac_01m81rhhyeecv80qyjt241nv7y",
    provider,
    status,
    country: "IN",
    requirements: [],
    heldUntil: null,
    createdAt: "2026-11-22T12:00:00.000Z",
  });

const balance = (change: Partial<CreatorBalance>): CreatorBalance => ({
  currency: "JPY",
  pendingMinor: "0",
  availableMinor: "900",
  reservedMinor: "0",
  debtMinor: "0",
  nextRelease: null,
  payoutMinimumMinor: "1000",
  blockedBy: null,
  blockedUntil: null,
  ...change,
});

test.each(payoutSkipReasons)("%s is a sentence of its own", (reason) => {
  const text = reasonText({ reason, currency: "USD", until: null, minimumMinor: undefined });
  expect(text).toMatch(/^[A-Z].{20,}\.$/);
  expect(text).not.toContain(reason);
});

test("a reason says the amount or the moment that ends it", () => {
  expect(blockedText(balance({}), "en-US")).toBeNull();
  expect(blockedText(balance({ blockedBy: "below_minimum" }), "en-US")).toContain("once it reaches ¥1,000.");
  const held = balance({ blockedBy: "security_hold", blockedUntil: "2026-12-01T10:00:00.000Z" });
  expect(blockedText(held, "en-US")).toMatch(/72 hours\. The wait ends on .*2026.*\.$/);
});

describe("where a payout goes", () => {
  const both: ProviderName[] = ["stripe", "razorpay"];

  test("rupees go through Razorpay first, dollars through Stripe alone", () => {
    expect(providersFor("INR", both)).toEqual(["razorpay", "stripe"]);
    expect(providersFor("USD", both)).toEqual(["stripe"]);
    expect(providersFor("USD", ["razorpay"])).toEqual([]);
  });

  test("an account that is active is taken before one that is not", () => {
    const waiting = accountAt("razorpay", "pending");
    const ready = accountAt("stripe", "active");
    expect(accountFor("INR", [waiting, ready], both)).toBe(ready);
    expect(accountFor("INR", [waiting], both)).toBe(waiting);
    expect(accountFor("USD", [waiting], both)).toBeUndefined();
  });
});

test.each([
  ["identity.individual.given_name", "Given name"],
  ["identity.individual.documents.primary_verification", "Documents, primary verification"],
  ["external_account", "External account"],
  ["The document is not readable.", "The document is not readable."],
])("the requirement %s reads %s", (requirement, text) => {
  expect(requirementText(requirement)).toBe(text);
});

test.each([
  ["stripe", [], false],
  ["stripe", [["stripe", "planned"]], false],
  ["stripe", [["stripe", "onboarding"]], false],
  ["stripe", [["stripe", "active"]], true],
  ["stripe", [["stripe", "restricted"]], false],
  ["stripe", [["stripe", "rejected"]], true],
  ["razorpay", [["razorpay", "onboarding"]], true],
  ["razorpay", [["stripe", "active"]], true],
] as const)("setting up at %s beside %j makes payouts wait: %s", (provider, there, waits) => {
  const accounts = there.map(([name, status]) => accountAt(name, status));
  expect(holdsPayouts(provider, accounts)).toBe(waits);
});
