import type { CouponId, CouponView, Currency } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { couponRedemptions, coupons, listings } from "@boltz/db/schema";
import { eq, getTableColumns, inArray, sql } from "drizzle-orm";
import { toMoney } from "../money.ts";
import type { CouponRow } from "./quote-coupon.ts";

/** Coupons with the title of the listing that they are for, to be narrowed and ordered. */
export const selectCoupons = (tx: Transaction) =>
  tx
    .select({ ...getTableColumns(coupons), listingTitle: listings.title })
    .from(coupons)
    .leftJoin(listings, eq(listings.id, coupons.listingId))
    .$dynamic();

interface Uses {
  used: number;
  held: number;
  given: { currency: Currency; amountMinor: string }[];
}

const usesOf = async (tx: Transaction, couponIds: readonly CouponId[]): Promise<Map<CouponId, Uses>> => {
  const uses = new Map<CouponId, Uses>(couponIds.map((id) => [id, { used: 0, held: 0, given: [] }]));
  const { couponId, currency, state, discountMinor } = couponRedemptions;
  const rows = await tx
    .select({
      couponId,
      currency,
      used: sql<number>`(count(*) filter (where ${state} = 'used'))::int`,
      held: sql<number>`(count(*) filter (where ${state} = 'held'))::int`,
      givenMinor: sql<string>`coalesce(sum(${discountMinor}) filter (where ${state} = 'used'), 0)`,
    })
    .from(couponRedemptions)
    .where(inArray(couponId, [...couponIds]))
    .groupBy(couponId, currency)
    .orderBy(currency);
  for (const row of rows) {
    const of = uses.get(row.couponId);
    if (of === undefined) continue;
    of.used += row.used;
    of.held += row.held;
    if (row.used > 0) of.given.push({ currency: row.currency, amountMinor: row.givenMinor });
  }
  return uses;
};

const moneyOf = (amountMinor: bigint | null, { currency }: CouponRow) =>
  amountMinor === null || currency === null ? null : toMoney(amountMinor, currency);

/** Coupons as their creator sees them, with what became of their uses. */
export const toCouponViews = async (
  tx: Transaction,
  rows: readonly (CouponRow & { listingTitle: string | null })[],
): Promise<CouponView[]> => {
  if (rows.length === 0) return [];
  const uses = await usesOf(
    tx,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    scope: row.scope,
    listingId: row.listingId,
    listingTitle: row.listingTitle,
    percent: row.percent,
    amount: moneyOf(row.amountMinor, row),
    minimum: moneyOf(row.minimumMinor, row),
    startsAt: row.startsAt?.toISOString() ?? null,
    endsAt: row.endsAt?.toISOString() ?? null,
    maxUses: row.maxUses,
    maxUsesPerBuyer: row.maxUsesPerBuyer,
    ...(uses.get(row.id) ?? { used: 0, held: 0, given: [] }),
    enabled: row.enabled,
    createdAt: row.createdAt.toISOString(),
  }));
};
