import { erasureStates, exportStates } from "@boltz/contract";
import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { byteaColumn, createdAt, idColumn, oneOf, timeColumn } from "./columns.ts";
import { users } from "./people.ts";
import { actorId, appMay, either, isSystem } from "./policies.ts";

const own = sql`user_id = ${actorId}`;

/** One request for everything about oneself. The archive lies here until it expires. */
export const dataExports = pgTable(
  "data_exports",
  {
    id: idColumn("id", "dex").primaryKey(),
    userId: idColumn("user_id", "usr")
      .notNull()
      .references(() => users.id),
    state: text("state", { enum: exportStates }).notNull().default("queued"),
    progress: integer("progress").notNull().default(0),
    step: text("step").notNull().default(""),
    archive: byteaColumn("archive"),
    bytes: integer("bytes"),
    requestedAt: createdAt(),
    readyAt: timeColumn("ready_at"),
    expiresAt: timeColumn("expires_at"),
  },
  (table) => [
    index("data_exports_user_idx").on(table.userId, table.id),
    uniqueIndex("data_exports_one_open_key").on(table.userId).where(sql`state in ('queued', 'running')`),
    check("data_exports_state_check", oneOf("state", exportStates)),
    check("data_exports_progress_check", sql`progress between 0 and 100`),
    check("data_exports_archive_check", sql`(state = 'ready') = (archive is not null)`),
    appMay("data_exports", "select", sql`${either(own, isSystem)}`),
    appMay("data_exports", "insert", own),
    appMay("data_exports", "update", isSystem),
    appMay("data_exports", "delete", isSystem),
  ],
);

/** A person's wish to be forgotten. What must be kept is kept under a pseudonym until `retain_until`. */
export const erasureRequests = pgTable(
  "erasure_requests",
  {
    id: idColumn("id", "ers").primaryKey(),
    userId: idColumn("user_id", "usr")
      .notNull()
      .references(() => users.id),
    state: text("state", { enum: erasureStates }).notNull().default("scheduled"),
    requestedAt: createdAt(),
    dueAt: timeColumn("due_at").notNull(),
    /** What stood in the way when it was last tried. */
    blocks: text("blocks").array().notNull().default(sql`'{}'`),
    endedAt: timeColumn("ended_at"),
    retainUntil: timeColumn("retain_until"),
    /** When the references that providers know the records by were dropped too. */
    expiredAt: timeColumn("expired_at"),
  },
  (table) => [
    uniqueIndex("erasure_requests_one_open_key").on(table.userId).where(sql`state = 'scheduled'`),
    index("erasure_requests_due_idx").on(table.dueAt).where(sql`state = 'scheduled'`),
    index("erasure_requests_retained_idx")
      .on(table.retainUntil)
      .where(sql`state = 'done' and expired_at is null`),
    check("erasure_requests_state_check", oneOf("state", erasureStates)),
    check("erasure_requests_ended_check", sql`(state = 'scheduled') = (ended_at is null)`),
    check("erasure_requests_retain_check", sql`(state = 'done') = (retain_until is not null)`),
    appMay("erasure_requests", "select", sql`${either(own, isSystem)}`),
    appMay("erasure_requests", "insert", sql`${either(own, isSystem)}`),
    appMay("erasure_requests", "update", sql`${either(own, isSystem)}`),
  ],
);
