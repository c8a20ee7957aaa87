import { sql } from "drizzle-orm";
import {
  bigint,
  doublePrecision,
  index,
  integer,
  pgPolicy,
  pgTable,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import { idColumn, minorColumn, tsvectorColumn } from "./columns.ts";
import { listings } from "./listings.ts";
import { anyone, ownerRole, readerSees } from "./policies.ts";

/** Tiers of quality, from 0; each step up holds about a third of the one below. */
export const topTier = 6;
const tiers = Array.from({ length: topTier + 1 }, (_, tier) => tier);

/**
 * What search reads: one narrow row for each published listing, kept by a trigger on the listing. It is
 * a table of its own because a policy that hides rows keeps PostgreSQL from using word indexes; here
 * every row is public and the policy hides none.
 */
export const listingSearch = pgTable(
  "listing_search",
  {
    listingId: idColumn("listing_id", "lst")
      .primaryKey()
      .references(() => listings.id),
    /** Mean rating, 0 without one. */
    rating: doublePrecision("rating").notNull(),
    quality: doublePrecision("quality").notNull(),
    tier: smallint("tier")
      .notNull()
      .generatedAlwaysAs(sql.raw(`least(${topTier}, greatest(0, floor((quality - 3.5) * 2)))::smallint`)),
    /** Microseconds since 1970, which a cursor can carry without rounding. */
    publishedUs: bigint("published_us", { mode: "bigint" }).notNull(),
    totalSales: integer("total_sales").notNull(),
    priceMinor: minorColumn("price_minor").notNull(),
    /** The price as the number that is shown, in thousandths, so that currencies can stand in one list. */
    shownPrice: bigint("shown_price", { mode: "bigint" }).notNull(),
    /** Words of the title, and facets: `#tag`, `$USD`, `%free`, `*4.5`, and of the proof: see `app.proof_facets`. */
    title: tsvectorColumn("title").notNull(),
    /** All that, and the words of tags, summary and description. Lies outside the row. */
    words: tsvectorColumn("words").notNull(),
    /**
     * PostgreSQL moves wide columns out of a row only once the row is over 2 kB. This makes every row so
     * (and shrinks to a few bytes), which leaves a heap that is much denser to walk through.
     */
    ballast: text("ballast").notNull().default(sql`repeat(' ', 2100)`),
    /** Of a verified listing the probability that it is ranked by, 0 while there is none; -1 of every other one. */
    evidence: doublePrecision("evidence").notNull().default(-1),
    /** Of verified ones only. */
    maxDrawdown: doublePrecision("max_drawdown"),
    trades: integer("trades"),
  },
  (table) => [
    ...tiers.flatMap((tier) =>
      (["title", "words"] as const).map((column) =>
        index(`listing_search_${column}_${tier}_idx`)
          .using("gin", table[column])
          .with({ fastupdate: false })
          .where(sql.raw(`tier = ${tier}`)),
      ),
    ),
    index("listing_search_evidence_idx").on(table.evidence, table.listingId),
    index("listing_search_quality_idx").on(table.quality, table.listingId),
    index("listing_search_newest_idx").on(table.publishedUs, table.listingId),
    index("listing_search_rating_idx").on(table.rating, table.listingId),
    index("listing_search_sales_idx").on(table.totalSales, table.listingId),
    index("listing_search_price_idx").on(table.shownPrice, table.listingId),
    pgPolicy("listing_search_owner_all", { for: "all", to: ownerRole, using: anyone, withCheck: anyone }),
    readerSees("listing_search", anyone),
  ],
);

/** Every word of published heads, by which a misspelt search is mended, and how many listings have it. */
export const searchWords = pgTable(
  "search_words",
  { word: text("word").primaryKey(), listings: integer("listings").notNull() },
  (table) => [
    index("search_words_trigram_idx").using("gin", table.word.op("gin_trgm_ops")),
    pgPolicy("search_words_owner_all", { for: "all", to: ownerRole, using: anyone, withCheck: anyone }),
    readerSees("search_words", anyone),
  ],
);
