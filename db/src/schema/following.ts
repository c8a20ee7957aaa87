import { topics } from "@boltz/contract";
import { sql } from "drizzle-orm";
import { boolean, check, index, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, idColumn, oneOf, timeColumn } from "./columns.ts";
import { listings } from "./listings.ts";
import { users } from "./people.ts";
import { actorId, appMay, either, isModerator, isSystem } from "./policies.ts";

const own = sql`user_id = ${actorId}`;

export const follows = pgTable(
  "follows",
  {
    userId: idColumn("user_id", "usr")
      .notNull()
      .references(() => users.id),
    creatorId: idColumn("creator_id", "usr")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.creatorId] }),
    index("follows_creator_idx").on(table.creatorId),
    check("follows_not_self_check", sql`user_id <> creator_id`),
    appMay("follows", "select", sql`${either(own, isSystem)}`),
    appMay("follows", "insert", own),
    appMay("follows", "delete", sql`${either(own, isSystem)}`),
  ],
);

export const wishes = pgTable(
  "wishes",
  {
    userId: idColumn("user_id", "usr")
      .notNull()
      .references(() => users.id),
    listingId: idColumn("listing_id", "lst")
      .notNull()
      .references(() => listings.id),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.listingId] }),
    index("wishes_listing_idx").on(table.listingId),
    appMay("wishes", "select", sql`${either(own, isSystem)}`),
    appMay("wishes", "insert", own),
    appMay("wishes", "delete", sql`${either(own, isSystem)}`),
  ],
);

/** What a person is told on the site. `kind` and `params` are those of the mail that says the same. */
export const notifications = pgTable(
  "notifications",
  {
    id: idColumn("id", "ntf").primaryKey(),
    userId: idColumn("user_id", "usr")
      .notNull()
      .references(() => users.id),
    topic: text("topic", { enum: topics }).notNull(),
    kind: text("kind").notNull(),
    params: jsonb("params").notNull(),
    dedupeKey: text("dedupe_key").notNull().unique(),
    createdAt: createdAt(),
    readAt: timeColumn("read_at"),
  },
  (table) => [
    index("notifications_user_idx").on(table.userId, table.id),
    index("notifications_unread_idx").on(table.userId).where(sql`read_at is null`),
    check("notifications_topic_check", oneOf("topic", topics)),
    appMay("notifications", "select", sql`${either(own, isSystem)}`),
    appMay("notifications", "insert", sql`${either(own, isModerator)}`),
    appMay("notifications", "update", own),
    appMay("notifications", "delete", isSystem),
  ],
);

/** Where somebody wants something else than everything. */
export const notificationPreferences = pgTable(
  "notification_preferences",
  {
    userId: idColumn("user_id", "usr")
      .notNull()
      .references(() => users.id),
    topic: text("topic", { enum: topics }).notNull(),
    inApp: boolean("in_app").notNull(),
    mail: boolean("mail").notNull(),
    updatedAt: timeColumn("updated_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.topic] }),
    check("notification_preferences_topic_check", oneOf("topic", topics)),
    check("notification_preferences_locked_check", sql`mail or topic not in ('purchases', 'security')`),
    appMay("notification_preferences", "select", sql`${either(own, isModerator)}`),
    appMay("notification_preferences", "insert", sql`${either(own, isSystem)}`),
    appMay("notification_preferences", "update", sql`${either(own, isSystem)}`),
    appMay("notification_preferences", "delete", isSystem),
  ],
);
