import type { Currency, FieldIssue, OwnListing } from "@boltz/contract";
import { issuesByField } from "../../api/errors.ts";
import { parseMajor, priceProblem, toMajorText } from "../../format/money.ts";

/** A listing as it is being typed: every field as the author left it, wrong or right. */
export interface ListingDraft {
  title: string;
  summary: string;
  description: string;
  tags: string[];
  amount: string;
  currency: Currency;
  refundDays: RefundDays;
}

export type DraftField = "title" | "summary" | "description" | "tags" | "price" | "refundDays";
export type DraftErrors = Partial<Record<DraftField, string>>;
const draftFields: readonly DraftField[] = ["title", "summary", "description", "tags", "price", "refundDays"];

export const refundDaysOffered = [0, 7, 14, 30] as const;
export type RefundDays = (typeof refundDaysOffered)[number];

export const emptyDraft: ListingDraft = {
  title: "",
  summary: "",
  description: "",
  tags: [],
  amount: "",
  currency: "USD",
  refundDays: 14,
};

export const draftOf = (listing: OwnListing): ListingDraft => ({
  title: listing.title,
  summary: listing.summary,
  description: listing.description,
  tags: listing.tags,
  amount: toMajorText(listing.price),
  currency: listing.price.currency,
  refundDays: refundDaysOffered.find((days) => days === listing.refundDays) ?? 0,
});

const lengths: readonly { field: "title" | "summary" | "description"; min: number; max: number }[] = [
  { field: "title", min: 5, max: 100 },
  { field: "summary", min: 20, max: 200 },
  { field: "description", min: 50, max: 20_000 },
];

const toTag = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 30);

/** What was typed or pasted, as tags: in small letters, each once, split where commas are. */
export const toTags = (typed: readonly string[]): string[] => [
  ...new Set(
    typed
      .flatMap((text) => text.split(","))
      .map(toTag)
      .filter((tag) => tag !== ""),
  ),
];

/** What is wrong with a draft, and, when nothing is, the fields as the server takes them. */
export function readDraft(draft: ListingDraft, locale?: string) {
  const errors: DraftErrors = {};
  for (const { field, min, max } of lengths) {
    const { length } = draft[field].trim();
    if (length < min) errors[field] = `Write at least ${min} characters (now ${length})`;
    if (length > max) errors[field] = `Write at most ${max} characters (now ${length})`;
  }
  if (draft.tags.some((tag) => tag.length < 2)) errors.tags = "A tag has at least 2 letters";
  if (draft.tags.length > 8) errors.tags = "Eight tags are the most";
  const amount = parseMajor(draft.amount, draft.currency, locale);
  const price = { amountMinor: amount.ok ? amount.amountMinor : "0", currency: draft.currency };
  const problem = amount.ok ? priceProblem(price, locale) : amount.reason;
  if (problem !== undefined) errors.price = problem;
  const fields = {
    title: draft.title.trim(),
    summary: draft.summary.trim(),
    description: draft.description.trim(),
    tags: draft.tags,
    price,
    refundDays: draft.refundDays,
  };
  return { errors, fields: Object.keys(errors).length === 0 ? fields : null };
}

/** Every promise that was refused on submitting, at the field that makes it. */
export function refusedClaims(issues: readonly FieldIssue[]): DraftErrors {
  const found = draftFields.map((field) => ({
    field,
    words: issues.filter(({ path }) => path[0] === field).map(({ message }) => message),
  }));
  return Object.fromEntries(
    found.filter(({ words }) => words.length > 0).map(({ field, words }) => [field, words.join("; ")]),
  );
}

/** The server's issues on the fields of the form; the rest stays to be shown above it. */
export function draftErrorsOf(issues: readonly FieldIssue[]): { errors: DraftErrors; rest: FieldIssue[] } {
  const { byField, rest } = issuesByField(issues, draftFields);
  return { errors: byField, rest };
}
