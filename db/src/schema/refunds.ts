import {
  currencyCodes,
  disputeStatuses,
  providerNames,
  refundOrigins,
  refundStatuses,
} from "@boltz/contract";
import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, currencyColumn, idColumn, minorColumn, oneOf, timeColumn } from "./columns.ts";
import { users } from "./people.ts";
import { actorId, appMay, either, isStaff, isSystem } from "./policies.ts";
import { purchases } from "./purchases.ts";

/** `fee_minor` and `earning_minor` are the parts that the platform and the creator gave back; zero until it succeeds. */
export const refunds = pgTable(
  "refunds",
  {
    id: idColumn("id", "rfd").primaryKey(),
    purchaseId: idColumn("purchase_id", "pur")
      .notNull()
      .references(() => purchases.id),
    buyerId: idColumn("buyer_id", "usr")
      .notNull()
      .references(() => users.id),
    creatorId: idColumn("creator_id", "usr")
      .notNull()
      .references(() => users.id),
    origin: text("origin", { enum: refundOrigins }).notNull(),
    /** The person of our staff or the buyer; null for one made in the provider's dashboard. */
    requestedBy: idColumn("requested_by", "usr").references(() => users.id),
    reason: text("reason").notNull().default(""),
    status: text("status", { enum: refundStatuses }).notNull().default("planned"),
    amountMinor: minorColumn("amount_minor").notNull(),
    currency: currencyColumn().notNull(),
    feeMinor: minorColumn("fee_minor").notNull().default(sql`0`),
    earningMinor: minorColumn("earning_minor").notNull().default(sql`0`),
    provider: text("provider", { enum: providerNames }).notNull(),
    providerReference: text("provider_reference"),
    failure: text("failure"),
    idempotencyKey: text("idempotency_key").notNull().unique(),
    createdAt: createdAt(),
    endedAt: timeColumn("ended_at"),
    nextCheckAt: timeColumn("next_check_at"),
    checks: integer("checks").notNull().default(0),
  },
  (table) => [
    uniqueIndex("refunds_provider_reference_key").on(table.provider, table.providerReference),
    index("refunds_purchase_id_idx").on(table.purchaseId),
    index("refunds_creator_id_idx").on(table.creatorId, table.id),
    index("refunds_sweep_idx").on(table.nextCheckAt).where(sql`status in ('planned', 'pending')`),
    check("refunds_status_check", oneOf("status", refundStatuses)),
    check("refunds_origin_check", oneOf("origin", refundOrigins)),
    check("refunds_currency_check", oneOf("currency", currencyCodes)),
    check("refunds_amount_check", sql`amount_minor > 0 and fee_minor >= 0 and earning_minor >= 0`),
    check("refunds_ended_check", sql`(status in ('succeeded', 'failed')) = (ended_at is not null)`),
    appMay(
      "refunds",
      "select",
      sql`${either(sql`buyer_id = ${actorId}`, sql`creator_id = ${actorId}`, isStaff)}`,
    ),
    appMay("refunds", "insert", isSystem),
    appMay("refunds", "update", isSystem),
  ],
);

/** `withdrawn_minor` and `cost_minor` are what the ledger has posted of the provider's withdrawal and its charge. */
export const disputes = pgTable(
  "disputes",
  {
    id: idColumn("id", "dsp").primaryKey(),
    provider: text("provider", { enum: providerNames }).notNull(),
    providerReference: text("provider_reference").notNull(),
    purchaseId: idColumn("purchase_id", "pur")
      .notNull()
      .references(() => purchases.id),
    buyerId: idColumn("buyer_id", "usr")
      .notNull()
      .references(() => users.id),
    creatorId: idColumn("creator_id", "usr")
      .notNull()
      .references(() => users.id),
    status: text("status", { enum: disputeStatuses }).notNull().default("open"),
    reason: text("reason").notNull(),
    amountMinor: minorColumn("amount_minor").notNull(),
    currency: currencyColumn().notNull(),
    feeMinor: minorColumn("fee_minor").notNull().default(sql`0`),
    earningMinor: minorColumn("earning_minor").notNull().default(sql`0`),
    withdrawnMinor: minorColumn("withdrawn_minor").notNull().default(sql`0`),
    costMinor: minorColumn("cost_minor").notNull().default(sql`0`),
    evidenceDueAt: timeColumn("evidence_due_at"),
    evidenceSentAt: timeColumn("evidence_sent_at"),
    openedAt: timeColumn("opened_at").notNull(),
    closedAt: timeColumn("closed_at"),
    createdAt: createdAt(),
    nextCheckAt: timeColumn("next_check_at"),
    checks: integer("checks").notNull().default(0),
  },
  (table) => [
    unique("disputes_provider_reference_key").on(table.provider, table.providerReference),
    index("disputes_purchase_id_idx").on(table.purchaseId),
    index("disputes_creator_id_idx").on(table.creatorId, table.id),
    index("disputes_sweep_idx").on(table.nextCheckAt).where(sql`next_check_at is not null`),
    check("disputes_status_check", oneOf("status", disputeStatuses)),
    check("disputes_currency_check", oneOf("currency", currencyCodes)),
    check("disputes_amount_check", sql`amount_minor > 0 and withdrawn_minor >= 0 and cost_minor >= 0`),
    check("disputes_closed_check", sql`(status in ('won', 'lost')) = (closed_at is not null)`),
    appMay(
      "disputes",
      "select",
      sql`${either(sql`buyer_id = ${actorId}`, sql`creator_id = ${actorId}`, isStaff)}`,
    ),
    appMay("disputes", "insert", isSystem),
    appMay("disputes", "update", isSystem),
  ],
);
