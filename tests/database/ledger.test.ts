import { randomUUID } from "node:crypto";
import { balanceOf, balancesOfOwner, newId, post, uuidFromId } from "@boltz/db";
import { type Person, salePostings, splitPrice, system } from "@boltz/domain";
import { seedListing, seedPerson, useDatabase } from "@boltz/testkit";
import pg from "pg";
import { beforeAll, describe, expect, test } from "vitest";

const db = useDatabase();
const job = system("settle-purchase");
let creator: Person;
let buyer: Person;

beforeAll(async () => {
  creator = await seedPerson(db(), { creator: true });
  buyer = await seedPerson(db());
});

/** A completed purchase as settlement leaves it, less its posting. */
const seedSale = async (priceMinor: bigint) => {
  const listing = await seedListing(db(), creator, { priceMinor });
  const purchaseId = newId("pur");
  const uuid = uuidFromId("pur", purchaseId);
  const { feeMinor, earningMinor } = splitPrice({ priceMinor, feeBps: 3_000, currency: "USD" });
  await db().stored(
    `WITH sold AS (UPDATE strategy_marketplace SET total_sales = 0 WHERE id = $2)
     INSERT INTO strategy_purchases (id, listing_id, strategy_id, version_id, buyer_id, creator_id, status, listing_title,
       list_price_minor, price_minor, currency, fee_minor, earning_minor, fee_bps, refund_days, provider, idempotency_key, request_hash, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'pending', 'Sold', $7, $7, 'USD', $8, $9, 3000, 14, 'stripe', $10, 'hash', now())`,
    [
      uuid,
      uuidFromId("lst", listing.listingId),
      uuidFromId("str", listing.strategyId),
      uuidFromId("ver", listing.versionId),
      uuidFromId("usr", buyer.id),
      uuidFromId("usr", creator.id),
      priceMinor,
      feeMinor,
      earningMinor,
      randomUUID(),
    ],
  );
  return {
    uuid,
    set: salePostings({
      provider: "stripe",
      currency: "USD",
      priceMinor,
      feeMinor,
      earningMinor,
      creatorId: creator.id,
    }),
  };
};

/** A ledger transaction begun by raw SQL as a system job, with one account; nothing is committed yet. */
const beginRaw = async (transactionCurrency: string) => {
  const client = new pg.Client({ connectionString: db().urls.boltz_app });
  await client.connect();
  await client.query("BEGIN");
  await client.query("SELECT set_config('app.actor_role', 'system', true)");
  const [transactionId, accountId] = [randomUUID(), randomUUID()];
  await client.query("INSERT INTO ledger_accounts (id, name, currency) VALUES ($1, 'platform:fees', 'EUR')", [
    accountId,
  ]);
  await client.query(
    "INSERT INTO ledger_transactions (id, source_type, source_id, kind, currency) VALUES ($1, 'purchase', $2, 'sale', $3)",
    [transactionId, randomUUID(), transactionCurrency],
  );
  const addEntry = () =>
    client.query(
      "INSERT INTO ledger_entries (id, transaction_id, account_id, amount_minor) VALUES ($1, $2, $3, 5)",
      [randomUUID(), transactionId, accountId],
    );
  return { client, addEntry };
};

describe("the database", () => {
  test("refuses at commit what does not balance, and leaves nothing", async () => {
    const { client, addEntry } = await beginRaw("EUR");
    await addEntry();
    await expect(client.query("COMMIT")).rejects.toMatchObject({ code: "23514" });
    await client.end();
    expect(await db().stored("SELECT * FROM ledger_entries")).toEqual([]);
    expect(await db().stored("SELECT * FROM ledger_accounts")).toEqual([]);
  });

  test("refuses an entry in another currency than its account", async () => {
    const { client, addEntry } = await beginRaw("USD");
    await expect(addEntry()).rejects.toMatchObject({ code: "23514" });
    await client.end();
  });
});

test("20 sales posted at once, each twice: every cent is there once, and nobody waits for ever", async () => {
  const sales = await Promise.all(Array.from({ length: 20 }, (_, index) => seedSale(BigInt(100 + index))));
  const outcomes = await Promise.all(
    [...sales, ...sales].map(({ uuid, set }) =>
      db().database.withActor(job, (tx) =>
        post(tx, { type: "purchase", uuid, kind: "sale", ownerId: creator.id }, set),
      ),
    ),
  );
  expect(outcomes.filter((posted) => posted)).toHaveLength(20);
  const total = sales.reduce((sum, { set }) => sum - (set.postings[0]?.amountMinor ?? 0n), 0n);
  const balances = await db().database.withActor(job, async (tx) => ({
    held: await balanceOf(tx, "provider:stripe", "USD"),
    fees: await balanceOf(tx, "platform:fees", "USD"),
    pending: await balanceOf(tx, `creator:${creator.id}:pending`, "USD"),
    nothing: await balanceOf(tx, "tax:payable", "USD"),
  }));
  expect(balances.held).toBe(-total);
  expect(balances.fees + balances.pending).toBe(total);
  expect(balances.nothing).toBe(0n);

  const own = await db().database.withActor(creator, (tx) => balancesOfOwner(tx, creator.id));
  expect(own).toEqual([
    { name: `creator:${creator.id}:pending`, currency: "USD", balanceMinor: balances.pending },
  ]);
  const foreign = await db().database.withActor(buyer, (tx) => balancesOfOwner(tx, creator.id));
  expect(foreign).toEqual([]);
  await completeSales();
});

/** The purchases behind the postings, so that the ledger and they agree. */
const completeSales = async () => {
  await db().stored("ALTER TABLE strategy_purchases DISABLE TRIGGER strategy_purchases_guard");
  await db().stored("UPDATE strategy_purchases SET status = 'completed', completed_at = now()");
  await db().stored("ALTER TABLE strategy_marketplace DISABLE TRIGGER strategy_marketplace_guard");
  await db().stored(
    "UPDATE strategy_marketplace SET total_sales = 1 WHERE id IN (SELECT listing_id FROM strategy_purchases)",
  );
  await db().stored(
    `INSERT INTO audit_log (id, actor_label, action, subject_type, subject_id)
     SELECT gen_random_uuid(), 'system:test', 'marketplace_purchase', 'purchase', id FROM strategy_purchases`,
  );
};
