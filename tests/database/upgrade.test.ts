import { randomUUID } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkInvariants, migrate, openDatabase, roleUrls } from "@boltz/db";
import { clusterUrl, testSecret, useDatabase } from "@boltz/testkit";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as runMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { expect, test } from "vitest";
import { z } from "zod";

// The roles belong to the whole cluster, and come with its first database.
useDatabase();

const migrations = fileURLToPath(new URL("../../db/migrations", import.meta.url));
const journalShape = z.looseObject({ entries: z.array(z.looseObject({ idx: z.number() })) });

/** A copy of the migrations up to one of them, as an older release had them. */
const olderMigrations = async (lastIdx: number) => {
  const folder = await mkdtemp(join(tmpdir(), "boltz-migrations-"));
  await cp(migrations, folder, { recursive: true });
  const path = join(folder, "meta/_journal.json");
  const journal = journalShape.parse(JSON.parse(await readFile(path, "utf8")));
  const entries = journal.entries.filter(({ idx }) => idx <= lastIdx);
  await writeFile(path, JSON.stringify({ ...journal, entries }));
  return folder;
};

/** One sale as the release before this money's tables left it: purchase, posting, access, event, call and audit row. */
const seedOldSale = `
  SELECT set_config('app.actor_role', 'system', false);
  INSERT INTO users (id, name, email) VALUES ('00000000-0000-7000-8000-000000000001', 'B', 'b@example.test'),
    ('00000000-0000-7000-8000-000000000002', 'C', 'c@example.test');
  INSERT INTO creator_profiles (user_id, display_name) VALUES ('00000000-0000-7000-8000-000000000002', 'C');
  INSERT INTO strategies (id, creator_id, name) VALUES ('00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', 'S');
  INSERT INTO strategy_versions (id, strategy_id, creator_id, version, document, spec_hash, summary)
    VALUES ('00000000-0000-7000-8000-000000000004', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', '1.0.0', '{}', encode(sha256('{}'), 'hex'), '{}');
  INSERT INTO strategy_marketplace (id, strategy_id, creator_id, status, title, summary, description, tags, price_minor, currency, refund_days, version_id, published_at, total_sales)
    VALUES ('00000000-0000-7000-8000-000000000005', '00000000-0000-7000-8000-000000000003', '00000000-0000-7000-8000-000000000002', 'published', 'T', 'S', 'D', '{trend}', 4900, 'USD', 14, '00000000-0000-7000-8000-000000000004', now(), 1);
  INSERT INTO strategy_purchases (id, listing_id, strategy_id, version_id, buyer_id, creator_id, status, listing_title, price_minor, currency, fee_minor, earning_minor, fee_bps, refund_days, provider, idempotency_key, request_hash, checkout_reference, payment_reference, expires_at, completed_at)
    SELECT '00000000-0000-7000-8000-000000000006', id, strategy_id, version_id, '00000000-0000-7000-8000-000000000001', creator_id, 'completed', title, 4900, 'USD', 1470, 3430, 3000, 14, 'stripe', 'k', 'h', 'cs_1', 'pi_1', now(), now() FROM strategy_marketplace;
  INSERT INTO user_strategy_access (id, user_id, listing_id, strategy_id, version_id, purchase_id)
    SELECT '00000000-0000-7000-8000-000000000007', buyer_id, listing_id, strategy_id, version_id, id FROM strategy_purchases;
  INSERT INTO provider_ops (id, kind, provider, purchase_id, owner_id, idem_key, request_hash, state)
    SELECT '00000000-0000-7000-8000-000000000008', 'create_checkout', 'stripe', id, buyer_id, 'checkout', 'h', 'ok' FROM strategy_purchases;
  INSERT INTO provider_events (id, provider, event_id, type, checkout_reference, livemode, occurred_at)
    VALUES ('00000000-0000-7000-8000-000000000009', 'stripe', 'evt_1', 'paid', 'cs_1', false, now());
  INSERT INTO audit_log (id, actor_label, action, subject_type, subject_id)
    VALUES ('00000000-0000-7000-8000-00000000000a', 'system:settle', 'marketplace_purchase', 'purchase', '00000000-0000-7000-8000-000000000006');
  INSERT INTO ledger_accounts (id, name, currency, owner_id) VALUES
    ('00000000-0000-7000-8000-00000000000b', 'provider:stripe', 'USD', NULL), ('00000000-0000-7000-8000-00000000000c', 'platform:fees', 'USD', NULL),
    ('00000000-0000-7000-8000-00000000000d', 'creator:c:pending', 'USD', '00000000-0000-7000-8000-000000000002');
  BEGIN;
  INSERT INTO ledger_transactions (id, source_type, source_id, kind, currency, owner_id)
    VALUES ('00000000-0000-7000-8000-00000000000e', 'purchase', '00000000-0000-7000-8000-000000000006', 'sale', 'USD', '00000000-0000-7000-8000-000000000002');
  INSERT INTO ledger_entries (id, transaction_id, account_id, owner_id, amount_minor) VALUES
    ('00000000-0000-7000-8000-000000000010', '00000000-0000-7000-8000-00000000000e', '00000000-0000-7000-8000-00000000000b', NULL, -4900),
    ('00000000-0000-7000-8000-000000000011', '00000000-0000-7000-8000-00000000000e', '00000000-0000-7000-8000-00000000000c', NULL, 1470),
    ('00000000-0000-7000-8000-000000000012', '00000000-0000-7000-8000-00000000000e', '00000000-0000-7000-8000-00000000000d', '00000000-0000-7000-8000-000000000002', 3430);
  COMMIT;`;

test("a database with sales of the release before keeps them, and every invariant holds", async () => {
  const name = `upgrade_${randomUUID().replaceAll("-", "")}`;
  const url = new URL(clusterUrl());
  const root = new pg.Client({ connectionString: url.href });
  await root.connect();
  await root.query(`CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  const folder = await olderMigrations(6);
  try {
    const client = new pg.Client({ connectionString: url.href });
    client.on("error", () => {});
    await client.connect();
    await client.query(`GRANT CREATE, CONNECT ON DATABASE ${name} TO boltz_owner`);
    await client.query("GRANT USAGE, CREATE ON SCHEMA public TO boltz_owner");
    await client.query("CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent");
    await client.query("SET ROLE boltz_owner; SET search_path = public, app, extensions");
    await runMigrations(drizzle(client), { migrationsFolder: folder });
    await client.query("RESET ROLE");
    await client.query(seedOldSale);
    await migrate({ adminUrl: url.href, secret: testSecret });
    const { rows } = await client.query(
      `SELECT p.list_price_minor, p.paid_minor, p.release_at - p.completed_at AS hold, o.subject_id = p.id AS called,
         e.object_kind, e.object_reference, t.purchase_id = p.id AS posted,
         (SELECT array_agg(position ORDER BY account_id) FROM ledger_entries) AS positions
       FROM strategy_purchases p, provider_ops o, provider_events e, ledger_transactions t`,
    );
    await client.end();
    expect(rows).toMatchObject([
      {
        list_price_minor: "4900",
        paid_minor: "4900",
        hold: { days: 7 },
        called: true,
        object_kind: "checkout",
        object_reference: "cs_1",
        posted: true,
        positions: ["1", "1", "1"],
      },
    ]);
    const database = openDatabase({ url: roleUrls(url.href, testSecret).boltz_app, max: 2 });
    expect(await checkInvariants(database)).toEqual([]);
    await database.close();
  } finally {
    await root.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await root.end();
    await rm(folder, { recursive: true });
  }
});
