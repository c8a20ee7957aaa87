import { createListingInput } from "@boltz/contract";
import { expect, test } from "vitest";
import { draftErrorsOf, emptyDraft, type ListingDraft, readDraft, toTags } from "./listing-draft.ts";
import { maySubmit, standingText } from "./listing-standing.ts";
import { withoutFixed } from "./use-new-listing.ts";

const draft: ListingDraft = {
  title: "Golden cross",
  summary: "Holds the index while the fast average leads.",
  description: "Hold while the 50-day average stands above the 200-day average, else cash.",
  tags: ["trend", "etf"],
  amount: "49.90",
  currency: "USD",
  refundDays: 14,
};

test("a whole draft becomes exactly what the server takes", () => {
  const { fields, errors } = readDraft(draft, "en");
  expect(errors).toEqual({});
  expect(fields?.price).toEqual({ amountMinor: "4990", currency: "USD" });
  const values: Record<string, unknown> = { ...fields };
  const { strategyId: _, ...shape } = createListingInput.shape;
  for (const [name, schema] of Object.entries(shape))
    expect(schema.safeParse(values[name]).success).toBe(true);
});

test("an empty draft names every field that is missing", () => {
  const { fields, errors } = readDraft(emptyDraft, "en");
  expect(fields).toBeNull();
  expect(Object.keys(errors).toSorted()).toEqual(["description", "price", "summary", "title"]);
});

test("a price is refused in words of its currency", () => {
  expect(readDraft({ ...draft, amount: "0.10" }, "en-US").errors.price).toMatch(/at least \$0\.50/);
  expect(readDraft({ ...draft, amount: "1.5", currency: "JPY" }, "en").errors.price).toBe(
    "JPY has no decimals",
  );
  expect(readDraft({ ...draft, amount: "1.505", currency: "KWD" }, "en").errors.price).toMatch(/multiple/);
  expect(readDraft({ ...draft, amount: "0" }, "en").errors).toEqual({});
});

test("tags are small letters and single hyphens, each once", () => {
  expect(toTags(["Mean Reversion", "mean-reversion", "trend, ETF,", "—", "S&P 500"])).toEqual([
    "mean-reversion",
    "trend",
    "etf",
    "s-p-500",
  ]);
});

test("the server's issues land on the fields, and leave with the first keystroke", () => {
  const { errors, rest } = draftErrorsOf([
    { path: ["price", "amountMinor"], message: "must be zero or at least 50 minor units" },
    { path: ["tags", 0], message: "may hold letters" },
    { path: [], message: "is odd" },
  ]);
  expect(errors).toEqual({ price: "Must be zero or at least 50 minor units", tags: "May hold letters" });
  expect(rest).toHaveLength(1);
  expect(withoutFixed(errors, { amount: "1" })).toEqual({ tags: "May hold letters" });
});

test("what can be submitted is what a moderator has not read", () => {
  expect(maySubmit({ status: "draft", edits: "none" })).toBe(true);
  expect(maySubmit({ status: "published", edits: "draft" })).toBe(true);
  expect(maySubmit({ status: "published", edits: "none" })).toBe(false);
  expect(maySubmit({ status: "submitted", edits: "none" })).toBe(false);
  expect(maySubmit({ status: "removed", edits: "rejected" })).toBe(false);
  expect(standingText({ status: "published", edits: "submitted" })).toMatch(
    /can be bought.*reads your changes/,
  );
});
