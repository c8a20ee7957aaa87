import type { SearchListingsInput } from "@boltz/contract";

/** A search as its statement takes it; null where nothing was asked. */
export interface Terms {
  /** In web search syntax, without the word in `last`. */
  words: string | null;
  /** The word that may still be unfinished. */
  last: string | null;
  facets: string | null;
  minPrice: string | null;
  maxPrice: string | null;
  /** The least mean rating, where it is none of the steps that facets tell. */
  minRating: number | null;
}

const shortestPrefix = 3;
const operators = /["-]|\bor\b/i;
const plainWord = /^[\p{L}\p{N}]+$/u;

/** As words are stored for comparison: small letters without accents. */
export const spelling = (word: string): string => word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export const termsOf = (input: SearchListingsInput, words: string | null): Terms => ({
  ...splitWords(words),
  facets: facetsOf(input),
  minPrice: input.minPriceMinor ?? null,
  maxPrice: input.maxPriceMinor ?? null,
  minRating: input.minRating === undefined || isStep(input.minRating) ? null : input.minRating,
});

const isStep = (rating: number) => Number.isInteger(rating * 2);

/** The last word also finds what begins with it, unless the words are a formula of quotes, minus and `or`. */
const splitWords = (words: string | null): Pick<Terms, "words" | "last"> => {
  if (words === null) return { words, last: null };
  const parts = words.split(/\s+/);
  const last = parts.at(-1) ?? "";
  if (operators.test(words) || last.length < shortestPrefix || !plainWord.test(last))
    return { words, last: null };
  return { words: parts.slice(0, -1).join(" "), last: spelling(last) };
};

/** The lexemes that a listing must carry beside its words, in the syntax of a tsquery; see `app.facets_of`. */
const facetsOf = ({ tags, currency, minRating, cost }: SearchListingsInput): string | null => {
  const facets = tags.map((tag) => `#${tag}`);
  if (currency !== undefined) facets.push(`$${currency}`);
  if (cost !== "any") facets.push(`%${cost}`);
  if (minRating !== undefined) facets.push(`*${(Math.floor(minRating * 2) / 2).toFixed(1)}`);
  return facets.length === 0 ? null : facets.map((facet) => `'${facet}'`).join(" & ");
};
