import { currencyCodes } from "@boltz/contract";
import { sql } from "drizzle-orm";
import { bigint, check, index, pgPolicy, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, currencyColumn, idColumn, minorColumn, oneOf } from "./columns.ts";
import { users } from "./people.ts";
import { actorId, anyone, appMay, either, isFinance, isSystem, ownerRole } from "./policies.ts";
import { purchases } from "./purchases.ts";

/** `balance_minor` is kept by a trigger on the entries; the application cannot write it. */
export const ledgerAccounts = pgTable(
  "ledger_accounts",
  {
    id: idColumn("id", "acc").primaryKey(),
    name: text("name").notNull(),
    currency: currencyColumn().notNull(),
    /** The creator whose money it is; null for the platform's and the providers' accounts. */
    ownerId: idColumn("owner_id", "usr").references(() => users.id),
    balanceMinor: minorColumn("balance_minor").notNull().default(sql`0`),
    /** How many entries it has; the position of the last one. */
    entryCount: bigint("entry_count", { mode: "bigint" }).notNull().default(sql`0`),
    createdAt: createdAt(),
  },
  (table) => [
    unique("ledger_accounts_name_currency_key").on(table.name, table.currency),
    index("ledger_accounts_owner_id_idx").on(table.ownerId),
    check("ledger_accounts_currency_check", oneOf("currency", currencyCodes)),
    check(
      "ledger_accounts_creator_balance_check",
      sql`owner_id is null or case when name like '%:debt' then balance_minor <= 0 else balance_minor >= 0 end`,
    ),
    appMay("ledger_accounts", "select", sql`${either(sql`owner_id = ${actorId}`, isFinance)}`),
    appMay("ledger_accounts", "insert", isSystem),
    pgPolicy("ledger_accounts_owner_all", { for: "all", to: ownerRole, using: anyone, withCheck: anyone }),
  ],
);

export const ledgerSources = [
  "purchase",
  "refund",
  "dispute",
  "payout",
  "hold_release",
  "transfer_reversal",
  "provider_movement",
] as const;

/** One business event, posted once: `unique(source_type, source_id, kind)`. */
export const ledgerTransactions = pgTable(
  "ledger_transactions",
  {
    id: idColumn("id", "ltx").primaryKey(),
    sourceType: text("source_type", { enum: ledgerSources }).notNull(),
    sourceId: uuid("source_id").notNull(),
    kind: text("kind").notNull(),
    currency: currencyColumn().notNull(),
    /** The creator it concerns, who may read it. */
    ownerId: idColumn("owner_id", "usr").references(() => users.id),
    /** The purchase whose money it moves, where it is one purchase's. */
    purchaseId: idColumn("purchase_id", "pur").references(() => purchases.id),
    createdAt: createdAt(),
  },
  (table) => [
    index("ledger_transactions_purchase_id_idx").on(table.purchaseId),
    unique("ledger_transactions_source_key").on(table.sourceType, table.sourceId, table.kind),
    index("ledger_transactions_owner_id_idx").on(table.ownerId, table.id),
    check("ledger_transactions_source_type_check", oneOf("source_type", ledgerSources)),
    check("ledger_transactions_currency_check", oneOf("currency", currencyCodes)),
    appMay("ledger_transactions", "select", sql`${either(sql`owner_id = ${actorId}`, isFinance)}`),
    appMay("ledger_transactions", "insert", isSystem),
    pgPolicy("ledger_transactions_owner_select", { for: "select", to: ownerRole, using: anyone }),
  ],
);

/** Append-only. Positive is credit: what the platform owes or has earned. Sums to zero per transaction. */
export const ledgerEntries = pgTable(
  "ledger_entries",
  {
    id: idColumn("id", "len").primaryKey(),
    transactionId: idColumn("transaction_id", "ltx")
      .notNull()
      .references(() => ledgerTransactions.id),
    accountId: idColumn("account_id", "acc")
      .notNull()
      .references(() => ledgerAccounts.id),
    ownerId: idColumn("owner_id", "usr").references(() => users.id),
    amountMinor: minorColumn("amount_minor").notNull(),
    /** 1, 2, 3 … within its account, without a gap; set by a trigger. A payout takes a range of them. */
    position: bigint("position", { mode: "bigint" }).notNull().default(sql`0`),
    createdAt: createdAt(),
  },
  (table) => [
    index("ledger_entries_transaction_id_idx").on(table.transactionId),
    unique("ledger_entries_account_position_key").on(table.accountId, table.position),
    check("ledger_entries_amount_check", sql`amount_minor <> 0`),
    appMay("ledger_entries", "select", sql`${either(sql`owner_id = ${actorId}`, isFinance)}`),
    appMay("ledger_entries", "insert", isSystem),
    pgPolicy("ledger_entries_owner_select", { for: "select", to: ownerRole, using: anyone }),
  ],
);
