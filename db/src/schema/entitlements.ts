import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, idColumn, oneOf, timeColumn } from "./columns.ts";
import { listings } from "./listings.ts";
import { users } from "./people.ts";
import { actorId, appMay, definerMay, either, isStaff, isSystem } from "./policies.ts";
import { purchases } from "./purchases.ts";
import { strategies, strategyVersions } from "./strategies.ts";

export const entitlementStates = ["active", "frozen", "revoked"] as const;

/** The right to install a strategy, from a completed purchase or from an audited grant. */
export const entitlements = pgTable(
  "user_strategy_access",
  {
    id: idColumn("id", "ent").primaryKey(),
    userId: idColumn("user_id", "usr")
      .notNull()
      .references(() => users.id),
    listingId: idColumn("listing_id", "lst")
      .notNull()
      .references(() => listings.id),
    strategyId: idColumn("strategy_id", "str")
      .notNull()
      .references(() => strategies.id),
    /** The version that was current when the right was given. */
    versionId: idColumn("version_id", "ver")
      .notNull()
      .references(() => strategyVersions.id),
    purchaseId: idColumn("purchase_id", "pur")
      .unique()
      .references(() => purchases.id),
    state: text("state", { enum: entitlementStates }).notNull().default("active"),
    grantedAt: timeColumn("granted_at").notNull().defaultNow(),
    endedAt: timeColumn("ended_at"),
  },
  (table) => [
    uniqueIndex("user_strategy_access_one_live_key")
      .on(table.userId, table.strategyId)
      .where(sql`state in ('active', 'frozen')`),
    index("user_strategy_access_user_idx").on(table.userId, table.id),
    index("user_strategy_access_listing_idx").on(table.listingId).where(sql`state = 'active'`),
    check("user_strategy_access_state_check", oneOf("state", entitlementStates)),
    check("user_strategy_access_ended_check", sql`(state = 'revoked') = (ended_at is not null)`),
    definerMay("user_strategy_access", "select"),
    definerMay("user_strategy_access", "update"),
    appMay("user_strategy_access", "select", sql`${either(sql`user_id = ${actorId}`, isStaff)}`),
    appMay("user_strategy_access", "insert", isSystem),
    appMay("user_strategy_access", "update", isSystem),
  ],
);

/** One row a download link. Only the token's hash is kept; the link works until `expires_at`. */
export const installs = pgTable(
  "installs",
  {
    id: idColumn("id", "ins").primaryKey(),
    entitlementId: idColumn("entitlement_id", "ent")
      .notNull()
      .references(() => entitlements.id),
    userId: idColumn("user_id", "usr")
      .notNull()
      .references(() => users.id),
    versionId: idColumn("version_id", "ver")
      .notNull()
      .references(() => strategyVersions.id),
    tokenHash: text("token_hash").notNull().unique(),
    expiresAt: timeColumn("expires_at").notNull(),
    downloadedAt: timeColumn("downloaded_at"),
    createdAt: createdAt(),
  },
  (table) => [
    index("installs_entitlement_id_idx").on(table.entitlementId, table.id),
    appMay("installs", "select", sql`${either(sql`user_id = ${actorId}`, isStaff)}`),
    appMay("installs", "insert", sql`user_id = ${actorId}`),
    appMay("installs", "update", isSystem),
  ],
);
