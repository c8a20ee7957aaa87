import { createHash } from "node:crypto";
import { assetClasses, type ListingId, timeframes } from "@boltz/contract";
import { newId, uuidFromId } from "@boltz/db";
import type pg from "pg";
import { pick, type Random, randomStream, tagList, vocabulary, zipf } from "./words.ts";

const batchSize = 2_000;
const listingsPerCreator = 50;

const currencyShares = [
  "USD",
  "USD",
  "USD",
  "USD",
  "USD",
  "USD",
  "EUR",
  "EUR",
  "GBP",
  "INR",
  "JPY",
  "KWD",
] as const;
const typicalMinor = { USD: 4_900, EUR: 4_500, GBP: 3_900, INR: 399_900, JPY: 7_000, KWD: 15_000 } as const;

interface Columns {
  [name: string]: unknown[];
}

const column = (columns: Columns, name: string, value: unknown) => {
  const values = columns[name] ?? [];
  values.push(value);
  columns[name] = values;
};

const writer = (random: Random) => {
  const word = zipf(vocabulary);
  const tag = zipf(tagList);
  const text = (words: number) => {
    const drawn = Array.from({ length: words }, () => word(random)).join(" ");
    return drawn.charAt(0).toUpperCase() + drawn.slice(1);
  };
  const tags = () => [...new Set(Array.from({ length: 2 + Math.floor(random() * 5) }, () => tag(random)))];
  return { text, tags };
};

const priceOf = (random: Random) => {
  const currency = pick(random, currencyShares);
  if (random() < 0.15) return { currency, priceMinor: 0 };
  const amount = typicalMinor[currency] * 2 ** (random() * 4 - 2);
  const step = currency === "JPY" ? 100 : currency === "KWD" ? 500 : 100;
  return { currency, priceMinor: Math.max(step * 5, Math.round(amount / step) * step) };
};

/** Few sell a lot and most hardly at all; about every eighth buyer leaves a rating. */
const successOf = (random: Random) => {
  const sales = Math.min(50_000, Math.floor((1 - random()) ** (-1 / 0.9) - 1));
  const ratings = Math.floor((sales * random()) / 4);
  return { sales, ratings, ratingSum: Math.round(ratings * (2.6 + 2.3 * random())) };
};

/** Half of them were run here; what markets they trade is spread as evenly as it never is. */
const evidenceOf = (random: Random) => {
  const isVerified = random() < 0.5;
  return {
    tier: isVerified ? "verified" : "unverified",
    assetClass: pick(random, assetClasses),
    timeframe: pick(random, timeframes),
    evidence: isVerified ? random() : null,
    maxDrawdown: isVerified ? random() * 0.6 : null,
    trades: isVerified ? 30 + Math.floor(random() * 900) : null,
  };
};

/**
 * Fills an empty database with published listings as the superuser, and with what the triggers would
 * have left: search rows, words and tag counts. Answers ids to ask for.
 */
export const generateCatalogue = async (
  client: pg.Client,
  size: number,
): Promise<{ listingIds: ListingId[] }> => {
  const random = randomStream(size);
  const write = writer(random);
  const creators = await insertCreators(client, Math.max(10, Math.ceil(size / listingsPerCreator)));
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE indrelid = 'listing_search'::regclass AND NOT indisprimary`,
  );
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`);
  await client.query("SET session_replication_role = replica; SET maintenance_work_mem = '256MB'");
  const listingIds: ListingId[] = [];
  for (let done = 0; done < size; done += batchSize) {
    const columns: Columns = {};
    for (let index = 0; index < Math.min(batchSize, size - done); index += 1) {
      const listingId = newId("lst");
      listingIds.push(listingId);
      addListing(columns, {
        random,
        write,
        listing: uuidFromId("lst", listingId),
        creator: pick(random, creators),
      });
    }
    await insertBatch(client, columns);
  }
  await client.query(`INSERT INTO search_words (word, listings)
    SELECT word, count(*) FROM strategy_marketplace l, unnest(app.spelt_words(app.head_of(l))) word GROUP BY word`);
  await client.query(`INSERT INTO listing_tag_counts (tag, count)
    SELECT tag, count(*) FROM strategy_marketplace, unnest(tags) tag GROUP BY tag`);
  for (const { definition } of indexes) await client.query(definition);
  await client.query("SET session_replication_role = origin");
  await client.query("VACUUM (ANALYZE)");
  await client.query("CHECKPOINT");
  return { listingIds };
};

