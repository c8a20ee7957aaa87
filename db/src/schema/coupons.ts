import { couponScopes, currencyCodes } from "@boltz/contract";
import { sql } from "drizzle-orm";
import { boolean, check, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { createdAt, currencyColumn, idColumn, minorColumn, oneOf, timeColumn } from "./columns.ts";
import { listings } from "./listings.ts";
import { users } from "./people.ts";
import { actorId, appMay, either, isFinance, isSystem } from "./policies.ts";

/** A percentage or an amount; `claimed` counts the uses that are held or done, and never passes `max_uses`. */
export const coupons = pgTable(
  "coupons",
  {
    id: idColumn("id", "cpn").primaryKey(),
    ownerId: idColumn("owner_id", "usr")
      .notNull()
      .references(() => users.id),
    scope: text("scope", { enum: couponScopes }).notNull(),
    listingId: idColumn("listing_id", "lst").references(() => listings.id),
    code: text("code").notNull(),
    percent: integer("percent"),
    amountMinor: minorColumn("amount_minor"),
    minimumMinor: minorColumn("minimum_minor"),
    /** Of the amount and the minimum; null for a percentage without a minimum, which fits every currency. */
    currency: currencyColumn(),
    startsAt: timeColumn("starts_at"),
    endsAt: timeColumn("ends_at"),
    maxUses: integer("max_uses"),
    maxUsesPerBuyer: integer("max_uses_per_buyer"),
    claimed: integer("claimed").notNull().default(0),
    enabled: boolean("enabled").notNull().default(true),
    createdAt: createdAt(),
  },
  (table) => [
    uniqueIndex("coupons_code_key").on(table.code),
    index("coupons_owner_id_idx").on(table.ownerId, table.id),
    check("coupons_code_check", sql`code = upper(code)`),
    check("coupons_scope_check", oneOf("scope", couponScopes)),
    check("coupons_currency_check", sql`currency is null or ${oneOf("currency", currencyCodes)}`),
    check("coupons_listing_check", sql`(scope = 'listing') = (listing_id is not null)`),
    check(
      "coupons_discount_check",
      sql`(percent is null) <> (amount_minor is null) and coalesce(percent between 1 and 100, amount_minor > 0)`,
    ),
    check(
      "coupons_money_check",
      sql`(currency is not null) = (amount_minor is not null or minimum_minor is not null)`,
    ),
    check("coupons_claimed_check", sql`claimed >= 0 and (max_uses is null or claimed <= max_uses)`),
    appMay("coupons", "select", sql`${either(sql`owner_id = ${actorId}`, isFinance)}`),
    appMay("coupons", "insert", sql`owner_id = ${actorId}`),
    appMay("coupons", "update", sql`${either(sql`owner_id = ${actorId}`, isSystem)}`),
  ],
);
