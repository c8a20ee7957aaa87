import type { ListingId, ReviewSort } from "@boltz/contract";
import { type Reader, type Transaction, uuidFromId } from "@boltz/db";
import { sql } from "drizzle-orm";
import { type ReviewJson, reviewJson } from "./review-json.ts";
import { type Position, uuidOf } from "./review-position.ts";

export interface PageAsked {
  listingId: ListingId;
  sort: ReviewSort;
  rating: number | undefined;
  after: Position | null;
  limit: number;
}

interface PageRow extends Record<string, unknown> {
  creator_id: string;
  counts: [number, number, number, number, number];
  items: ReviewJson[];
}

const orders = {
  newest: "r.id desc",
  highest: "r.rating desc, r.id desc",
  lowest: "r.rating asc, r.id asc",
} as const satisfies Record<ReviewSort, string>;

/** Reviews of a listing that may be read, after a position, and how many count for each rating; no row otherwise. */
const statementOf = ({ listingId, sort, rating, after, limit }: PageAsked) => {
  const values: (string | number)[] = [uuidFromId("lst", listingId), limit];
  const place = (value: string | number) => `$${values.push(value)}`;
  const beyond = (last: Position) => {
    if (sort === "newest") return `and r.id < ${place(uuidOf(last))}::uuid`;
    const where = `(${place(last.rating)}::smallint, ${place(uuidOf(last))}::uuid)`;
    return `and (r.rating, r.id) ${sort === "highest" ? "<" : ">"} ${where}`;
  };
  const text = `
    with page as (
      select ${reviewJson} as item from strategy_reviews r
      where r.listing_id = $1 and not r.is_hidden
        ${rating === undefined ? "" : `and r.rating = ${place(rating)}::smallint`}
        ${after === null ? "" : beyond(after)}
      order by ${orders[sort]} limit $2::int)
    select l.creator_id, coalesce((select json_agg(item) from page), '[]') as items,
      (select json_build_array(${[1, 2, 3, 4, 5].map((stars) => `count(*) filter (where r.rating = ${stars})`).join()})
       from strategy_reviews r where r.listing_id = l.id and r.counts) as counts
    from strategy_marketplace l where l.id = $1`;
  return { text, values };
};

/** Of a published listing; undefined for any other. */
export const findPublicPage = async (reader: Reader, asked: PageAsked): Promise<PageRow | undefined> => {
  const { text, values } = statementOf(asked);
  const [row] = await reader.unsafe<PageRow[]>(text, values, { prepare: true });
  return row;
};

/** Of whatever listing the transaction's actor sees. */
export const findPrivatePage = async (tx: Transaction, asked: PageAsked): Promise<PageRow | undefined> => {
  const { text, values } = statementOf(asked);
  const parts = text
    .split(/\$(\d+)/u)
    .map((part, index) => (index % 2 === 0 ? sql.raw(part) : sql`${values[Number(part) - 1]}`));
  const { rows } = await tx.execute<PageRow>(sql.join(parts));
  return rows[0];
};
