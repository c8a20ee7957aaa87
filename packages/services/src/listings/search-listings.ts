import type { ListingSort, SearchListingsInput, searchListingsOutput } from "@boltz/contract";
import { idFromUuid } from "@boltz/db";
import type { z } from "zod";
import type { Call, Context } from "../context.ts";
import { listingCardOf } from "./listing-card.ts";
import { correctWords } from "./search/correct-words.ts";
import { findPage } from "./search/find-page.ts";
import { type Position, readPosition, writePosition } from "./search/position.ts";
import { termsOf } from "./search/terms.ts";

type SearchListingsOutput = z.output<typeof searchListingsOutput>;

/**
 * A page of published listings, those with the best evidence first; with words, by where they stand. Where the words as typed find nothing, the nearest spelling is searched
 * instead, and the answer says so.
 */
export const searchListings = async ({
  ctx,
  input,
}: Call<SearchListingsInput>): Promise<SearchListingsOutput> => {
  const words = input.words === undefined || input.words === "" ? null : input.words;
  const sort = input.sort ?? (words === null ? "evidence" : "relevance");
  const after = input.cursor === undefined ? null : readPosition(input.cursor, sort);
  const asTyped = { ctx, input, sort, after };
  if (words === null) return readPage({ ...asTyped, words, corrected: false });
  if (after?.corrected === true) {
    const corrected = await correctWords(ctx.reader, words);
    return readPage({ ...asTyped, words: corrected ?? words, corrected: true });
  }
  const found = await readPage({ ...asTyped, words, corrected: false });
  if (found.items.length > 0 || after !== null) return found;
  const corrected = await correctWords(ctx.reader, words);
  if (corrected === null) return found;
  const instead = await readPage({ ...asTyped, words: corrected, corrected: true });
  return instead.items.length > 0 ? instead : found;
};

interface Page {
  ctx: Context;
  input: SearchListingsInput;
  words: string | null;
  sort: ListingSort;
  after: Position | null;
  corrected: boolean;
}

const readPage = async ({
  ctx,
  input,
  words,
  sort,
  after,
  corrected,
}: Page): Promise<SearchListingsOutput> => {
  // One more than is shown tells whether another page follows.
  const limit = input.limit + 1;
  const terms = termsOf(input, words, ctx.now());
  const { rows, matches } = await findPage(ctx.reader, { sort, terms, after, limit });
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(listingCardOf),
    nextCursor:
      last === undefined
        ? null
        : writePosition({
            sort,
            stream: last.stream,
            key: last.key,
            id: idFromUuid("lst", last.id),
            corrected,
          }),
    matches,
    corrected,
  };
};
