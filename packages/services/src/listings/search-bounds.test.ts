import { type SearchListingsInput, searchListingsInput } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { visitor } from "@boltz/domain";
import { beforeAll, expect, test } from "vitest";
import { useVerbs } from "../verbs.fixture.ts";
import { searchListings } from "./search-listings.ts";

const verbs = useVerbs({ madeUpRatings: true });
const size = 1_500;

/** As one statement, and with ratings that spread over the tiers of quality. */
const insertMany = `WITH made AS (
    SELECT n, gen_random_uuid() AS listing, gen_random_uuid() AS strategy, gen_random_uuid() AS version,
      '{"n":' || n || '}' AS document FROM generate_series(1, $2::int) n),
  s AS (INSERT INTO strategies (id, creator_id, name) SELECT strategy, $1, 'Many' FROM made),
  v AS (INSERT INTO strategy_versions (id, strategy_id, creator_id, version, document, spec_hash, summary)
    SELECT version, strategy, $1, '1.0.0', document, encode(sha256(convert_to(document, 'UTF8')), 'hex'), '{}' FROM made)
  INSERT INTO strategy_marketplace (id, strategy_id, creator_id, status, title, summary, description, tags, price_minor,
    currency, refund_days, version_id, published_at, rating_sum, rating_count)
  SELECT listing, strategy, $1, 'published', CASE WHEN n % 3 = 0 THEN 'Common kestrel' ELSE 'Common' END, 'One of many',
    CASE WHEN n % 40 = 0 THEN 'With a rare granite' ELSE 'With nothing' END, CASE WHEN n % 2 = 0 THEN '{even}'::text[] ELSE '{odd}' END,
    n, 'USD', 14, version, timestamptz '2026-01-01' + n * interval '1 second', n % 5 * (n % 97), n % 97 FROM made`;

beforeAll(async () => {
  const creator = await verbs().person({ creator: true });
  await verbs().db.stored(insertMany, [uuidFromId("usr", creator.id), size]);
});

const search = (input: Partial<SearchListingsInput>) =>
  searchListings({ ctx: verbs().as(visitor), input: searchListingsInput.parse(input) });

test.each([
  [{}, size],
  [{ words: "common" }, size],
  [{ words: "kestrel" }, size / 3],
  [{ words: "granite" }, Math.floor(size / 40)],
  [{ words: "kestrel granite" }, Math.floor(size / 120)],
  [{ tags: ["even"] }, size / 2],
  [{ tags: ["even"], words: "granite" }, Math.floor(size / 40)],
  [{ currency: "USD" as const, minPriceMinor: "1", maxPriceMinor: "700" }, 700],
] as const)(
  "%j is counted up to a thousand and found in every order, each listing once",
  async (asked, count) => {
    const raw: Partial<SearchListingsInput> = { ...asked, tags: "tags" in asked ? [...asked.tags] : [] };
    const { matches } = await search(raw);
    if (count > 1_000) expect(matches).toEqual({ atLeast: 1_000, more: true });
    for (const sort of ["relevance", "newest", "rating", "price_desc"] as const) {
      const seen = new Set<string>();
      let turned = 0;
      for (let cursor: string | undefined; ; turned += 1) {
        const page = await search({ ...raw, sort, limit: 50, ...(cursor === undefined ? {} : { cursor }) });
        for (const { id } of page.items) seen.add(id);
        if (page.nextCursor === null) break;
        cursor = page.nextCursor;
      }
      expect(seen.size).toBe(count);
      expect(turned).toBe(Math.ceil(count / 50) - 1);
    }
  },
);

test("a count within the bound is exact", async () => {
  expect((await search({ tags: ["odd"] })).matches).toEqual({ atLeast: size / 2, more: false });
  expect((await search({ words: "granite", limit: 5 })).matches).toEqual({
    atLeast: Math.floor(size / 40),
    more: false,
  });
});

test("a sale moves a listing until a hundredth of its sales is less than one", async () => {
  const [row] = await verbs().db.stored<{ id: string }>("select id from strategy_marketplace limit 1");
  const sellTo = async (sales: number) => {
    await verbs().db.stored(
      "with s as (select set_config('app.actor_role', 'system', false)) update strategy_marketplace set total_sales = $2 from s where id = $1",
      [row?.id, sales],
    );
    return verbs().db.stored("select total_sales from listing_search where listing_id = $1", [row?.id]);
  };
  expect(await sellTo(1)).toEqual([{ total_sales: 1 }]);
  expect(await sellTo(100)).toEqual([{ total_sales: 100 }]);
  expect(await sellTo(101)).toEqual([{ total_sales: 100 }]);
  expect(await sellTo(102)).toEqual([{ total_sales: 102 }]);
  expect(await sellTo(0)).toEqual([{ total_sales: 0 }]);
});
