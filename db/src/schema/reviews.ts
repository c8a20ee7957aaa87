import { currencyCodes } from "@boltz/contract";
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, smallint, text } from "drizzle-orm/pg-core";
import { createdAt, currencyColumn, idColumn, minorColumn, oneOf, timeColumn } from "./columns.ts";
import { listings } from "./listings.ts";
import { users } from "./people.ts";
import { actorId, appMay, definerMay, either, isModerator, isSystem, readerSees } from "./policies.ts";
import { purchases } from "./purchases.ts";

/**
 * One for each purchase. `is_entitled` follows the purchase's right and is kept by a trigger on it, the
 * listing's rating follows `counts` and `rating` by a trigger on this table.
 */
export const reviews = pgTable(
  "strategy_reviews",
  {
    id: idColumn("id", "rev").primaryKey(),
    purchaseId: idColumn("purchase_id", "pur")
      .notNull()
      .unique("strategy_reviews_purchase_id_key")
      .references(() => purchases.id),
    listingId: idColumn("listing_id", "lst")
      .notNull()
      .references(() => listings.id),
    creatorId: idColumn("creator_id", "usr")
      .notNull()
      .references(() => users.id),
    reviewerId: idColumn("reviewer_id", "usr")
      .notNull()
      .references(() => users.id),
    /** How its writer signs; the writer's name itself is nowhere here. */
    author: text("author").notNull(),
    rating: smallint("rating").notNull(),
    body: text("body").notNull(),
    version: text("version").notNull(),
    daysInstalled: integer("days_installed"),
    paidMinor: minorColumn("paid_minor").notNull(),
    currency: currencyColumn().notNull(),
    isEntitled: boolean("is_entitled").notNull().default(true),
    isHidden: boolean("is_hidden").notNull().default(false),
    counts: boolean("counts").generatedAlwaysAs(sql`is_entitled and not is_hidden`),
    reply: text("reply"),
    repliedAt: timeColumn("replied_at"),
    createdAt: createdAt(),
    editedAt: timeColumn("edited_at"),
  },
  (table) => [
    index("strategy_reviews_listing_idx").on(table.listingId, table.id),
    index("strategy_reviews_listing_rating_idx").on(table.listingId, table.rating, table.id),
    index("strategy_reviews_creator_idx").on(table.creatorId, table.id),
    index("strategy_reviews_reviewer_idx").on(table.reviewerId, table.id),
    check("strategy_reviews_rating_check", sql`rating between 1 and 5`),
    check("strategy_reviews_currency_check", oneOf("currency", currencyCodes)),
    check("strategy_reviews_not_own_check", sql`reviewer_id <> creator_id`),
    check("strategy_reviews_reply_check", sql`(reply is null) = (replied_at is null)`),
    definerMay("strategy_reviews", "select"),
    definerMay("strategy_reviews", "update"),
    appMay(
      "strategy_reviews",
      "select",
      sql`${either(
        sql`not is_hidden`,
        sql`reviewer_id = ${actorId}`,
        sql`creator_id = ${actorId}`,
        isModerator,
      )}`,
    ),
    appMay("strategy_reviews", "insert", sql`reviewer_id = ${actorId}`),
    appMay(
      "strategy_reviews",
      "update",
      sql`${either(sql`reviewer_id = ${actorId}`, sql`creator_id = ${actorId}`, isModerator)}`,
    ),
    appMay("strategy_reviews", "delete", isSystem),
    readerSees("strategy_reviews", sql`not is_hidden`),
  ],
);
