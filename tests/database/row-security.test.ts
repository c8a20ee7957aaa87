import { randomUUID } from "node:crypto";
import { newId, uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import { seedListing, seedPerson, useDatabase } from "@boltz/testkit";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";

const db = useDatabase();
let alice: Person;
let bob: Person;
let client: pg.Client;

const uuidOf = (person: Person) => uuidFromId("usr", person.id);

const become = (person: Person) =>
  client.query("SELECT set_config('app.actor_id', $1, true), set_config('app.actor_role', $2, true)", [
    uuidOf(person),
    person.role,
  ]);

beforeAll(async () => {
  alice = await seedPerson(db());
  bob = await seedPerson(db());
  const creator = await seedPerson(db(), { creator: true });
  for (const buyer of [alice, bob]) {
    const listing = await seedListing(db(), creator);
    await db().stored(
      `INSERT INTO strategy_purchases (id, listing_id, strategy_id, version_id, buyer_id, creator_id, listing_title,
         list_price_minor, price_minor, currency, fee_minor, earning_minor, fee_bps, refund_days, provider, idempotency_key, request_hash,
         expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'Bought', 4900, 4900, 'USD', 1470, 3430, 3000, 14, 'stripe', $7, 'hash', now() + interval '1 hour')`,
      [
        uuidFromId("pur", newId("pur")),
        uuidFromId("lst", listing.listingId),
        uuidFromId("str", listing.strategyId),
        uuidFromId("ver", listing.versionId),
        uuidOf(buyer),
        uuidOf(creator),
        randomUUID(),
      ],
    );
  }
  client = new pg.Client({ connectionString: db().urls.boltz_app });
  await client.connect();
});

afterAll(() => client.end());
beforeEach(() => client.query("BEGIN"));
afterEach(() => client.query("ROLLBACK"));

const privateTables = [
  "users",
  "strategies",
  "listing_drafts",
  "listing_flags",
  "moderation_appeals",
  "moderation_cases",
  "notifications",
  "notification_preferences",
  "follows",
  "wishes",
  "data_exports",
  "erasure_requests",
  "job_runs",
  "audit_anchors",
  "strategy_purchases",
  "provider_ops",
  "provider_events",
  "user_strategy_access",
  "installs",
  "ledger_accounts",
  "ledger_transactions",
  "ledger_entries",
  "audit_log",
  "audit_head",
  "moderation_decisions",
  "email_outbox",
  "coupons",
  "coupon_redemptions",
  "refunds",
  "disputes",
  "payout_accounts",
  "payout_reviews",
  "payout_skips",
  "creator_payouts",
  "payout_entries",
  "transfer_reversals",
  "provider_movements",
  "reconciliation_runs",
  "reconciliation_differences",
  "listing_views",
];

describe("straight SQL as the application role", () => {
  test.each(privateTables)("sees no row of %s without an identity", async (table) => {
    const { rows } = await client.query(`SELECT * FROM ${table}`);
    expect(rows).toEqual([]);
  });

  test("sees its own rows, and nobody else's", async () => {
    await become(alice);
    const { rows } = await client.query("SELECT buyer_id FROM strategy_purchases");
    expect(rows).toEqual([{ buyer_id: uuidOf(alice) }]);
    const people = await client.query("SELECT id FROM users");
    expect(people.rows).toEqual([{ id: uuidOf(alice) }]);
  });

  test("forgets who it was after the commit", async () => {
    await become(alice);
    await client.query("COMMIT");
    await client.query("BEGIN");
    const { rows } = await client.query("SELECT * FROM strategy_purchases");
    expect(rows).toEqual([]);
    const identity = await client.query("SELECT app.actor_id() AS id");
    expect(identity.rows).toEqual([{ id: null }]);
  });

  test("cannot insert for somebody else", async () => {
    await become(alice);
    await expect(
      client.query("INSERT INTO strategies (id, creator_id, name) VALUES ($1, $2, 'Stolen')", [
        randomUUID(),
        uuidOf(bob),
      ]),
    ).rejects.toMatchObject({ code: "42501" });
  });

  test("cannot move a row to somebody else", async () => {
    await become(alice);
    await expect(
      client.query("UPDATE strategy_purchases SET buyer_id = $1", [uuidOf(bob)]),
    ).rejects.toThrow();
    const [row] = await db().stored<{ count: string }>(
      "SELECT count(*) FROM strategy_purchases WHERE buyer_id = $1",
      [uuidOf(bob)],
    );
    expect(row?.count).toBe("1");
  });

  test("cannot change the snapshot of a purchase, complete it, or skip a state", async () => {
    await become(alice);
    for (const change of [
      "price_minor = 1, fee_minor = 0, earning_minor = 1",
      "status = 'completed', completed_at = now()",
      "status = 'refunded', completed_at = now()",
    ]) {
      await client.query("SAVEPOINT change");
      await expect(client.query(`UPDATE strategy_purchases SET ${change}`), change).rejects.toThrow();
      await client.query("ROLLBACK TO change");
    }
  });

  test("cannot give a creator back what a moderator took", async () => {
    const creator = await seedPerson(db(), { creator: true });
    const where = `WHERE user_id = '${uuidOf(creator)}'`;
    await db().stored(`UPDATE creator_profiles SET may_sell = false ${where}`);
    await become(creator);
    await client.query(`UPDATE creator_profiles SET bio = 'One own words' ${where}`);
    await expect(client.query(`UPDATE creator_profiles SET may_sell = true ${where}`)).rejects.toThrow(
      "nobody switches what they may do themselves",
    );
  });

  test("cannot give itself access, a ledger entry, a role or an approval", async () => {
    await become(alice);
    const attempts = [
      `INSERT INTO user_strategy_access (id, user_id, listing_id, strategy_id, version_id)
       SELECT gen_random_uuid(), '${uuidOf(alice)}', listing_id, strategy_id, version_id FROM strategy_purchases`,
      `INSERT INTO ledger_accounts (id, name, currency) VALUES (gen_random_uuid(), 'creator:me:available', 'USD')`,
      `UPDATE users SET role = 'admin'`,
      `UPDATE strategy_marketplace SET total_sales = 1000000`,
      `INSERT INTO listing_versions (listing_id, version_id) SELECT listing_id, version_id FROM strategy_purchases`,
    ];
    for (const attempt of attempts) {
      await client.query("SAVEPOINT attempt");
      const outcome = await client.query(attempt).then(
        (result) => result.rowCount,
        () => "refused",
      );
      expect([0, "refused"], attempt).toContain(outcome);
      await client.query("ROLLBACK TO attempt");
    }
  });

  test.each([
    "TRUNCATE strategy_purchases",
    "TRUNCATE ledger_entries",
    "SET ROLE boltz_owner",
    "SET ROLE postgres",
    "SET SESSION AUTHORIZATION boltz_owner",
    "ALTER POLICY strategy_purchases_app_select ON strategy_purchases USING (true)",
    "ALTER TABLE strategy_purchases DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE ledger_entries DISABLE TRIGGER ALL",
    "SET session_replication_role = replica",
    "DROP TABLE audit_log",
    "CREATE TABLE public.mine (id int)",
    "UPDATE ledger_entries SET amount_minor = 1",
    "DELETE FROM ledger_entries",
    "UPDATE ledger_accounts SET balance_minor = 1000000",
    "UPDATE audit_log SET action = 'nothing'",
    "DELETE FROM audit_log",
    "UPDATE strategy_versions SET document = '{}'",
    "SELECT * FROM sessions",
    "SELECT * FROM accounts",
  ])("is refused: %s", async (statement) => {
    await become(alice);
    await expect(client.query(statement)).rejects.toMatchObject({ code: "42501" });
  });

  test("cannot look past the policies with row_security = off", async () => {
    await become(alice);
    await client.query("SET LOCAL row_security = off");
    await expect(client.query("SELECT * FROM strategy_purchases")).rejects.toMatchObject({ code: "42501" });
  });
});

describe("the roles", () => {
  test("own nothing but the owner's, and none passes the policies by", async () => {
    const owned = await db().stored<{ role: string }>(
      `SELECT DISTINCT pg_get_userbyid(relowner) AS role FROM pg_class
       WHERE relnamespace IN ('public'::regnamespace, 'app'::regnamespace, 'pgboss'::regnamespace)
         AND pg_get_userbyid(relowner) LIKE 'boltz%'`,
    );
    expect(owned).toEqual([{ role: "boltz_owner" }]);
    const mighty = await db().stored(
      "SELECT rolname FROM pg_roles WHERE rolname LIKE 'boltz%' AND (rolbypassrls OR rolsuper OR rolcreaterole OR rolcreatedb)",
    );
    expect(mighty).toEqual([]);
  });

  test("the reader sees the public catalogue only, and writes nothing", async () => {
    const { reader } = db();
    expect(await reader`SELECT count(*)::int AS count FROM strategy_marketplace`).toEqual([{ count: 2 }]);
    await expect(reader`SELECT * FROM strategy_purchases`).rejects.toMatchObject({ code: "42501" });
    await expect(reader`SELECT * FROM users`).rejects.toMatchObject({ code: "42501" });
    await expect(reader`UPDATE strategy_marketplace SET title = 'x'`).rejects.toThrow();
  });
});
