import type { ListingSort } from "@boltz/contract";
import { cardColumns } from "../listing-card.ts";
import { type Order, orders } from "./sorts.ts";

/** What tells one statement from another; everything that somebody typed is a parameter. */
export interface PageShape {
  sort: ListingSort;
  hasWords: boolean;
  hasFacets: boolean;
  /** Whether a least rating is asked for that no facet says exactly. */
  hasRating: boolean;
  /** Whether a bound on drawdown, trades or age is asked for. */
  hasRecord: boolean;
  /** The stream in which the page before ended; null for the first page, which also counts matches. */
  after: number | null;
}

/** Rows looked at, at most, to say how many match. */
export const countedRows = 1_000;

const tiers = [6, 5, 4, 3, 2, 1, 0];
/** Counting begins where a frequent word fills the count and its list is still short to read. */
const countedTiers = [3, 2, 1, 0, 4, 5, 6];
/** Rows looked at next to where a page begins. With words each of them costs the unpacking of a vector. */
const nearRows = { byWords: 400, byTitle: 400 };

/**
 * `$1` words, `$2` the last word, `$3` facets, `$4` and `$5` least and highest price, `$6` rating, `$7` limit, `$8` the
 * deepest drawdown, `$9` the fewest trades, `$10` the latest publication; after another page also `$11` and `$12`,
 * where that one ended.
 */
const types = `types as (select $1::text, $2::text, $3::tsquery, $4::bigint, $5::bigint, $6::float8, $7::bigint,
  $8::float8, $9::int, $10::bigint)`;

const query = `q as materialized (
  select case when $1 is null then f.facets when numnode(w.words) = 0 then null
    when f.facets is null then w.words else w.words && f.facets end as query
  from (select $3 as facets) f, (select websearch_to_tsquery('app.words', $1) && case
    when $2 is null then ''::tsquery
    when exists (select 1 from search_words where word = $2) then websearch_to_tsquery('app.words', $2)
    else websearch_to_tsquery('app.words', $2) || to_tsquery('app.words', $2 || ':*') end as words) w)`;

const isMatching = ({ hasWords, hasFacets }: PageShape) => hasWords || hasFacets;
const isFound = (vector: string) => `${vector} @@ (select query from q)`;

/** What no lexeme says. The mean itself is not in the search's rows, which are ordered by the weighed one. */
const residualOf = ({
  hasRating,
  hasRecord,
}: PageShape) => `($4 is null or price_minor >= $4) and ($5 is null or price_minor <= $5)
  ${hasRating ? "and (select m.rating from strategy_marketplace m where m.id = listing_id) >= $6" : ""}
  ${hasRecord ? "and ($8 is null or max_drawdown <= $8) and ($9 is null or trades >= $9) and ($10 is null or published_us <= $10)" : ""}`;

/**
 * The sets that a list shows one after the other, each in its own order, and the index that finds them.
 * By relevance: first what has the words in its title, then what has them anywhere.
 */
const streamsOf = ({ sort, hasWords }: PageShape): { vector: string; condition: string }[] => {
  const anywhere = hasWords ? "words" : "title";
  if (sort !== "relevance" || !hasWords) return [{ vector: anywhere, condition: isFound(anywhere) }];
  return [
    { vector: "title", condition: isFound("title") },
    { vector: "words", condition: `${isFound("words")} and not ${isFound("title")}` },
  ];
};

const ordered = ({ column, direction }: Order) => `order by ${column} ${direction}, listing_id ${direction}`;
const reversed = ({ column, direction }: Order) => {
  const other = direction === "asc" ? "desc" : "asc";
  return `order by ${column} ${other}, listing_id ${other}`;
};
const beyond = ({ column, direction }: Order, place: string) =>
  `(${column}, listing_id) ${direction === "asc" ? ">" : "<"} (${place})`;

const afterLast = ({ after }: PageShape, order: Order) =>
  after === null ? "" : `and ${beyond(order, `$11::${order.type}, $12::uuid`)}`;

/** A first page has counted already; where that came to its end, the index alone is the shorter way. */
const isMuch = `(select looked from counted) > ${countedRows}`;

/** Before the first row of every order, in each direction. */
const outermost = ({ type, direction }: Order) => {
  const most = type === "float8" ? "'infinity'::float8" : "9223372036854775807::bigint";
  return direction === "desc"
    ? `${most}, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid`
    : `0::${type}, '00000000-0000-0000-0000-000000000000'::uuid`;
};

/**
 * The rows next to where the page begins, whatever they are. A search that finds much is answered from
 * them; what it finds beyond their edge comes from the index, and is little where they were not enough.
 */
