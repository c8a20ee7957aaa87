import {
  currencyCodes,
  payoutAccountStatuses,
  payoutSkipReasons,
  payoutStatuses,
  providerNames,
} from "@boltz/contract";
import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { createdAt, currencyColumn, idColumn, minorColumn, oneOf, timeColumn } from "./columns.ts";
import { ledgerAccounts } from "./ledger.ts";
import { users } from "./people.ts";
import { actorId, appMay, either, isFinance, isSystem } from "./policies.ts";
import { refunds } from "./refunds.ts";

/** Where a creator is paid: an account at a provider. Bank details are kept there, never here. */
export const payoutAccounts = pgTable(
  "payout_accounts",
  {
    id: idColumn("id", "pac").primaryKey(),
    userId: idColumn("user_id", "usr")
      .notNull()
      .references(() => users.id),
    provider: text("provider", { enum: providerNames }).notNull(),
    reference: text("reference"),
    status: text("status", { enum: payoutAccountStatuses }).notNull().default("planned"),
    country: text("country").notNull(),
    requirements: text("requirements").array().notNull().default(sql`'{}'`),
    /** False once another account has taken its place. */
    isCurrent: boolean("is_current").notNull().default(true),
    /** Payouts wait until then, because the account was changed. */
    heldUntil: timeColumn("held_until"),
    createdAt: createdAt(),
    updatedAt: timeColumn("updated_at").notNull().defaultNow(),
    nextCheckAt: timeColumn("next_check_at"),
    checks: integer("checks").notNull().default(0),
  },
  (table) => [
    uniqueIndex("payout_accounts_current_key").on(table.userId, table.provider).where(sql`is_current`),
    uniqueIndex("payout_accounts_reference_key").on(table.provider, table.reference),
    index("payout_accounts_sweep_idx").on(table.nextCheckAt).where(sql`is_current`),
    check("payout_accounts_status_check", oneOf("status", payoutAccountStatuses)),
    check("payout_accounts_reference_check", sql`(status = 'planned') = (reference is null)`),
    appMay("payout_accounts", "select", sql`${either(sql`user_id = ${actorId}`, isFinance)}`),
    appMay("payout_accounts", "insert", isSystem),
    appMay("payout_accounts", "update", isSystem),
  ],
);

export const payoutOrigins = ["creator", "weekly"] as const;

/**
 * One transfer to a creator. It takes the entries `from_position` to `to_position` of the creator's
 * available account, which sum to its amount; the next payout begins behind this one's own reserve entry.
 */
export const payouts = pgTable(
  "creator_payouts",
  {
    id: idColumn("id", "pyt").primaryKey(),
    creatorId: idColumn("creator_id", "usr")
      .notNull()
      .references(() => users.id),
    payoutAccountId: idColumn("payout_account_id", "pac")
      .notNull()
      .references(() => payoutAccounts.id),
    provider: text("provider", { enum: providerNames }).notNull(),
    origin: text("origin", { enum: payoutOrigins }).notNull(),
    idempotencyKey: text("idempotency_key").notNull(),
    status: text("status", { enum: payoutStatuses }).notNull().default("queued"),
    amountMinor: minorColumn("amount_minor").notNull(),
    currency: currencyColumn().notNull(),
    accountId: idColumn("account_id", "acc")
      .notNull()
      .references(() => ledgerAccounts.id),
    fromPosition: bigint("from_position", { mode: "bigint" }).notNull(),
    toPosition: bigint("to_position", { mode: "bigint" }).notNull(),
    providerReference: text("provider_reference"),
    /** What was taken back of it afterwards, by us or by the provider. */
    reversedMinor: minorColumn("reversed_minor").notNull().default(sql`0`),
    failure: text("failure"),
    createdAt: createdAt(),
    sentAt: timeColumn("sent_at"),
    endedAt: timeColumn("ended_at"),
    nextCheckAt: timeColumn("next_check_at"),
    checks: integer("checks").notNull().default(0),
  },
  (table) => [
    unique("creator_payouts_idempotency_key").on(table.creatorId, table.idempotencyKey),
    unique("creator_payouts_account_from_key").on(table.accountId, table.fromPosition),
    uniqueIndex("creator_payouts_provider_reference_key").on(table.provider, table.providerReference),
    index("creator_payouts_creator_idx").on(table.creatorId, table.id),
    index("creator_payouts_status_idx").on(table.status, table.id),
    index("creator_payouts_sweep_idx")
      .on(table.nextCheckAt)
      .where(sql`status in ('queued', 'sent', 'unknown')`),
    check("creator_payouts_status_check", oneOf("status", payoutStatuses)),
    check("creator_payouts_origin_check", oneOf("origin", payoutOrigins)),
    check("creator_payouts_currency_check", oneOf("currency", currencyCodes)),
    check(
      "creator_payouts_amount_check",
      sql`amount_minor > 0 and reversed_minor between 0 and amount_minor and from_position <= to_position`,
    ),
    check(
      "creator_payouts_ended_check",
      sql`(status in ('paid', 'failed', 'reversed')) = (ended_at is not null)`,
    ),
    appMay("creator_payouts", "select", sql`${either(sql`creator_id = ${actorId}`, isFinance)}`),
    appMay("creator_payouts", "insert", isSystem),
    appMay("creator_payouts", "update", isSystem),
  ],
);