const insertCreators = async (client: pg.Client, count: number) => {
  const creators = Array.from({ length: count }, () => uuidFromId("usr", newId("usr")));
  await client.query(
    `INSERT INTO users (id, name, email, email_verified)
     SELECT id, 'Creator ' || n, 'creator' || n || '@bench.test', true FROM unnest($1::uuid[]) WITH ORDINALITY u(id, n)`,
    [creators],
  );
  await client.query(
    `INSERT INTO creator_profiles (user_id, display_name)
     SELECT id, 'Creator ' || n FROM unnest($1::uuid[]) WITH ORDINALITY u(id, n)`,
    [creators],
  );
  return creators;
};

interface Made {
  random: Random;
  write: ReturnType<typeof writer>;
  listing: string;
  creator: string;
}

const addListing = (columns: Columns, { random, write, listing, creator }: Made) => {
  const { currency, priceMinor } = priceOf(random);
  const { sales, ratings, ratingSum } = successOf(random);
  const document = JSON.stringify({
    format: "boltz.strategy/1",
    name: write.text(3),
    padding: "x".repeat(600),
  });
  const fields = {
    listing,
    strategy: uuidFromId("str", newId("str")),
    version: uuidFromId("ver", newId("ver")),
    creator,
    title: write.text(3 + Math.floor(random() * 4)),
    summary: write.text(12 + Math.floor(random() * 8)),
    description: write.text(50 + Math.floor(random() * 100)),
    tags: `{${write.tags().join(",")}}`,
    priceMinor,
    currency,
    sales,
    ratings,
    ratingSum,
    ...evidenceOf(random),
    run: uuidFromId("run", newId("run")),
    publishedAt: new Date(Date.UTC(2026, 0, 1) - Math.floor(random() * 700 * 86_400_000)).toISOString(),
    document,
    specHash: createHash("sha256").update(document).digest("hex"),
  };
  for (const [name, value] of Object.entries(fields)) column(columns, name, value);
};

const types = {
  ...{ listing: "uuid", strategy: "uuid", version: "uuid", creator: "uuid" },
  ...{
    title: "text",
    summary: "text",
    description: "text",
    tags: "text",
    priceMinor: "bigint",
    currency: "text",
  },
  ...{ tier: "text", assetClass: "text", timeframe: "text", evidence: "float8", maxDrawdown: "float8" },
  ...{ trades: "int", run: "uuid" },
  ...{
    sales: "int",
    ratings: "int",
    ratingSum: "int",
    publishedAt: "timestamptz",
    document: "text",
    specHash: "text",
  },
};

const insertBatch = async (client: pg.Client, columns: Columns) => {
  const names = Object.keys(types);
  const from = `FROM unnest(${Object.values(types)
    .map((type, index) => `$${index + 1}::${type}[]`)
    .join(", ")})
    AS b(${names.map((name) => `"${name}"`).join(", ")})`;
  const values = names.map((name) => columns[name] ?? []);
  // The search's rows are made of it, so it comes first.
  await client.query(
    `WITH b AS (SELECT b.* ${from}), r AS (
       INSERT INTO backtest_runs (id, version_id, strategy_id, creator_id, state, report, trades, receipt, result_hash)
       SELECT run, version, strategy, creator, 'passed', '{}', '[]', '{}', '-' FROM b WHERE tier = 'verified')
     INSERT INTO listing_evidence (listing_id, version_id, run_id, tier, asset_class, timeframe, symbols, style, evidence,
         max_drawdown, trades)
       SELECT listing, version, CASE tier WHEN 'verified' THEN run END, tier, "assetClass", timeframe, '{X}', 'trend',
         evidence, "maxDrawdown", trades FROM b`,
    values,
  );
  await client.query(
    `WITH b AS (SELECT b.* ${from}), s AS (
       INSERT INTO strategies (id, creator_id, name) SELECT strategy, creator, title FROM b),
     v AS (INSERT INTO strategy_versions (id, strategy_id, creator_id, version, document, spec_hash, summary)
       SELECT version, strategy, creator, '1.0.0', document, "specHash", '{"style":"trend"}' FROM b),
     p AS (INSERT INTO listing_versions (listing_id, version_id) SELECT listing, version FROM b),
     q AS (INSERT INTO listing_prices (id, listing_id, price_minor, currency) SELECT listing, listing, "priceMinor", currency FROM b),
     l AS (INSERT INTO strategy_marketplace (id, strategy_id, creator_id, status, title, summary, description, tags,
         price_minor, currency, refund_days, version_id, style, total_sales, rating_sum, rating_count, published_at)
       SELECT listing, strategy, creator, 'published', title, summary, description, tags::text[], "priceMinor", currency,
         14, version, 'trend', sales, "ratingSum", ratings, "publishedAt" FROM b
       RETURNING strategy_marketplace.*)
     SELECT count(app.put_search_row(l::strategy_marketplace)) FROM l`,
    values,
  );
};
