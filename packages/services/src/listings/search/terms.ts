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
  maxDrawdown: number | null;
  minTrades: number | null;
  /** The latest moment, in microseconds since 1970, at which it may have been published first. */
  publishedBy: string | null;
}

const shortestPrefix = 3;
const operators = /["-]|\bor\b/i;
const plainWord = /^[\p{L}\p{N}]+$/u;

/** As words are stored for comparison: small letters without accents. */
export const spelling = (word: string): string => word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

const dayUs = 86_400_000_000n;

export const termsOf = (input: SearchListingsInput, words: string | null, now: Date): Terms => ({
  ...splitWords(words),
  facets: facetsOf(input),
  minPrice: input.minPriceMinor ?? null,
  maxPrice: input.maxPriceMinor ?? null,
  minRating: input.minRating === undefined || isStep(input.minRating) ? null : input.minRating,
  maxDrawdown: input.maxDrawdown ?? null,
  minTrades: input.minTrades ?? null,
  publishedBy:
    input.minAgeDays === undefined
      ? null
      : (BigInt(now.getTime()) * 1_000n - BigInt(input.minAgeDays) * dayUs).toString(),
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
const facetsOf = (input: SearchListingsInput): string | null => {
  const { tags, currency, minRating, cost, assetClass, timeframe, style } = input;
  const facets = tags.map((tag) => `#${tag}`);
  if (currency !== undefined) facets.push(`$${currency}`);
  if (cost !== "any") facets.push(`%${cost}`);
  if (minRating !== undefined) facets.push(`*${(Math.floor(minRating * 2) / 2).toFixed(1)}`);
  if (assetClass !== undefined) facets.push(`@${assetClass}`);
  if (timeframe !== undefined) facets.push(`&${timeframe}`);
  if (style !== undefined) facets.push(`=${style}`);
  if (isOfVerified(input)) facets.push("^verified");
  return facets.length === 0 ? null : facets.map((facet) => `'${facet}'`).join(" & ");
};

/** Drawdown and trades are figures of runs made here, so a bound on them leaves nothing else. */
const isOfVerified = ({ verifiedOnly, maxDrawdown, minTrades }: SearchListingsInput) =>
  verifiedOnly || maxDrawdown !== undefined || minTrades !== undefined;