/** Why a run paid a creator nothing, one row a run and currency. */
export const payoutSkips = pgTable(
  "payout_skips",
  {
    id: idColumn("id", "psk").primaryKey(),
    creatorId: idColumn("creator_id", "usr")
      .notNull()
      .references(() => users.id),
    currency: currencyColumn().notNull(),
    run: text("run").notNull(),
    amountMinor: minorColumn("amount_minor").notNull(),
    reason: text("reason", { enum: payoutSkipReasons }).notNull(),
    until: timeColumn("until"),
    createdAt: createdAt(),
  },
  (table) => [
    unique("payout_skips_run_key").on(table.creatorId, table.currency, table.run),
    check("payout_skips_reason_check", oneOf("reason", payoutSkipReasons)),
    check("payout_skips_currency_check", oneOf("currency", currencyCodes)),
    appMay("payout_skips", "select", sql`${either(sql`creator_id = ${actorId}`, isFinance)}`),
    appMay("payout_skips", "insert", isSystem),
  ],
);

/** A creator whose payouts wait while our staff look into something; the reason is for the creator too. */
export const payoutReviews = pgTable(
  "payout_reviews",
  {
    creatorId: idColumn("creator_id", "usr")
      .primaryKey()
      .references(() => users.id),
    reason: text("reason").notNull(),
    startedBy: idColumn("started_by", "usr")
      .notNull()
      .references(() => users.id),
    createdAt: createdAt(),
  },
  () => [
    appMay("payout_reviews", "select", sql`${either(sql`creator_id = ${actorId}`, isFinance)}`),
    appMay("payout_reviews", "insert", isFinance),
    appMay("payout_reviews", "delete", isFinance),
  ],
);

export const reversalStatuses = ["planned", "unknown", "succeeded", "refused"] as const;

/** A debt that is taken back from what was paid out before, where the creator's account still holds it. */
export const transferReversals = pgTable(
  "transfer_reversals",
  {
    id: idColumn("id", "trv").primaryKey(),
    payoutId: idColumn("payout_id", "pyt")
      .notNull()
      .references(() => payouts.id),
    creatorId: idColumn("creator_id", "usr")
      .notNull()
      .references(() => users.id),
    refundId: idColumn("refund_id", "rfd").references(() => refunds.id),
    amountMinor: minorColumn("amount_minor").notNull(),
    currency: currencyColumn().notNull(),
    status: text("status", { enum: reversalStatuses }).notNull().default("planned"),
    providerReference: text("provider_reference"),
    createdAt: createdAt(),
    endedAt: timeColumn("ended_at"),
  },
  (table) => [
    index("transfer_reversals_payout_id_idx").on(table.payoutId),
    index("transfer_reversals_creator_id_idx").on(table.creatorId, table.id),
    check("transfer_reversals_status_check", oneOf("status", reversalStatuses)),
    check("transfer_reversals_currency_check", oneOf("currency", currencyCodes)),
    check("transfer_reversals_amount_check", sql`amount_minor > 0`),
    appMay("transfer_reversals", "select", sql`${either(sql`creator_id = ${actorId}`, isFinance)}`),
    appMay("transfer_reversals", "insert", isSystem),
    appMay("transfer_reversals", "update", isSystem),
  ],
);
