import { type Currency, currencies, type ListingSort, listingSorts } from "@boltz/contract";
import { parseMajor } from "../../format/money.ts";
import { countProofFilters, type ProofSearch, readProofSearch, toProofInput } from "./proof-search.ts";

/** What Explore shows, as the address bar says it. Amounts are in major units, with a point. */
export interface ExploreSearch extends ProofSearch {
  words?: string;
  tags?: string;
  cost?: "free" | "paid";
  currency?: Currency;
  min?: string;
  max?: string;
  rating?: "3" | "4" | "4.5";
  sort?: ListingSort;
}

export const ratingSteps = ["3", "4", "4.5"] as const;
const costs = ["free", "paid"] as const;
const maxTags = 5;
const tagShape = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const addressLocale = "en";

const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((candidate) => candidate === value);

const isCurrency = (value: unknown): value is Currency =>
  typeof value === "string" && Object.hasOwn(currencies, value);

function amountIn(value: unknown, currency: Currency | undefined) {
  if (typeof value !== "string" || currency === undefined) return undefined;
  return parseMajor(value, currency, addressLocale).ok ? value.trim() : undefined;
}

export const readTags = (tags: string | undefined): string[] => [
  ...new Set((tags ?? "").split(",").filter((tag) => tagShape.test(tag) && tag.length <= 30)),
];

/** Reads the address bar; what is not understood is left out, so no address is an error. */
export function readExploreSearch(raw: Record<string, unknown>): ExploreSearch {
  const words = typeof raw["words"] === "string" ? raw["words"].trim().slice(0, 120) : "";
  const tags = readTags(typeof raw["tags"] === "string" ? raw["tags"] : undefined).slice(0, maxTags);
  const currency = isCurrency(raw["currency"]) ? raw["currency"] : undefined;
  return withoutGaps({
    words: words === "" ? undefined : words,
    tags: tags.length === 0 ? undefined : tags.join(","),
    cost: oneOf(costs, raw["cost"]),
    currency,
    min: amountIn(raw["min"], currency),
    max: amountIn(raw["max"], currency),
    rating: oneOf(ratingSteps, raw["rating"]),
    sort: oneOf(listingSorts, raw["sort"]),
    ...readProofSearch(raw),
  });
}

/** A change of the search; a key without a value takes it out. */
export type ExploreChange = { [K in keyof ExploreSearch]?: ExploreSearch[K] | undefined };

// What is left has only keys of a search, each with a value of its own type.
const withoutGaps = (search: ExploreChange): ExploreSearch =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as ExploreSearch;

/** The search after a change; a price range without a currency cannot be meant. */
export function changeSearch(search: ExploreSearch, change: ExploreChange): ExploreSearch {
  const next = { ...search, ...change };
  const ranged = next.currency !== undefined && next.cost !== "free";
  return withoutGaps({ ...next, ...(ranged ? {} : { min: undefined, max: undefined }) });
}

const minorOf = (text: string | undefined, currency: Currency | undefined) => {
  if (text === undefined || currency === undefined) return undefined;
  const parsed = parseMajor(text, currency, addressLocale);
  return parsed.ok ? parsed.amountMinor : undefined;
};

/** The server's question for what the address bar says. */
export function toSearchInput(search: ExploreSearch) {
  const minPriceMinor = minorOf(search.min, search.currency);
  const maxPriceMinor = minorOf(search.max, search.currency);
  return {
    tags: readTags(search.tags),
    cost: search.cost ?? ("any" as const),
    limit: 24,
    ...(search.words ? { words: search.words } : {}),
    ...(search.currency ? { currency: search.currency } : {}),
    ...(minPriceMinor === undefined ? {} : { minPriceMinor }),
    ...(maxPriceMinor === undefined ? {} : { maxPriceMinor }),
    ...(search.rating ? { minRating: Number(search.rating) } : {}),
    ...(search.sort ? { sort: search.sort } : {}),
    ...toProofInput(search),
  };
}

/** How many filters are on, the words and the order not counted. */
export const countFilters = (search: ExploreSearch) =>
  readTags(search.tags).length +
  [search.cost, search.currency, search.rating].filter(Boolean).length +
  countProofFilters(search);

const sortLabels: Record<ListingSort, string> = {
  evidence: "Best evidence",
  relevance: "Best overall",
  newest: "Newest",
  rating: "Best rated",
  sales: "Best selling",
  price_asc: "Price, low to high",
  price_desc: "Price, high to low",
};

/** What the server sorts by where it is not told: the words before all, or else the evidence. */
export const usualSort = (searching: boolean): ListingSort => (searching ? "relevance" : "evidence");

export const sortLabelOf = (sort: ListingSort, searching: boolean): string =>
  searching && sort === "relevance" ? "Best match" : sortLabels[sort];
