import { sql } from "drizzle-orm";
import { check, date, integer, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { idColumn } from "./columns.ts";
import { listings } from "./listings.ts";
import { users } from "./people.ts";
import { actorId, appMay, either, isStaff, isSystem } from "./policies.ts";

/** How often a listing's page was opened on a day (UTC); no row says by whom. */
export const listingViews = pgTable(
  "listing_views",
  {
    listingId: idColumn("listing_id", "lst")
      .notNull()
      .references(() => listings.id),
    creatorId: idColumn("creator_id", "usr")
      .notNull()
      .references(() => users.id),
    day: date("day", { mode: "string" }).notNull(),
    views: integer("views").notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.listingId, table.day] }),
    check("listing_views_views_check", sql`views >= 0`),
    appMay("listing_views", "select", sql`${either(sql`creator_id = ${actorId}`, isStaff)}`),
    appMay("listing_views", "insert", isSystem),
    appMay("listing_views", "update", isSystem),
  ],
);
