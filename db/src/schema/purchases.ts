import { currencyCodes, paymentMethods, providerNames, purchaseStatuses } from "@boltz/contract";
import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { createdAt, currencyColumn, idColumn, minorColumn, oneOf, timeColumn } from "./columns.ts";
import { coupons } from "./coupons.ts";
import { listings } from "./listings.ts";
import { users } from "./people.ts";
import { actorId, appMay, definerMay, either, isFinance, isStaff, isSystem } from "./policies.ts";
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
    /** What the listing cost; `price_minor` is what is charged, after the coupon. */
    listPriceMinor: minorColumn("list_price_minor").notNull(),
    discountMinor: minorColumn("discount_minor").notNull().default(sql`0`),
    couponId: idColumn("coupon_id", "cpn").references(() => coupons.id),
    priceMinor: minorColumn("price_minor").notNull(),
    currency: currencyColumn().notNull(),
    feeMinor: minorColumn("fee_minor").notNull(),
    earningMinor: minorColumn("earning_minor").notNull(),
    feeBps: integer("fee_bps").notNull(),
    refundDays: integer("refund_days").notNull(),
    /** Null where nothing is to be paid. */
    provider: text("provider", { enum: providerNames }),
    method: text("payment_method", { enum: paymentMethods }),
    idempotencyKey: text("idempotency_key").notNull(),
    requestHash: text("request_hash").notNull(),
    checkoutReference: text("checkout_reference"),
    checkoutUrl: text("checkout_url"),
    paymentReference: text("payment_reference"),
    lastFailure: text("last_failure"),
    quarantineReason: text("quarantine_reason"),
    /** What the provider says was received; differs from the price only in quarantine. */
    paidMinor: minorColumn("paid_minor"),
    paidCurrency: currencyColumn("paid_currency"),
    /** What refunds and disputes have taken back, and the part of it that was our fee. */
    returnedMinor: minorColumn("returned_minor").notNull().default(sql`0`),
    feeReturnedMinor: minorColumn("fee_returned_minor").notNull().default(sql`0`),
    /** When the creator's earning is no longer held, and when it was let go. */
    releaseAt: timeColumn("release_at"),
    releasedAt: timeColumn("released_at"),
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
      .where(sql`status in ('pending', 'completed')`),
    uniqueIndex("strategy_purchases_checkout_reference_key").on(table.provider, table.checkoutReference),
    index("strategy_purchases_buyer_idx").on(table.buyerId, table.id),
    index("strategy_purchases_creator_idx").on(table.creatorId, table.id),
    index("strategy_purchases_listing_idx").on(table.listingId),
    index("strategy_purchases_payment_idx").on(table.provider, table.paymentReference),
    index("strategy_purchases_release_idx")
      .on(table.releaseAt)
      .where(sql`status = 'completed' and released_at is null`),
    index("strategy_purchases_creator_release_idx")
      .on(table.creatorId, table.releaseAt)
      .where(sql`status = 'completed' and released_at is null`),
    index("strategy_purchases_creator_completed_idx").on(table.creatorId, table.completedAt),
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
      "strategy_purchases_discount_check",
      sql`discount_minor >= 0 and list_price_minor - discount_minor = price_minor`,
    ),
    check(
      "strategy_purchases_returned_check",
      sql`returned_minor between 0 and price_minor and fee_returned_minor between 0 and fee_minor`,
    ),
    check("strategy_purchases_paid_check", sql`(paid_minor is null) = (paid_currency is null)`),
    check(
      "strategy_purchases_completed_check",
      sql`case status when 'completed' then completed_at is not null when 'charged_back' then completed_at is not null when 'refunded' then true else completed_at is null end`,
    ),
    definerMay("strategy_purchases", "select"),
    appMay(
      "strategy_purchases",
      "select",
      sql`${either(sql`buyer_id = ${actorId}`, sql`creator_id = ${actorId}`, isStaff)}`,
    ),
    appMay("strategy_purchases", "insert", sql`buyer_id = ${actorId}`),
    appMay("strategy_purchases", "update", sql`${either(sql`buyer_id = ${actorId}`, isSystem)}`),
  ],
);

export const opKinds = [
  "create_checkout",
  "refund",
  "payout",
  "reverse_transfer",
  "create_account",
  "submit_evidence",
] as const;
export const opStates = ["planned", "sent", "ok", "failed", "unknown"] as const;

/** Outbox: what a provider is to be told. Written before the call, resumed after a crash, same key always. */
export const providerOps = pgTable(
  "provider_ops",
  {
    id: idColumn("id", "op").primaryKey(),
    kind: text("kind", { enum: opKinds }).notNull(),
    provider: text("provider", { enum: providerNames }).notNull(),
    /** The uuid underneath the id of what it is for: the purchase, refund, payout, reversal, account or dispute. */
    subjectId: uuid("subject_id").notNull(),
    ownerId: idColumn("owner_id", "usr")
      .notNull()
      .references(() => users.id),
    idempotencyKey: text("idem_key").notNull().unique(),
    requestHash: text("request_hash").notNull(),
    state: text("state", { enum: opStates }).notNull().default("planned"),
    attempts: integer("attempts").notNull().default(0),
    error: text("error"),
    createdAt: createdAt(),
    /** When the sweeper takes it up again. */
    nextTryAt: timeColumn("next_try_at").notNull().defaultNow(),
    sentAt: timeColumn("sent_at"),
    updatedAt: timeColumn("updated_at").notNull().defaultNow(),
  },
  (table) => [
    index("provider_ops_subject_idx").on(table.subjectId),
    index("provider_ops_open_idx").on(table.nextTryAt).where(sql`state in ('planned', 'sent', 'unknown')`),
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
    /** What kind of object it is about and its id at the provider; null where nothing here depends on it. */
    objectKind: text("object_kind"),
    objectReference: text("object_reference"),
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
