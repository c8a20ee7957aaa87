import { versionKinds } from "@boltz/contract";
import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import { createdAt, idColumn, oneOf } from "./columns.ts";
import { users } from "./people.ts";
import { actorId, appMay, either, isStaff, isSystem, readerSees } from "./policies.ts";

export const strategies = pgTable(
  "strategies",
  {
    id: idColumn("id", "str").primaryKey(),
    creatorId: idColumn("creator_id", "usr")
      .notNull()
      .references(() => users.id),
    name: text("name").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    index("strategies_creator_id_idx").on(table.creatorId),
    appMay("strategies", "select", sql`${either(sql`creator_id = ${actorId}`, isStaff)}`),
    appMay("strategies", "insert", sql`creator_id = ${actorId}`),
    appMay("strategies", "update", isSystem),
  ],
);

/** Immutable. `document` is canonical JSON (RFC 8785) and `spec_hash` its SHA-256, which the database checks. */
export const strategyVersions = pgTable(
  "strategy_versions",
  {
    id: idColumn("id", "ver").primaryKey(),
    strategyId: idColumn("strategy_id", "str")
      .notNull()
      .references(() => strategies.id),
    creatorId: idColumn("creator_id", "usr")
      .notNull()
      .references(() => users.id),
    version: text("version").notNull(),
    /** `declared`: the document is a strategy. `attached`: it lists files of another engine. */
    kind: text("kind", { enum: versionKinds }).notNull().default("declared"),
    document: text("document").notNull(),
    specHash: text("spec_hash").notNull(),
    /** What search filters by: style, market, timeframe, directions, indicators. */
    summary: jsonb("summary").notNull(),
    changelog: text("changelog").notNull().default(""),
    /** Of attached files: `AttachedFigures`, recomputed from their trades. */
    attachedFigures: jsonb("attached_figures"),
    createdAt: createdAt(),
  },
  (table) => [
    unique("strategy_versions_strategy_id_version_key").on(table.strategyId, table.version),
    unique("strategy_versions_strategy_id_spec_hash_key").on(table.strategyId, table.specHash),
    index("strategy_versions_creator_id_idx").on(table.creatorId),
    check("strategy_versions_kind_check", oneOf("kind", versionKinds)),
    check("strategy_versions_attached_check", sql`(kind = 'attached') = (attached_figures is not null)`),
    check(
      "strategy_versions_spec_hash_check",
      sql`spec_hash = encode(sha256(convert_to(document, 'UTF8')), 'hex')`,
    ),
    appMay(
      "strategy_versions",
      "select",
      sql`${either(
        sql`creator_id = ${actorId}`,
        isStaff,
        sql`exists (select 1 from listing_versions p where p.version_id = strategy_versions.id)`,
      )}`,
    ),
    appMay("strategy_versions", "insert", sql`creator_id = ${actorId}`),
    readerSees(
      "strategy_versions",
      sql`exists (select 1 from listing_versions p where p.version_id = strategy_versions.id)`,
    ),
  ],
);
