import type { ErasureBlock, UserId } from "@boltz/contract";
import { type Transaction, uuidFromId } from "@boltz/db";
import type { storedRoles } from "@boltz/db/schema";
import { erasureBlocksOf } from "@boltz/domain";
import { sql } from "drizzle-orm";

interface FactsRow extends Record<string, unknown> {
  role: (typeof storedRoles)[number];
  purchases: number;
  disputes: number;
  refunds: number;
  payouts: number;
  balances: number;
  debts: number;
}

/** What stands in the way of somebody's erasure now; read by themselves or by the system. */
export const readBlocks = async (tx: Transaction, userId: UserId): Promise<ErasureBlock[]> => {
  const { rows } = await tx.execute<FactsRow>(sql`
    select u.role,
      (select count(*) from strategy_purchases p
        where (p.buyer_id = u.id and (p.status = 'pending' or (p.status = 'quarantined' and p.paid_minor > 0)))
           or (p.creator_id = u.id and p.status = 'pending'))::int as purchases,
      (select count(*) from disputes d where (d.buyer_id = u.id or d.creator_id = u.id)
        and (d.status not in ('won', 'lost') or d.next_check_at is not null))::int as disputes,
      (select count(*) from refunds r where (r.buyer_id = u.id or r.creator_id = u.id)
        and r.status in ('planned', 'pending'))::int as refunds,
      (select count(*) from creator_payouts p where p.creator_id = u.id and p.status in ('queued', 'sent', 'unknown'))::int
        + (select count(*) from transfer_reversals t where t.creator_id = u.id
           and t.status in ('planned', 'unknown'))::int as payouts,
      (select count(*) from ledger_accounts a where a.owner_id = u.id and a.balance_minor > 0)::int as balances,
      (select count(*) from ledger_accounts a where a.owner_id = u.id and a.balance_minor < 0)::int as debts
    from users u where u.id = ${uuidFromId("usr", userId)}`);
  const [row] = rows;
  if (row === undefined) throw new Error(`${userId} is not there`);
  return erasureBlocksOf({
    role: row.role,
    pendingPurchases: row.purchases,
    openDisputes: row.disputes,
    openRefunds: row.refunds,
    payoutsUnderWay: row.payouts,
    balancesLeft: row.balances,
    debtsLeft: row.debts,
  });
};
