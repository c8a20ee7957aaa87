import type { CreatorDashboard, Currency, UserId } from "@boltz/contract";
import { idFromUuid, type Transaction, uuidFromId } from "@boltz/db";
import { sql } from "drizzle-orm";

const DAYS = 90;

interface FigureRow extends Record<string, unknown> {
  id: string;
  title: string;
  views: number;
  started: number;
  paid: number;
  refunded: number;
  earned: { currency: Currency; amount: string }[];
}

/** From a look at the page to the money, by listing, over the last 90 days; all of it in one statement. */
export const readFigures = async (
  tx: Transaction,
  creatorId: UserId,
  now: Date,
): Promise<CreatorDashboard["figures"]> => {
  const since = sql`(${now.toISOString()}::timestamptz - ${DAYS} * interval '1 day')`;
  const creator = sql`${uuidFromId("usr", creatorId)}::uuid`;
  const { rows } = await tx.execute<FigureRow>(sql`
    with sold as (
      select p.listing_id, p.currency, count(*) as started, count(p.completed_at) as paid,
        count(*) filter (where p.completed_at is not null and p.returned_minor > 0) as refunded,
        coalesce(sum(p.earning_minor - p.returned_minor + p.fee_returned_minor)
                 filter (where p.completed_at is not null), 0) as earned
      from strategy_purchases p where p.creator_id = ${creator} and p.created_at >= ${since}
      group by p.listing_id, p.currency),
    seen as (
      select v.listing_id, sum(v.views)::int as views from listing_views v
      where v.creator_id = ${creator} and v.day >= (${since} at time zone 'UTC')::date group by v.listing_id)
    select d.listing_id as id, d.title, coalesce(max(seen.views), 0)::int as views,
      coalesce(sum(sold.started), 0)::int as started, coalesce(sum(sold.paid), 0)::int as paid,
      coalesce(sum(sold.refunded), 0)::int as refunded,
      coalesce(json_agg(json_build_object('currency', sold.currency, 'amount', sold.earned::text) order by sold.currency)
               filter (where sold.earned > 0), '[]') as earned
    from listing_drafts d
    left join sold on sold.listing_id = d.listing_id
    left join seen on seen.listing_id = d.listing_id
    where d.creator_id = ${creator}
    group by d.listing_id, d.title
    order by paid desc, views desc, d.listing_id desc`);
  return rows.map(({ id, title, views, started, paid, refunded, earned }) => ({
    listingId: idFromUuid("lst", id),
    title,
    views,
    started,
    paid,
    refunded,
    earned: earned.map(({ currency, amount }) => ({ currency, amountMinor: amount })),
  }));
};
