import type { ListingSort } from "@boltz/contract";
import type { Reader } from "@boltz/db";
import type { CardRow } from "../listing-card.ts";
import { countedRows, type PageShape, pageStatement } from "./page-statement.ts";
import { type Position, uuidOf } from "./position.ts";
import type { Terms } from "./terms.ts";

export interface FoundRow extends CardRow {
  stream: number;
  key: number;
  /** On the first page; null where it holds everything. */
  fitting?: number | null;
  looked?: number | null;
}

export interface Matches {
  atLeast: number;
  more: boolean;
}

const statements = new Map<string, string>();

/** Each shape's text is put together once; the driver prepares it once for each connection. */
const statementOf = (shape: PageShape): string => {
  const key = Object.values(shape).join();
  const known = statements.get(key);
  if (known !== undefined) return known;
  const text = pageStatement(shape);
  statements.set(key, text);
  return text;
};

/** Up to `limit` listings after a position, and on the first page how many there are. */
export const findPage = async (
  reader: Reader,
  { sort, terms, after, limit }: { sort: ListingSort; terms: Terms; after: Position | null; limit: number },
): Promise<{ rows: FoundRow[]; matches: Matches | null }> => {
  const text = statementOf({
    sort,
    hasWords: terms.words !== null,
    hasFacets: terms.facets !== null,
    hasRating: terms.minRating !== null,
    hasRecord: terms.maxDrawdown !== null || terms.minTrades !== null || terms.publishedBy !== null,
    after: after?.stream ?? null,
  });
  const { words, last, facets, minPrice, maxPrice, minRating, maxDrawdown, minTrades, publishedBy } = terms;
  const asked = [
    words,
    last,
    facets,
    minPrice,
    maxPrice,
    minRating,
    limit,
    maxDrawdown,
    minTrades,
    publishedBy,
  ];
  const values = after === null ? asked : [...asked, after.key, uuidOf(after)];
  // The text is made of constants only; whatever somebody typed is among the values.
  const rows = await reader.unsafe<FoundRow[]>(text, values, { prepare: true });
  return { rows, matches: after === null ? matchesOf(rows) : null };
};

const matchesOf = (rows: readonly FoundRow[]): Matches => ({
  atLeast: Math.min(rows[0]?.fitting ?? rows.length, countedRows),
  more: (rows[0]?.looked ?? 0) > countedRows,
});
