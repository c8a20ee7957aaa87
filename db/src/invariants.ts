import { system } from "@boltz/domain";
import { sql } from "drizzle-orm";
import { auditFaults } from "./audit-chain.ts";
import { moderationInvariants } from "./moderation-invariants.ts";
import { privacyInvariants } from "./privacy-invariants.ts";
import { proofInvariants } from "./proof-invariants.ts";
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
    WHERE p.completed_at IS NOT NULL AND p.price_minor > 0
      AND (t.id IS NULL OR t.currency <> p.currency OR c.credited IS DISTINCT FROM p.price_minor)`,
  "no sale is posted without a captured purchase": `
    SELECT t.id::text AS broken FROM ledger_transactions t LEFT JOIN strategy_purchases p ON p.id = t.source_id
    WHERE t.source_type = 'purchase' AND t.kind = 'sale' AND (p.id IS NULL OR p.completed_at IS NULL)`,
  "what refunds and disputes took back is within what was captured, and adds up": `
    SELECT p.id::text AS broken FROM strategy_purchases p
    LEFT JOIN LATERAL (SELECT coalesce(sum(r.amount_minor), 0) AS amount, coalesce(sum(r.fee_minor), 0) AS fee
      FROM refunds r WHERE r.purchase_id = p.id AND r.status = 'succeeded' AND p.completed_at IS NOT NULL) r ON true
    LEFT JOIN LATERAL (SELECT coalesce(sum(d.fee_minor + d.earning_minor), 0) AS amount, coalesce(sum(d.fee_minor), 0) AS fee
      FROM disputes d WHERE d.purchase_id = p.id AND d.status <> 'won') d ON true
    WHERE p.returned_minor <> r.amount + d.amount OR p.fee_returned_minor <> r.fee + d.fee
       OR p.returned_minor > p.price_minor`,
  "refunds that are made or on their way never exceed what was paid": `
    SELECT p.id::text AS broken FROM strategy_purchases p JOIN refunds r ON r.purchase_id = p.id AND r.status <> 'failed'
    GROUP BY p.id HAVING sum(r.amount_minor) > coalesce(p.paid_minor, p.price_minor)`,
  "a refund is posted once if it succeeded, and taken back if it failed after all": `
    SELECT r.id::text AS broken FROM refunds r
    LEFT JOIN ledger_transactions t ON t.source_type = 'refund' AND t.source_id = r.id AND t.kind = 'refund'
    LEFT JOIN ledger_transactions f ON f.source_type = 'refund' AND f.source_id = r.id AND f.kind = 'refund_failed'
    WHERE (r.status = 'succeeded' AND (t.id IS NULL OR f.id IS NOT NULL))
       OR (r.status = 'failed' AND (t.id IS NULL) <> (f.id IS NULL))
       OR (r.status IN ('planned', 'pending') AND t.id IS NOT NULL)`,
  "a dispute is posted once when opened, and given back if won": `
    SELECT d.id::text AS broken FROM disputes d
    LEFT JOIN ledger_transactions t ON t.source_type = 'dispute' AND t.source_id = d.id AND t.kind = 'opened'
    LEFT JOIN ledger_transactions w ON w.source_type = 'dispute' AND w.source_id = d.id AND w.kind = 'won'
    WHERE t.id IS NULL OR (w.id IS NOT NULL) <> (d.status = 'won')`,
  "nobody keeps access to what was given back, or while it is disputed": `
    SELECT a.id::text AS broken FROM user_strategy_access a JOIN strategy_purchases p ON p.id = a.purchase_id
    WHERE (p.status IN ('refunded', 'charged_back') AND a.state <> 'revoked')
       OR (a.state = 'active' AND EXISTS (SELECT 1 FROM disputes d WHERE d.purchase_id = p.id
                                          AND d.status IN ('open', 'under_review')))`,
  "an earning is released once and leaves nothing pending": `
    SELECT p.id::text AS broken FROM strategy_purchases p JOIN ledger_transactions t ON t.purchase_id = p.id
    JOIN ledger_entries e ON e.transaction_id = t.id JOIN ledger_accounts a ON a.id = e.account_id
    WHERE a.name LIKE 'creator:%:pending'
    GROUP BY p.id HAVING sum(e.amount_minor) < 0 OR (p.released_at IS NOT NULL AND sum(e.amount_minor) <> 0)`,
  "a payout is the sum of its entries": `
    SELECT p.id::text AS broken FROM creator_payouts p LEFT JOIN payout_entries e ON e.payout_id = p.id
    GROUP BY p.id HAVING coalesce(sum(e.amount_minor), 0) <> p.amount_minor
      OR count(e.entry_id) <> p.to_position - p.from_position + 1`,
  "no entry is in two payouts, and none is left out between them": `
    SELECT p.id::text AS broken FROM (SELECT id, from_position,
      lag(to_position + 1, 1, 0::bigint) OVER (PARTITION BY account_id ORDER BY from_position) AS reserve FROM creator_payouts) p
    WHERE p.from_position <> p.reserve + 1`,
  "every payout is reserved once, and settled or let go once it ended": `
    SELECT p.id::text AS broken FROM creator_payouts p
    LEFT JOIN LATERAL (SELECT array_agg(t.kind ORDER BY t.kind) AS kinds FROM ledger_transactions t
                       WHERE t.source_type = 'payout' AND t.source_id = p.id) k ON true
    WHERE NOT coalesce('reserved' = ANY (k.kinds), false)
       OR (p.status IN ('paid', 'reversed')) <> ('paid' = ANY (k.kinds))
       OR (p.status = 'failed') <> ('failed' = ANY (k.kinds))`,
  "what creators have reserved is their payouts under way": `
    SELECT a.name || ' ' || a.currency AS broken FROM ledger_accounts a
    LEFT JOIN creator_payouts p ON p.creator_id = a.owner_id AND p.currency = a.currency
      AND p.status IN ('queued', 'sent', 'unknown')
    WHERE a.name LIKE 'creator:%:reserved' GROUP BY a.id HAVING a.balance_minor <> coalesce(sum(p.amount_minor), 0)`,
  "a coupon's claims are its redemptions that are held or used": `
    SELECT c.id::text AS broken FROM coupons c
    LEFT JOIN coupon_redemptions r ON r.coupon_id = c.id AND r.state IN ('held', 'used')
    GROUP BY c.id HAVING c.claimed <> count(r.id) OR c.claimed > c.max_uses`,
  "a coupon is used by completed purchases and held by pending ones": `
    SELECT p.id::text AS broken FROM strategy_purchases p LEFT JOIN coupon_redemptions r ON r.purchase_id = p.id
    WHERE (p.coupon_id IS NULL) <> (r.id IS NULL)
       OR (p.status = 'pending' AND r.state <> 'held') OR (p.completed_at IS NOT NULL AND r.state <> 'used')`,
  "every refund, dispute and payout has its audit row": `
    SELECT r.id::text AS broken FROM refunds r WHERE r.status = 'succeeded' AND NOT EXISTS
      (SELECT 1 FROM audit_log g WHERE g.subject_type = 'refund' AND g.subject_id = r.id AND g.action = 'marketplace_refund')
    UNION ALL SELECT d.id::text FROM disputes d WHERE NOT EXISTS
      (SELECT 1 FROM audit_log g WHERE g.subject_type = 'dispute' AND g.subject_id = d.id AND g.action = 'dispute_opened')
    UNION ALL SELECT p.id::text FROM creator_payouts p WHERE NOT EXISTS
      (SELECT 1 FROM audit_log g WHERE g.subject_type = 'payout' AND g.subject_id = p.id AND g.action = 'payout_requested')`,
  "no active entitlement without a completed purchase or an audited grant": `
    SELECT a.id::text AS broken FROM user_strategy_access a LEFT JOIN strategy_purchases p ON p.id = a.purchase_id
    WHERE a.state = 'active' AND NOT coalesce(p.status = 'completed' AND p.buyer_id = a.user_id, false)
      AND NOT EXISTS (SELECT 1 FROM audit_log g WHERE g.action = 'entitlement_granted' AND g.subject_id = a.id)`,
  "no completed purchase without entitlement after five minutes": `
    SELECT p.id::text AS broken FROM strategy_purchases p
    LEFT JOIN user_strategy_access a ON a.purchase_id = p.id
    WHERE p.status = 'completed' AND a.id IS NULL AND p.completed_at < now() - interval '5 minutes'`,
  "every completed purchase has its audit row": `
    SELECT p.id::text AS broken FROM strategy_purchases p WHERE p.completed_at IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM audit_log g WHERE g.subject_type = 'purchase' AND g.subject_id = p.id
                      AND g.action = 'marketplace_purchase')`,
  "total_sales counts the completed purchases": `
    SELECT l.id::text AS broken FROM strategy_marketplace l
    LEFT JOIN strategy_purchases p ON p.listing_id = l.id AND p.status = 'completed'
    GROUP BY l.id HAVING l.total_sales <> count(p.id)`,
  ...moderationInvariants,
  ...privacyInvariants,
  ...proofInvariants,
  "the audit chain verifies": `SELECT f.seq || ' ' || f.fault AS broken FROM (${auditFaults}) f`,
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

const names = Object.keys(invariants);
const rowsOfEach = 10;
const mostRows = rowsOfEach * names.length;

/** All of them in one statement. Materialized: one that holds reads everything, and is planned so in spite of the limit. */
const everyInvariant = `WITH ${Object.values(invariants)
  .map((query, index) => `q${index} AS MATERIALIZED (${query})`)
  .join(", ")} ${names
  .map((_, index) => `(SELECT ${index} AS invariant, broken FROM q${index} LIMIT ${rowsOfEach})`)
  .join(" UNION ALL ")}`;

export interface InvariantsOptions {
  /** Plans the statement once for each connection, which costs ten times as much as running it on few rows: for whoever checks often. */
  keepsPlan?: boolean;
}

/** Runs every invariant in one read, as the system; an empty list means that all hold. */
export const checkInvariants = (
  database: Database,
  { keepsPlan = false }: InvariantsOptions = {},
): Promise<BrokenInvariant[]> =>
  database.withSnapshot(system("check-invariants"), async (tx) => {
    await tx.execute(sql`SET LOCAL statement_timeout = '10min'`);
    if (keepsPlan) await tx.execute(sql`SET LOCAL plan_cache_mode = force_generic_plan`);
    // A statement with a value is prepared under a name, and its plan kept with it.
    const all = sql.raw(everyInvariant);
    const { rows } = await tx.execute<{ invariant: number; broken: string }>(
      keepsPlan ? sql`${all} LIMIT ${mostRows}` : all,
    );
    return names.flatMap((invariant, index) => {
      const broken = rows.filter((row) => row.invariant === index).map((row) => row.broken);
      return broken.length === 0 ? [] : [{ invariant, broken }];
    });
  });
