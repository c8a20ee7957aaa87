import { currencyCodes, providerNames, purchaseStatuses } from "@boltz/contract";
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, unique, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, currencyColumn, idColumn, minorColumn, oneOf, timeColumn } from "./columns.ts";
import { listings } from "./listings.ts";
import { users } from "./people.ts";
import { actorId, appMay, either, isFinance, isStaff, isSystem } from "./policies.ts";
import { strategies, strategyVersions } from "./strategies.ts";

/** Price, fee, earning and refund terms are a snapshot of the moment of buying; a trigger keeps them so. */
export const purchases = pgTable(
  "strategy_purchases",
  {
    id: idColumn("id", "pur").primaryKey(),
    listingId: idColumn("listing_id", "lst")
      .notNull()
      .references(() => listings.id),
    strategyId: idColumn("strategy_id", "str")
      .notNull()
      .references(() => strategies.id),
    versionId: idColumn("version_id", "ver")
      .notNull()
      .references(() => strategyVersions.id),
    buyerId: idColumn("buyer_id", "usr")
      .notNull()
      .references(() => users.id),
    creatorId: idColumn("creator_id", "usr")
      .notNull()
      .references(() => users.id),
    status: text("status", { enum: purchaseStatuses }).notNull().default("pending"),
    listingTitle: text("listing_title").notNull(),
    priceMinor: minorColumn("price_minor").notNull(),
    currency: currencyColumn().notNull(),
    feeMinor: minorColumn("fee_minor").notNull(),
    earningMinor: minorColumn("earning_minor").notNull(),
    feeBps: integer("fee_bps").notNull(),
    refundDays: integer("refund_days").notNull(),
    /** Null where nothing is to be paid. */
    provider: text("provider", { enum: providerNames }),
    idempotencyKey: text("idempotency_key").notNull(),
    requestHash: text("request_hash").notNull(),
    checkoutReference: text("checkout_reference"),
    checkoutUrl: text("checkout_url"),
    paymentReference: text("payment_reference"),
    lastFailure: text("last_failure"),
    quarantineReason: text("quarantine_reason"),
    /** When the sweeper asks the provider next. */
    nextCheckAt: timeColumn("next_check_at"),
    checks: integer("checks").notNull().default(0),
    expiresAt: timeColumn("expires_at").notNull(),
    createdAt: createdAt(),
    completedAt: timeColumn("completed_at"),
  },
  (table) => [
    unique("strategy_purchases_buyer_id_idempotency_key_key").on(table.buyerId, table.idempotencyKey),
    uniqueIndex("strategy_purchases_one_live_key")
      .on(table.buyerId, table.listingId)
      .where(sql`status in ('pending', 'completed', 'quarantined')`),
    uniqueIndex("strategy_purchases_checkout_reference_key").on(table.provider, table.checkoutReference),
    index("strategy_purchases_buyer_idx").on(table.buyerId, table.id),
    index("strategy_purchases_creator_idx").on(table.creatorId, table.id),
    index("strategy_purchases_listing_idx").on(table.listingId),
    index("strategy_purchases_sweep_idx").on(table.nextCheckAt).where(sql`status = 'pending'`),
    check("strategy_purchases_status_check", oneOf("status", purchaseStatuses)),
    check("strategy_purchases_currency_check", oneOf("currency", currencyCodes)),
    check(
      "strategy_purchases_provider_check",
      sql.raw(`provider is null or provider in ('stripe', 'razorpay')`),
    ),
    check("strategy_purchases_not_own_check", sql`buyer_id <> creator_id`),
    check(
      "strategy_purchases_split_check",
      sql`price_minor >= 0 and fee_minor >= 0 and earning_minor >= 0 and fee_minor + earning_minor = price_minor`,
    ),
    check("strategy_purchases_free_check", sql`(price_minor = 0) = (provider is null)`),
    check(
      "strategy_purchases_completed_check",
      sql`(status in ('completed', 'refunded')) = (completed_at is not null)`,
    ),
    appMay(
      "strategy_purchases",
      "select",
      sql`${either(sql`buyer_id = ${actorId}`, sql`creator_id = ${actorId}`, isStaff)}`,
    ),
    appMay("strategy_purchases", "insert", sql`buyer_id = ${actorId}`),
    appMay("strategy_purchases", "update", sql`${either(sql`buyer_id = ${actorId}`, isSystem)}`),
  ],
);

export const opKinds = ["create_checkout"] as const;
export const opStates = ["planned", "sent", "ok", "failed", "unknown"] as const;

/** Outbox: what a provider is to be told. Written before the call, resumed after a crash, same key always. */
export const providerOps = pgTable(
  "provider_ops",
  {
    id: idColumn("id", "op").primaryKey(),
    kind: text("kind", { enum: opKinds }).notNull(),
    provider: text("provider", { enum: providerNames }).notNull(),
    purchaseId: idColumn("purchase_id", "pur")
      .notNull()
      .references(() => purchases.id),
    ownerId: idColumn("owner_id", "usr")
      .notNull()
      .references(() => users.id),
    idempotencyKey: text("idem_key").notNull().unique(),
    requestHash: text("request_hash").notNull(),
    state: text("state", { enum: opStates }).notNull().default("planned"),
    attempts: integer("attempts").notNull().default(0),
    error: text("error"),
    createdAt: createdAt(),
    sentAt: timeColumn("sent_at"),
    updatedAt: timeColumn("updated_at").notNull().defaultNow(),
  },
  (table) => [
    index("provider_ops_purchase_id_idx").on(table.purchaseId),
    index("provider_ops_open_idx").on(table.createdAt).where(sql`state in ('planned', 'sent', 'unknown')`),
    check("provider_ops_kind_check", oneOf("kind", opKinds)),
    check("provider_ops_state_check", oneOf("state", opStates)),
    appMay("provider_ops", "select", sql`${either(sql`owner_id = ${actorId}`, isFinance)}`),
    appMay("provider_ops", "insert", sql`${either(sql`owner_id = ${actorId}`, isSystem)}`),
    appMay("provider_ops", "update", sql`${either(sql`owner_id = ${actorId}`, isSystem)}`),
  ],
);

export const eventStates = ["received", "handled", "ignored", "quarantined"] as const;

/** Inbox: every verified event once, before any work on it. */
export const providerEvents = pgTable(
  "provider_events",
  {
    id: idColumn("id", "evt").primaryKey(),
    provider: text("provider", { enum: providerNames }).notNull(),
    eventId: text("event_id").notNull(),
    type: text("type").notNull(),
    checkoutReference: text("checkout_reference"),
    livemode: boolean("livemode").notNull(),
    state: text("state", { enum: eventStates }).notNull().default("received"),
    attempts: integer("attempts").notNull().default(0),
    reason: text("reason"),
    occurredAt: timeColumn("occurred_at").notNull(),
    receivedAt: createdAt(),
    handledAt: timeColumn("handled_at"),
  },
  (table) => [
    unique("provider_events_provider_event_id_key").on(table.provider, table.eventId),
    index("provider_events_open_idx").on(table.receivedAt).where(sql`state = 'received'`),
    check("provider_events_state_check", oneOf("state", eventStates)),
    appMay("provider_events", "select", isFinance),
    appMay("provider_events", "insert", isSystem),
    appMay("provider_events", "update", isSystem),
  ],
);
