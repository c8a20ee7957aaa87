import { bigint, date, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, idColumn, timeColumn } from "./columns.ts";
import { appMay, isAdmin, isFinance, isSystem } from "./policies.ts";

/** How each scheduled job last went. `detail` is what it has to tell, such as the invariants that did not hold. */
export const jobRuns = pgTable(
  "job_runs",
  {
    job: text("job").primaryKey(),
    startedAt: timeColumn("started_at").notNull(),
    okAt: timeColumn("ok_at"),
    failedAt: timeColumn("failed_at"),
    error: text("error"),
    detail: jsonb("detail").notNull().default({}),
  },
  () => [
    appMay("job_runs", "select", isAdmin),
    appMay("job_runs", "insert", isSystem),
    appMay("job_runs", "update", isSystem),
  ],
);

/** The chain's head of each day, as it was sent out of the house. Append-only. */
export const auditAnchors = pgTable(
  "audit_anchors",
  {
    id: idColumn("id", "anc").primaryKey(),
    day: date("day", { mode: "string" }).notNull().unique(),
    seq: bigint("seq", { mode: "bigint" }).notNull(),
    hash: text("hash").notNull(),
    at: createdAt(),
  },
  (table) => [
    index("audit_anchors_seq_idx").on(table.seq),
    appMay("audit_anchors", "select", isFinance),
    appMay("audit_anchors", "insert", isSystem),
  ],
);