const near = (shape: PageShape, order: Order) => {
  const rows = shape.hasWords ? nearRows.byWords : nearRows.byTitle;
  const isFirst = shape.after === null;
  const edge = `(select ${order.column}, listing_id, tier from near ${reversed(order)} limit 1)`;
  const beforeAll = `select ${outermost(order)}, ${tiers[0]} where not ${isMuch}`;
  return `near as materialized (select * from listing_search where ${isFirst ? isMuch : "true"} ${afterLast(shape, order)}
      ${ordered(order)} limit ${rows}),
    edge as materialized (${isFirst ? `${edge} union all ${beforeAll}` : edge})`;
};

const selected = (stream: number, order: Order) => `select listing_id, ${stream} as stream, ${order.column}`;

/** Tier by tier from the best, so that it ends as soon as a page is full. */
const byTiers = (stream: number, condition: string, order: Order, isPastEdge: boolean) =>
  tiers.map(
    (tier) => `(${selected(stream, order)} from listing_search where tier = ${tier} and ${condition}
      ${isPastEdge ? `and ${tier} <= (select tier from edge) and ${beyond(order, pastEdge(order))}` : ""}
      ${ordered(order)} limit $7)`,
  );

const pastEdge = ({ column }: Order) => `select ${column}, listing_id from edge`;

/** Everything that the index finds, and then the best of it. */
const atOnce = (stream: number, condition: string, order: Order) => {
  const found = tiers.map(
    (tier) => `${selected(stream, order)} from listing_search where tier = ${tier} and ${condition}
      and ${beyond(order, pastEdge(order))}`,
  );
  return `(select * from (${found.join(" union all ")}) found ${ordered(order)} limit $7)`;
};

const branchesOf = (shape: PageShape, order: Order): string[] => {
  if (!isMatching(shape))
    return [
      `(${selected(0, order)} from listing_search where ${residualOf(shape)} ${afterLast(shape, order)} ${ordered(order)} limit $7)`,
    ];
  return streamsOf(shape).flatMap(({ condition: isInStream }, stream) => {
    const condition = `${isInStream} and ${residualOf(shape)}`;
    const first = shape.after ?? 0;
    if (stream < first) return [];
    const begins = stream === first && usesNear(shape);
    const nearby = `(${selected(stream, order)} from near where ${condition} ${ordered(order)} limit $7)`;
    const far =
      order.column === "quality"
        ? byTiers(stream, condition, order, begins)
        : [atOnce(stream, condition, order)];
    return begins ? [nearby, ...far] : far;
  });
};

/** The best tiers are so small that the first page by quality needs no look at what is near. */
const usesNear = (shape: PageShape) =>
  isMatching(shape) && (shape.after !== null || shape.sort !== "relevance");

/** A page that holds everything needs no count, and PostgreSQL makes none that nobody reads. */
const isFull = "(select count(*) from page) >= $7";

/** Counts within a bound of work, not of matches: of the first rows that the index finds, those that match. */
const counted = (shape: PageShape) => {
  const streams = streamsOf(shape);
  const vector = streams.at(-1)?.vector ?? "words";
  const found = countedTiers.map(
    (tier) =>
      `select ${residualOf(shape)} as fits from listing_search where tier = ${tier} and ${isFound(vector)}`,
  );
  const rows = isMatching(shape)
    ? `select fits from (${found.join(" union all ")}) found limit ${countedRows + 1}`
    : `select true as fits from listing_search limit ${countedRows + 1}`;
  return `counted as materialized (
    select count(*) filter (where fits)::int as fitting, count(*)::int as looked from (${rows}) rows)`;
};

/**
 * One page of a search as one statement. It counts on PostgreSQL running the parts of a `union all` one
 * after the other and none that a limit does not need, which holds for plans that are not parallel.
 */
export const pageStatement = (shape: PageShape): string => {
  const order = orders[shape.sort];
  const isFirst = shape.after === null;
  const parts = [
    types,
    query,
    ...(isFirst ? [counted(shape)] : []),
    ...(usesNear(shape) ? [near(shape, order)] : []),
    `page as (select * from (${branchesOf(shape, order).join("\nunion all\n")}) streams limit $7)`,
  ];
  return `with ${parts.join(",\n")}
    select ${cardColumns}, page.stream, page.${order.column}::float8 as key
      ${isFirst ? `, case when ${isFull} then (select fitting from counted) end as fitting` : ""}
      ${isFirst ? `, case when ${isFull} then (select looked from counted) end as looked` : ""}
    from page join strategy_marketplace l on l.id = page.listing_id join creator_profiles c on c.user_id = l.creator_id
    order by page.stream, page.${order.column} ${order.direction}, page.listing_id ${order.direction}`;
};
