import type { Currency, DifferenceKind, ProviderName } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { sql } from "drizzle-orm";

/** One object at the provider about which the two books disagree; amounts are what came in, in minor units. */
export interface BookDifference {
  kind: DifferenceKind;
  /** `payment`, `refund`, `dispute`, `payout` or `other`. */
  group: string;
  reference: string;
  currency: Currency;
  ourMinor: bigint | null;
  ourReference: string | null;
  theirMinor: bigint | null;
  occurredAt: Date;
}

/** How long the other book may lag behind before a line that is only in one of them counts. */
const ourLag = "10 minutes";
const theirLag = { stripe: "1 hour", razorpay: "4 days" } as const satisfies Record<ProviderName, string>;

/**
 * Holds the ledger's account of a provider against the provider's own book, object by object over all
 * time: payments with what was sold or is in suspense, refunds, disputes with their charge, payouts with
 * what came back of them. Payouts by RazorpayX leave from a bank account that this book does not tell of.
 */
export const compareBooks = async (
  tx: Transaction,
  provider: ProviderName,
  now: Date,
): Promise<BookDifference[]> => {
  const at = now.toISOString();
  const { rows } = await tx.execute<{
    grp: string;
    reference: string;
    currency: Currency;
    ours: string | null;
    our_reference: string | null;
    theirs: string | null;
    occurred_at: string;
  }>(sql`
    WITH ours AS (
      SELECT CASE t.source_type WHEN 'purchase' THEN 'payment' WHEN 'transfer_reversal' THEN 'payout' ELSE t.source_type END AS grp,
        coalesce(p.payment_reference, r.provider_reference, d.provider_reference, o.provider_reference, v.provider_reference, t.id::text) AS reference,
        a.currency, -sum(e.amount_minor) AS amount, min(t.id::text) AS our_reference, max(t.created_at) AS at
      FROM ledger_accounts a
      JOIN ledger_entries e ON e.account_id = a.id
      JOIN ledger_transactions t ON t.id = e.transaction_id
      LEFT JOIN strategy_purchases p ON t.source_type = 'purchase' AND p.id = t.source_id
      LEFT JOIN refunds r ON t.source_type = 'refund' AND r.id = t.source_id
      LEFT JOIN disputes d ON t.source_type = 'dispute' AND d.id = t.source_id
      LEFT JOIN creator_payouts o ON t.source_type = 'payout' AND o.id = t.source_id
      LEFT JOIN transfer_reversals x ON t.source_type = 'transfer_reversal' AND x.id = t.source_id
      LEFT JOIN creator_payouts v ON v.id = x.payout_id
      WHERE a.name = ${`provider:${provider}`} AND t.source_type <> 'provider_movement'
        AND coalesce(o.provider_reference, '') NOT LIKE 'pout\\_%'
      GROUP BY 1, 2, 3),
    theirs AS (
      SELECT CASE WHEN d.id IS NOT NULL OR m.kind = 'dispute' THEN 'dispute' WHEN m.kind = 'charge' THEN 'payment'
          WHEN m.kind = 'refund' THEN 'refund' WHEN m.kind IN ('payout', 'payout_reversal') THEN 'payout' ELSE 'other' END AS grp,
        coalesce(m.object_reference, m.reference) AS reference, m.currency,
        sum(CASE WHEN d.id IS NOT NULL OR m.kind = 'dispute' THEN m.gross_minor - m.fee_minor ELSE m.gross_minor END) AS amount,
        max(m.occurred_at) AS at
      FROM provider_movements m
      LEFT JOIN disputes d ON d.provider = m.provider AND d.provider_reference = m.object_reference
      WHERE m.provider = ${provider} AND m.kind <> 'bank' AND (m.kind <> 'fee' OR d.id IS NOT NULL)
      GROUP BY 1, 2, 3)
    SELECT grp, reference, currency, ours.amount AS ours, ours.our_reference, theirs.amount AS theirs,
      to_char(least(ours.at, theirs.at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS occurred_at
    FROM ours FULL JOIN theirs USING (grp, reference, currency)
    WHERE coalesce(ours.amount, 0) <> coalesce(theirs.amount, 0)
      AND coalesce(ours.at, '-infinity') < ${at}::timestamptz - ${theirLag[provider]}::interval
      AND coalesce(theirs.at, '-infinity') < ${at}::timestamptz - ${ourLag}::interval
    ORDER BY least(ours.at, theirs.at), reference LIMIT 1000`);
  return rows.map((row) => ({
    kind:
      row.ours === null
        ? "missing_in_ledger"
        : row.theirs === null
          ? "missing_at_provider"
          : "amount_differs",
    group: row.grp,
    reference: row.reference,
    currency: row.currency,
    ourMinor: row.ours === null ? null : BigInt(row.ours),
    ourReference: row.our_reference,
    theirMinor: row.theirs === null ? null : BigInt(row.theirs),
    occurredAt: new Date(row.occurred_at),
  }));
};

/** What the ledger says lies at a provider, and what its book adds up to, per currency. */
export const totalsOf = async (tx: Transaction, provider: ProviderName) => {
  const { rows } = await tx.execute<{ currency: Currency; ledger: string; provider: string }>(sql`
    SELECT currency, coalesce(-a.balance_minor, 0)::text AS ledger, coalesce(m.total, 0)::text AS provider
    FROM (SELECT currency, balance_minor FROM ledger_accounts WHERE name = ${`provider:${provider}`}) a
    FULL JOIN (SELECT currency, sum(gross_minor - fee_minor) AS total FROM provider_movements
               WHERE provider = ${provider} GROUP BY currency) m USING (currency) ORDER BY currency`);
  return rows.map((row) => ({
    currency: row.currency,
    ledgerMinor: row.ledger,
    providerMinor: row.provider,
  }));
};
