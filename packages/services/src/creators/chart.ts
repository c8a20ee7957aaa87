import type { ChartSpan, CreatorDashboard, Currency, DashboardInput, UserId } from "@boltz/contract";
import { type Transaction, uuidFromId } from "@boltz/db";
import { sql } from "drizzle-orm";

/** How many steps a chart has, the present one included. */
const steps = { day: 30, week: 12, month: 12 } as const satisfies Record<ChartSpan, number>;

interface PointRow extends Record<string, unknown> {
  start: string;
  currency: Currency;
  sales: number;
  earned: string;
  refunded: string;
}

/**
 * Sales by the day, week or month they were completed in (UTC), with what they earned and what of them
 * went back by now. Every step is there for each currency that sold anything in the time.
 */
export const readChart = async (
  tx: Transaction,
  creatorId: UserId,
  { span, listingId }: DashboardInput,
  now: Date,
): Promise<CreatorDashboard["chart"]> => {
  const ofListing =
    listingId === null ? sql`` : sql`and p.listing_id = ${uuidFromId("lst", listingId)}::uuid`;
  const { rows } = await tx.execute<PointRow>(sql`
    with bounds as (select date_trunc(${span}, ${now.toISOString()}::timestamptz at time zone 'UTC') as last),
    step as (select last - n * ('1 ' || ${span})::interval as start from bounds, generate_series(0, ${steps[span] - 1}::int) n),
    sold as (
      select date_trunc(${span}, p.completed_at at time zone 'UTC') as start, p.currency, count(*)::int as sales,
        sum(p.earning_minor - p.returned_minor + p.fee_returned_minor) as earned, sum(p.returned_minor) as refunded
      from strategy_purchases p
      where p.creator_id = ${uuidFromId("usr", creatorId)}::uuid ${ofListing}
        and p.completed_at >= (select min(start) from step) at time zone 'UTC'
      group by 1, 2)
    select to_char(step.start, 'YYYY-MM-DD') as start, c.currency, coalesce(sold.sales, 0) as sales,
      coalesce(sold.earned, 0)::text as earned, coalesce(sold.refunded, 0)::text as refunded
    from step cross join (select distinct currency from sold) c
    left join sold on sold.start = step.start and sold.currency = c.currency
    order by c.currency, step.start`);
  return rows.map(({ start, currency, sales, earned, refunded }) => ({
    start,
    currency,
    sales,
    earnedMinor: earned,
    refundedMinor: refunded,
  }));
};
