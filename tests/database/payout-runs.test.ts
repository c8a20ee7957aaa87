import { uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import { listPayouts, runPayouts } from "@boltz/services";
import { expect, test } from "vitest";
import { DAY_MS, usePayouts } from "../support/payouts.ts";
import { giveAvailable, seedSales } from "../support/seed-sales.ts";

const { stack, job, fund, activate, creator, earn, balancesOf, payoutOf } = usePayouts();

const run = (batchSize = 1_000) => runPayouts({ ctx: job("run-payouts"), batchSize });

const payoutsOf = (person: Person) =>
  stack().db.stored<{ id: string; key: string; amount: number; currency: string; from: number; to: number }>(
    `SELECT id, idempotency_key AS key, amount_minor::int AS amount, currency, from_position::int AS from,
       to_position::int AS to FROM creator_payouts WHERE creator_id = $1 ORDER BY id`,
    [uuidFromId("usr", person.id)],
  );

const countPayouts = async () => {
  const [row] = await stack().db.stored<{ count: number }>(
    "SELECT count(*)::int AS count FROM creator_payouts",
  );
  return row?.count ?? 0;
};

const listed = (person: Person) => listPayouts({ ctx: stack().as(person), input: { limit: 24 } });

test("pays everybody who can be paid, in each currency, and tells the others why not", async () => {
  const [paid, poor, bare, held, indian] = await Promise.all([1, 2, 3, 4, 5].map(creator));
  if (!(paid && poor && bare && held && indian)) throw new Error("there are too few creators");
  for (const person of [paid, poor, held]) await activate(person, "stripe");
  await activate(indian, "razorpay");
  await earn(paid, { priceMinor: 10_000n, count: 3 });
  await earn(paid, { priceMinor: 20_000n, currency: "EUR" });
  await earn(poor, { priceMinor: 1_000n });
  await earn(bare, { priceMinor: 10_000n });
  await seedSales(stack().db, held, { priceMinor: 10_000n });
  await earn(indian, { priceMinor: 100_000n, currency: "INR", provider: "razorpay" });
  const result = await run();
  expect(result).toMatchObject({ paid: 3, skipped: 3 });
  expect(result.run).toMatch(/^20\d\d-W\d\d$/);
  expect(await payoutsOf(paid)).toMatchObject([
    { key: `weekly-${result.run}-USD`, amount: 21_000, from: 1, to: 3 },
    { key: `weekly-${result.run}-EUR`, amount: 14_000 },
  ]);
  expect((await listed(poor)).skips).toMatchObject([
    { currency: "USD", amountMinor: "700", reason: "below_minimum", until: null },
  ]);
  expect((await listed(bare)).skips).toMatchObject([{ reason: "no_account" }]);
  expect((await listed(held)).skips).toMatchObject([{ reason: "nothing_available", amountMinor: "0" }]);
  expect((await listed(indian)).items).toMatchObject([{ provider: "razorpay", origin: "weekly" }]);

  expect(await run()).toMatchObject({ paid: 0, skipped: 0 });
  await earn(paid, { priceMinor: 5_000n });
  expect(await run()).toMatchObject({ paid: 0, skipped: 0 });

  for (const currency of ["USD", "EUR", "INR"] as const) await fund(currency, 200_000n);
  expect(await stack().runJobs()).toBe(0);
  stack().clock.offsetMs = 7 * DAY_MS;
  expect(await run()).toMatchObject({ paid: 1 });
  expect(await payoutsOf(paid)).toMatchObject([
    { to: 3 },
    { currency: "EUR" },
    { amount: 3_500, from: 5, to: 5 },
  ]);
  expect((await balancesOf(paid, "USD")).available).toBe(0);
  expect((await listed(poor)).skips).toHaveLength(1);
});

test("six runs of one week at once, over more creators than a batch holds, pay each once", async () => {
  stack().clock.offsetMs = 30 * DAY_MS;
  const people = await Promise.all(Array.from({ length: 60 }, creator));
  await stack().db.stored(
    `INSERT INTO payout_accounts (id, user_id, provider, reference, status, country)
     SELECT gen_random_uuid(), person, 'stripe', 'acct_' || person, 'active', 'DE' FROM unnest($1::uuid[]) person`,
    [people.map(({ id }) => uuidFromId("usr", id))],
  );
  await giveAvailable(stack().db, people, 2_000n, "USD");
  const before = await countPayouts();
  const startedAt = new Date();
  await Promise.all(Array.from({ length: 6 }, () => run(7)));
  for (const person of people) expect(await payoutsOf(person)).toHaveLength(1);
  const [jobs] = await stack().db.stored<{ count: number }>(
    `SELECT count(*)::int AS count FROM pgboss.job WHERE name = 'send-payout' AND created_on >= $1`,
    [startedAt],
  );
  expect(jobs?.count).toBe((await countPayouts()) - before);
});

test("a run's payouts are sent by its jobs", async () => {
  stack().clock.offsetMs = 60 * DAY_MS;
  await fund("GBP", 100_000n);
  const person = await creator();
  await activate(person, "stripe");
  await earn(person, { priceMinor: 10_000n, currency: "GBP" });
  await run();
  await stack().runJobs();
  const { items } = await listed(person);
  const [payout] = items;
  if (payout === undefined) throw new Error("nothing was paid");
  expect(await payoutOf(payout.id)).toMatchObject({ status: "paid", origin: "weekly" });
});
