import { system } from "@boltz/domain";
import { sql } from "drizzle-orm";
import type { Database } from "./with-actor.ts";

/** What must always hold; each query answers the rows that break it, so an empty answer is a pass. */
const invariants = {
  "every ledger transaction sums to zero": `
    SELECT t.id::text AS broken FROM ledger_transactions t LEFT JOIN ledger_entries e ON e.transaction_id = t.id
    GROUP BY t.id HAVING coalesce(sum(e.amount_minor), 0) <> 0 OR count(e.id) < 2`,
  "the ledger sums to zero in every currency": `
    SELECT a.currency AS broken FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
    GROUP BY a.currency HAVING sum(e.amount_minor) <> 0`,
  "an account's balance is the sum of its entries": `
    SELECT a.name || ' ' || a.currency AS broken FROM ledger_accounts a LEFT JOIN ledger_entries e ON e.account_id = a.id
    GROUP BY a.id HAVING a.balance_minor <> coalesce(sum(e.amount_minor), 0)`,
  "an entry, its account and its transaction agree on currency and owner": `
    SELECT e.id::text AS broken FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
    JOIN ledger_transactions t ON t.id = e.transaction_id
    WHERE a.currency <> t.currency OR a.owner_id IS DISTINCT FROM e.owner_id`,
  "every captured purchase is posted once, for its price": `
    SELECT p.id::text AS broken FROM strategy_purchases p
    LEFT JOIN ledger_transactions t ON t.source_type = 'purchase' AND t.source_id = p.id AND t.kind = 'sale'
    LEFT JOIN LATERAL (SELECT sum(e.amount_minor) FILTER (WHERE e.amount_minor > 0) AS credited
                       FROM ledger_entries e WHERE e.transaction_id = t.id) c ON true
    WHERE p.status IN ('completed', 'refunded') AND p.price_minor > 0
      AND (t.id IS NULL OR t.currency <> p.currency OR c.credited IS DISTINCT FROM p.price_minor)`,
  "no sale is posted without a captured purchase": `
    SELECT t.id::text AS broken FROM ledger_transactions t LEFT JOIN strategy_purchases p ON p.id = t.source_id
    WHERE t.source_type = 'purchase' AND t.kind = 'sale' AND (p.id IS NULL OR p.status NOT IN ('completed', 'refunded'))`,
  "no active entitlement without a completed purchase or an audited grant": `
    SELECT a.id::text AS broken FROM user_strategy_access a LEFT JOIN strategy_purchases p ON p.id = a.purchase_id
    WHERE a.state = 'active' AND NOT coalesce(p.status = 'completed' AND p.buyer_id = a.user_id, false)
      AND NOT EXISTS (SELECT 1 FROM audit_log g WHERE g.action = 'entitlement_granted' AND g.subject_id = a.id)`,
  "no completed purchase without entitlement after five minutes": `
    SELECT p.id::text AS broken FROM strategy_purchases p
    LEFT JOIN user_strategy_access a ON a.purchase_id = p.id
    WHERE p.status = 'completed' AND a.id IS NULL AND p.completed_at < now() - interval '5 minutes'`,
  "every completed purchase has its audit row": `
    SELECT p.id::text AS broken FROM strategy_purchases p WHERE p.status IN ('completed', 'refunded')
      AND NOT EXISTS (SELECT 1 FROM audit_log g WHERE g.subject_type = 'purchase' AND g.subject_id = p.id
                      AND g.action = 'marketplace_purchase')`,
  "every moderation decision has its audit row": `
    SELECT d.id::text AS broken FROM moderation_decisions d
    WHERE NOT EXISTS (SELECT 1 FROM audit_log g WHERE g.subject_type = 'listing' AND g.subject_id = d.listing_id
                      AND g.action = 'listing_' || d.outcome AND g.actor_id = d.moderator_id)`,
  "total_sales counts the completed purchases": `
    SELECT l.id::text AS broken FROM strategy_marketplace l
    LEFT JOIN strategy_purchases p ON p.listing_id = l.id AND p.status = 'completed'
    GROUP BY l.id HAVING l.total_sales <> count(p.id)`,
  "the audit chain verifies": `
    WITH linked AS (
      SELECT a.*, lag(a.hash, 1, repeat('0', 64)) OVER (ORDER BY a.seq) AS expected_prev,
             row_number() OVER (ORDER BY a.seq) AS expected_seq FROM audit_log a)
    SELECT l.seq::text AS broken FROM linked l
    WHERE l.prev_hash <> l.expected_prev OR l.seq <> l.expected_seq
       OR l.hash <> (SELECT app.audit_digest(a.prev_hash, a) FROM audit_log a WHERE a.id = l.id)
    UNION ALL
    SELECT 'head' FROM audit_head h LEFT JOIN LATERAL (SELECT seq, hash FROM audit_log ORDER BY seq DESC LIMIT 1) a ON true
    WHERE h.seq <> coalesce(a.seq, 0) OR h.hash <> coalesce(a.hash, repeat('0', 64))`,
  "no provider call is unknown for longer than a day": `
    SELECT id::text AS broken FROM provider_ops WHERE state = 'unknown' AND updated_at < now() - interval '24 hours'`,
  "every table has forced row level security": `
    SELECT c.relname::text AS broken FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND pg_get_userbyid(c.relowner) = 'boltz_owner' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
} as const;

export interface BrokenInvariant {
  invariant: string;
  /** Up to ten of the rows that break it. */
  broken: string[];
}

/** Runs every invariant in one read, as the system; an empty list means that all hold. */
export const checkInvariants = (database: Database): Promise<BrokenInvariant[]> =>
  database.withSnapshot(system("check-invariants"), async (tx) => {
    const found: BrokenInvariant[] = [];
    for (const [invariant, query] of Object.entries(invariants)) {
      const { rows } = await tx.execute<{ broken: string }>(sql.raw(`SELECT * FROM (${query}) q LIMIT 10`));
      if (rows.length > 0) found.push({ invariant, broken: rows.map((row) => row.broken) });
    }
    return found;
  });
