import { currencyCodes } from "@boltz/contract";
import { sql } from "drizzle-orm";
import { check, index, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, currencyColumn, idColumn, minorColumn, oneOf, timeColumn } from "./columns.ts";
import { coupons } from "./coupons.ts";
import { users } from "./people.ts";
import { actorId, appMay, either, isFinance, isSystem } from "./policies.ts";
import { purchases } from "./purchases.ts";

export const redemptionStates = ["held", "used", "released"] as const;

/** One use of a coupon: held when a purchase starts, used when it is settled, released when it ends unpaid. */
export const couponRedemptions = pgTable(
  "coupon_redemptions",
  {
    id: idColumn("id", "cpr").primaryKey(),
    couponId: idColumn("coupon_id", "cpn")
      .notNull()
      .references(() => coupons.id),
    couponOwnerId: idColumn("coupon_owner_id", "usr")
      .notNull()
      .references(() => users.id),
    purchaseId: idColumn("purchase_id", "pur")
      .notNull()
      .unique()
      .references(() => purchases.id),
    buyerId: idColumn("buyer_id", "usr")
      .notNull()
      .references(() => users.id),
    state: text("state", { enum: redemptionStates }).notNull().default("held"),
    discountMinor: minorColumn("discount_minor").notNull(),
    currency: currencyColumn().notNull(),
    createdAt: createdAt(),
    endedAt: timeColumn("ended_at"),
  },
  (table) => [
    index("coupon_redemptions_coupon_idx").on(table.couponId, table.buyerId),
    check("coupon_redemptions_state_check", oneOf("state", redemptionStates)),
    check("coupon_redemptions_currency_check", oneOf("currency", currencyCodes)),
    appMay(
      "coupon_redemptions",
      "select",
      sql`${either(sql`buyer_id = ${actorId}`, sql`coupon_owner_id = ${actorId}`, isFinance)}`,
    ),
    appMay("coupon_redemptions", "insert", sql`${isSystem}`),
    appMay("coupon_redemptions", "update", isSystem),
  ],
);
