import { currencyCodes, differenceKinds, providerNames } from "@boltz/contract";
import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import { createdAt, currencyColumn, idColumn, minorColumn, oneOf, timeColumn } from "./columns.ts";
import { ledgerTransactions } from "./ledger.ts";
import { users } from "./people.ts";
import { appMay, isFinance, isSystem } from "./policies.ts";

/** The providers' account books as they were read, every line once. */
export const providerMovements = pgTable(
  "provider_movements",
  {
    id: idColumn("id", "mov").primaryKey(),
    provider: text("provider", { enum: providerNames }).notNull(),
    reference: text("reference").notNull(),
    kind: text("kind").notNull(),
    objectReference: text("object_reference"),
    grossMinor: minorColumn("gross_minor").notNull(),
    feeMinor: minorColumn("fee_minor").notNull(),
    currency: currencyColumn().notNull(),
    /** The ledger's transaction about the same money, once it was found. */
    transactionId: idColumn("transaction_id", "ltx").references(() => ledgerTransactions.id),
    occurredAt: timeColumn("occurred_at").notNull(),
    importedAt: createdAt(),
  },
  (table) => [
    unique("provider_movements_reference_key").on(table.provider, table.reference),
    index("provider_movements_occurred_idx").on(table.provider, table.occurredAt),
    index("provider_movements_transaction_idx").on(table.transactionId),
    check("provider_movements_currency_check", oneOf("currency", currencyCodes)),
    appMay("provider_movements", "select", isFinance),
    appMay("provider_movements", "insert", isSystem),
    appMay("provider_movements", "update", isSystem),
  ],
);

/** One nightly comparison. `totals`: per currency the balance that the ledger and the provider's book moved by. */
export const reconciliationRuns = pgTable(
  "reconciliation_runs",
  {
    id: idColumn("id", "rcn").primaryKey(),
    provider: text("provider", { enum: providerNames }).notNull(),
    from: timeColumn("from_at").notNull(),
    to: timeColumn("to_at").notNull(),
    movements: integer("movements").notNull().default(0),
    totals: jsonb("totals").notNull().default([]),
    failure: text("failure"),
    createdAt: createdAt(),
    endedAt: timeColumn("ended_at"),
  },
  (table) => [
    index("reconciliation_runs_provider_idx").on(table.provider, table.to),
    appMay("reconciliation_runs", "select", isFinance),
    appMay("reconciliation_runs", "insert", isSystem),
    appMay("reconciliation_runs", "update", isSystem),
  ],
);

/** `subject` names what differs, so that the next night finds the same difference and adds none. */
export const reconciliationDifferences = pgTable(
  "reconciliation_differences",
  {
    id: idColumn("id", "rcd").primaryKey(),
    runId: idColumn("run_id", "rcn")
      .notNull()
      .references(() => reconciliationRuns.id),
    provider: text("provider", { enum: providerNames }).notNull(),
    kind: text("kind", { enum: differenceKinds }).notNull(),
    subject: text("subject").notNull(),
    what: text("what").notNull(),
    ourMinor: minorColumn("our_minor"),
    ourReference: text("our_reference"),
    theirMinor: minorColumn("their_minor"),
    theirReference: text("their_reference"),
    currency: currencyColumn().notNull(),
    occurredAt: timeColumn("occurred_at").notNull(),
    explanation: text("explanation"),
    explainedBy: idColumn("explained_by", "usr").references(() => users.id),
    createdAt: createdAt(),
    endedAt: timeColumn("ended_at"),
  },
  (table) => [
    unique("reconciliation_differences_subject_key").on(table.provider, table.subject),
    index("reconciliation_differences_open_idx").on(table.id).where(sql`ended_at is null`),
    check("reconciliation_differences_kind_check", oneOf("kind", differenceKinds)),
    check("reconciliation_differences_currency_check", oneOf("currency", currencyCodes)),
    appMay("reconciliation_differences", "select", isFinance),
    appMay("reconciliation_differences", "insert", isSystem),
    appMay("reconciliation_differences", "update", isFinance),
  ],
);
