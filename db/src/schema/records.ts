import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgPolicy, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, idColumn, oneOf, timeColumn } from "./columns.ts";
import { users } from "./people.ts";
import { actorId, anyone, appMay, either, isFinance, isModerator, isSystem, ownerRole } from "./policies.ts";

/**
 * Append-only hash chain. `seq`, `prev_hash` and `hash` are set by a trigger under a lock on the head,
 * so that two writers can neither fork nor skip it. Persons are named by id only.
 */
export const auditLog = pgTable(
  "audit_log",
  {
    id: idColumn("id", "aud").primaryKey(),
    seq: bigint("seq", { mode: "bigint" }).notNull().unique().default(sql`0`),
    actorId: idColumn("actor_id", "usr").references(() => users.id),
    /** `system:<job>` where no person acted. */
    actorLabel: text("actor_label").notNull(),
    action: text("action").notNull(),
    subjectType: text("subject_type").notNull(),
    subjectId: uuid("subject_id").notNull(),
    detail: jsonb("detail").notNull().default({}),
    at: createdAt(),
    prevHash: text("prev_hash").notNull().default(""),
    hash: text("hash").notNull().default(""),
  },
  (table) => [
    index("audit_log_subject_idx").on(table.subjectType, table.subjectId),
    index("audit_log_actor_idx").on(table.actorId, table.seq),
    index("audit_log_action_idx").on(table.action, table.seq),
    index("audit_log_created_at_idx").on(table.at),
    appMay("audit_log", "select", isFinance),
    appMay("audit_log", "insert", sql`${either(sql`actor_id = ${actorId}`, isSystem)}`),
    pgPolicy("audit_log_owner_select", { for: "select", to: ownerRole, using: anyone }),
  ],
);

/** The chain's last link: one row, which the trigger locks and moves. */
export const auditHead = pgTable(
  "audit_head",
  {
    id: integer("id").primaryKey(),
    seq: bigint("seq", { mode: "bigint" }).notNull(),
    hash: text("hash").notNull(),
  },
  () => [
    check("audit_head_single_check", sql`id = 1`),
    pgPolicy("audit_head_owner_all", { for: "all", to: ownerRole, using: anyone, withCheck: anyone }),
    appMay("audit_head", "select", isFinance),
  ],
);

export const mailStates = ["queued", "sent", "failed"] as const;

/** Mails to send. `params` is emptied once the mail is out; the address is read from the user then. */
export const emailOutbox = pgTable(
  "email_outbox",
  {
    id: idColumn("id", "eml").primaryKey(),
    userId: idColumn("user_id", "usr")
      .notNull()
      .references(() => users.id),
    kind: text("kind").notNull(),
    params: jsonb("params").notNull(),
    dedupeKey: text("dedupe_key").notNull().unique(),
    state: text("state", { enum: mailStates }).notNull().default("queued"),
    attempts: integer("attempts").notNull().default(0),
    createdAt: createdAt(),
    sentAt: timeColumn("sent_at"),
    /** While somebody hands it over, nobody else does. */
    lockedUntil: timeColumn("locked_until"),
  },
  (table) => [
    index("email_outbox_open_idx").on(table.createdAt).where(sql`state = 'queued'`),
    check("email_outbox_state_check", oneOf("state", mailStates)),
    appMay("email_outbox", "select", isSystem),
    appMay("email_outbox", "insert", sql`${either(sql`user_id = ${actorId}`, isModerator)}`),
    appMay("email_outbox", "update", isSystem),
    index("email_outbox_user_idx").on(table.userId),
  ],
);
