import { currencyCodes } from "@boltz/contract";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import { createdAt, currencyColumn, idColumn, minorColumn, oneOf, timeColumn } from "./columns.ts";
import { users } from "./people.ts";
import {
  actorId,
  anyone,
  appMay,
  definerMay,
  either,
  isModerator,
  isStaff,
  ownerRole,
  readerSees,
} from "./policies.ts";
import { strategies, strategyVersions } from "./strategies.ts";

export const publicStates = ["unpublished", "published", "archived", "removed"] as const;
export const draftStates = ["draft", "submitted", "rejected", "approved"] as const;

/**
 * What the public sees of a listing. The author's working copy is in `listing_drafts` and takes this
 * one's place when it is approved, so that an edit never shows before somebody has read it.
 */
export const listings = pgTable(
  "strategy_marketplace",
  {
    id: idColumn("id", "lst").primaryKey(),
    strategyId: idColumn("strategy_id", "str")
      .notNull()
      .unique()
      .references(() => strategies.id),
    creatorId: idColumn("creator_id", "usr")
      .notNull()
      .references(() => users.id),
    status: text("status", { enum: publicStates }).notNull().default("unpublished"),
    title: text("title").notNull(),
    summary: text("summary").notNull(),
    description: text("description").notNull(),
    tags: text("tags").array().notNull(),
    priceMinor: minorColumn("price_minor").notNull(),
    currency: currencyColumn().notNull(),
    refundDays: integer("refund_days").notNull(),
    versionId: idColumn("version_id", "ver").references(() => strategyVersions.id),
    style: text("style"),
    totalSales: integer("total_sales").notNull().default(0),
    ratingSum: integer("rating_sum").notNull().default(0),
    ratingCount: integer("rating_count").notNull().default(0),
    /** Mean rating, null without one; generated, so that it can be filtered, sorted and paged by. */
    rating: doublePrecision("rating").generatedAlwaysAs(
      sql`case when rating_count > 0 then rating_sum::double precision / rating_count end`,
    ),
    publishedAt: timeColumn("published_at"),
    /** Since when it is archived or removed; its record stays public. */
    delistedAt: timeColumn("delisted_at"),
    /** Removed because it harms: it cannot be installed any more either. */
    isHarmful: boolean("is_harmful").notNull().default(false),
    createdAt: createdAt(),
    updatedAt: timeColumn("updated_at").notNull().defaultNow(),
  },
  (table) => [
    index("strategy_marketplace_creator_id_idx").on(table.creatorId),
    check("strategy_marketplace_status_check", oneOf("status", publicStates)),
    check("strategy_marketplace_currency_check", oneOf("currency", currencyCodes)),
    check("strategy_marketplace_price_check", sql`price_minor >= 0`),
    check("strategy_marketplace_refund_days_check", sql`refund_days in (0, 7, 14, 30)`),
    check(
      "strategy_marketplace_published_check",
      sql`status = 'unpublished' or (version_id is not null and published_at is not null)`,
    ),
    check("strategy_marketplace_harmful_check", sql`not is_harmful or status = 'removed'`),
    definerMay("strategy_marketplace", "select"),
    definerMay("strategy_marketplace", "update"),
    appMay(
      "strategy_marketplace",
      "select",
      sql`${either(
        sql`status = 'published'`,
        sql`creator_id = ${actorId}`,
        isStaff,
        sql`exists (select 1 from strategy_purchases p where p.listing_id = strategy_marketplace.id and p.buyer_id = ${actorId})`,
      )}`,
    ),
    appMay("strategy_marketplace", "insert", sql`creator_id = ${actorId}`),
    appMay("strategy_marketplace", "update", sql`${either(sql`creator_id = ${actorId}`, isModerator)}`),
    readerSees("strategy_marketplace", sql`status = 'published'`),
  ],
);

/** The author's working copy: what is edited, submitted and judged. `revision` grows with every save. */
export const listingDrafts = pgTable(
  "listing_drafts",
  {
    listingId: idColumn("listing_id", "lst")
      .primaryKey()
      .references(() => listings.id),
    creatorId: idColumn("creator_id", "usr")
      .notNull()
      .references(() => users.id),
    state: text("state", { enum: draftStates }).notNull().default("draft"),
    revision: integer("revision").notNull().default(1),
    title: text("title").notNull(),
    summary: text("summary").notNull(),
    description: text("description").notNull(),
    tags: text("tags").array().notNull(),
    priceMinor: minorColumn("price_minor").notNull(),
    currency: currencyColumn().notNull(),
    refundDays: integer("refund_days").notNull(),
    versionId: idColumn("version_id", "ver").references(() => strategyVersions.id),
    submittedAt: timeColumn("submitted_at"),
    updatedAt: timeColumn("updated_at").notNull().defaultNow(),
  },
  (table) => [
    index("listing_drafts_creator_id_idx").on(table.creatorId),
    index("listing_drafts_queue_idx").on(table.submittedAt).where(sql`state = 'submitted'`),
    check("listing_drafts_state_check", oneOf("state", draftStates)),
    check("listing_drafts_currency_check", oneOf("currency", currencyCodes)),
    appMay("listing_drafts", "select", sql`${either(sql`creator_id = ${actorId}`, isModerator)}`),
    appMay("listing_drafts", "insert", sql`creator_id = ${actorId}`),
    appMay("listing_drafts", "update", sql`${either(sql`creator_id = ${actorId}`, isModerator)}`),
  ],
);

/** The versions that were approved: what a buyer may install and the public may read. */
export const listingVersions = pgTable(
  "listing_versions",
  {
    listingId: idColumn("listing_id", "lst")
      .notNull()
      .references(() => listings.id),
    versionId: idColumn("version_id", "ver")
      .notNull()
      .references(() => strategyVersions.id),
    publishedAt: timeColumn("published_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.listingId, table.versionId] }),
    index("listing_versions_version_id_idx").on(table.versionId),
    appMay("listing_versions", "select", anyone),
    appMay("listing_versions", "insert", isModerator),
    readerSees("listing_versions", anyone),
  ],
);

/** Every price that was ever public, and since when. */
export const listingPrices = pgTable(
  "listing_prices",
  {
    id: idColumn("id", "pri").primaryKey(),
    listingId: idColumn("listing_id", "lst")
      .notNull()
      .references(() => listings.id),
    priceMinor: minorColumn("price_minor").notNull(),
    currency: currencyColumn().notNull(),
    from: createdAt(),
  },
  (table) => [
    index("listing_prices_listing_id_idx").on(table.listingId, table.from),
    appMay("listing_prices", "select", anyone),
    appMay(
      "listing_prices",
      "insert",
      sql`${either(
        isModerator,
        sql`exists (select 1 from strategy_marketplace l where l.id = listing_prices.listing_id and l.creator_id = ${actorId})`,
      )}`,
    ),
    readerSees("listing_prices", anyone),
  ],
);

/** How many published listings carry a tag; kept by a trigger, so that no page has to count. */
export const tagCounts = pgTable(
  "listing_tag_counts",
  { tag: text("tag").primaryKey(), count: integer("count").notNull() },
  () => [
    check("listing_tag_counts_count_check", sql`count >= 0`),
    appMay("listing_tag_counts", "select", anyone),
    pgPolicy("listing_tag_counts_owner_all", { for: "all", to: ownerRole, using: anyone, withCheck: anyone }),
    readerSees("listing_tag_counts", anyone),
  ],
);
