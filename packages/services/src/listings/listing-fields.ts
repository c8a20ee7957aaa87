import type { createListingInput } from "@boltz/contract";
import type { z } from "zod";

type Wire = Omit<z.output<typeof createListingInput>, "strategyId">;

/** The author's fields as the tables keep them. */
export const listingFieldsOf = (input: Wire) => ({
  title: input.title,
  summary: input.summary,
  description: input.description,
  tags: input.tags,
  priceMinor: BigInt(input.price.amountMinor),
  currency: input.price.currency,
  refundDays: input.refundDays,
});

type Terms = Pick<ListingFields, "priceMinor" | "currency"> & { refundDays: number };
type Words = Pick<ListingFields, "title" | "summary" | "description" | "tags">;
export type ListingFields = ReturnType<typeof listingFieldsOf>;

/** What the author of a public listing may change without asking: its terms. The words are read first. */
export const sameTerms = (a: Terms, b: Terms) =>
  a.priceMinor === b.priceMinor && a.currency === b.currency && a.refundDays === b.refundDays;

export const sameWords = (a: Words, b: Words) =>
  a.title === b.title &&
  a.summary === b.summary &&
  a.description === b.description &&
  a.tags.length === b.tags.length &&
  a.tags.every((tag, index) => tag === b.tags[index]);
