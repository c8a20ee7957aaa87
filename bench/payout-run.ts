import { checkInvariants, newId, uuidFromId } from "@boltz/db";
import { creatorAccount, system } from "@boltz/domain";
import { runPayouts, type Services } from "@boltz/services";
import type pg from "pg";

interface PayoutRunPlan {
  services: Services;
  admin: pg.Client;
  creators: number;
  /** Entries on the creators' available accounts; each has its counterpart on the provider's. */
  entries: number;
}

interface PayoutRunResult {
  payouts: number;
  runSeconds: number;
  /** One plain aggregate of the same entries by account, in the same run. */
  aggregateSeconds: number;
  broken: string[];
}

/**
 * Creators with an active account and earnings that were released, as years of sales leave them. Written
 * past the triggers, whose work the statements do themselves: a million single sales would take an hour.
 */
const seedEarnings = async ({ admin, creators, entries }: PayoutRunPlan): Promise<void> => {
  const ids = Array.from({ length: creators }, () => newId("usr"));
  const column = (text: (id: (typeof ids)[number]) => string) => ids.map(text);
  await admin.query("SET session_replication_role = replica");
  await admin.query(
    `CREATE TEMP TABLE made AS SELECT *, gen_random_uuid() AS available, gen_random_uuid() AS pending,
       gen_random_uuid() AS reserved, gen_random_uuid() AS debt
     FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) WITH ORDINALITY
       t(creator, available_name, pending_name, reserved_name, debt_name, n)`,
    [
      column((id) => uuidFromId("usr", id)),
      ...(["available", "pending", "reserved", "debt"] as const).map((part) =>
        column((id) => creatorAccount(id, part)),
      ),
    ],
  );
  await admin.query(
    `INSERT INTO users (id, name, email, email_verified) SELECT creator, 'Creator', n || '@creators.test', true FROM made`,
  );
  await admin.query(
    "INSERT INTO creator_profiles (user_id, display_name) SELECT creator, 'Creator ' || n FROM made",
  );
  await admin.query(
    `INSERT INTO payout_accounts (id, user_id, provider, reference, status, country)
     SELECT gen_random_uuid(), creator, 'stripe', 'acct_' || n, 'active', 'US' FROM made`,
  );
  await admin.query(
    `INSERT INTO ledger_accounts (id, name, currency, owner_id) SELECT a.id, a.name, 'USD', creator FROM made,
       LATERAL (VALUES (available, available_name), (pending, pending_name), (reserved, reserved_name), (debt, debt_name)) a(id, name)
     UNION ALL SELECT gen_random_uuid(), 'provider:stripe', 'USD', NULL`,
  );
  await admin.query(
    `CREATE TEMP TABLE earned AS SELECT gen_random_uuid() AS id, creator, available, position,
       (700 + (n * 7919 + position * 104729) % 9000)::bigint AS amount, row_number() OVER () AS total
     FROM made, generate_series(1, $1) position`,
    [Math.floor(entries / creators)],
  );
  await admin.query(
    `INSERT INTO ledger_transactions (id, source_type, source_id, kind, currency, owner_id)
     SELECT id, 'hold_release', id, 'release', 'USD', creator FROM earned`,
  );
  await admin.query(
    `INSERT INTO ledger_entries (id, transaction_id, account_id, owner_id, amount_minor, position)
     SELECT gen_random_uuid(), id, available, creator, amount, position FROM earned
     UNION ALL SELECT gen_random_uuid(), e.id, a.id, NULL, -amount, total FROM earned e, ledger_accounts a
     WHERE a.name = 'provider:stripe'`,
  );
  await admin.query(
    `UPDATE ledger_accounts a SET balance_minor = s.amount, entry_count = s.entries FROM (SELECT account_id,
       sum(amount_minor) AS amount, count(*) AS entries FROM ledger_entries GROUP BY account_id) s WHERE a.id = s.account_id`,
  );
  await admin.query("SET session_replication_role = DEFAULT");
  await admin.query("VACUUM ANALYZE");
};

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1_000;
};

/** The weekly payout run over everything that was ever earned, beside one aggregate of the same rows. */
export const measurePayoutRun = async (plan: PayoutRunPlan): Promise<PayoutRunResult> => {
  await seedEarnings(plan);
  const { services, admin } = plan;
  const aggregateSeconds = await secondsOf(() =>
    admin.query(
      `SELECT e.account_id, sum(e.amount_minor), count(*) FROM ledger_entries e
       JOIN ledger_accounts a ON a.id = e.account_id WHERE a.owner_id IS NOT NULL GROUP BY e.account_id`,
    ),
  );
  const runSeconds = await secondsOf(() =>
    runPayouts({ ctx: { ...services, actor: system("run-payouts") } }),
  );
  const { rows } = await admin.query<{ payouts: number }>(
    "SELECT count(*)::int AS payouts FROM creator_payouts",
  );
  const found = await checkInvariants(services.database);
  return {
    payouts: rows[0]?.payouts ?? 0,
    runSeconds,
    aggregateSeconds,
    broken: found.map(({ invariant }) => invariant),
  };
};
