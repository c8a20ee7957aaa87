import { newId, uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import { getPayoutBalance } from "@boltz/services";
import { expect, test } from "vitest";
import { DAY_MS, usePayouts } from "../support/payouts.ts";
import { type SeededSale, seedSales, takeBack } from "../support/seed-sales.ts";

const { stack, creator, release, balancesOf } = usePayouts();

const past = () => new Date(Date.now() - DAY_MS);

const block = (sale: SeededSale) =>
  stack().db.stored(
    `INSERT INTO refunds (id, purchase_id, buyer_id, creator_id, origin, status, amount_minor, currency, provider, idempotency_key)
     SELECT $1, id, buyer_id, creator_id, 'staff', 'planned', 1, currency, 'stripe', id::text FROM strategy_purchases WHERE id = $2`,
    [uuidFromId("rfd", newId("rfd")), uuidFromId("pur", sale.purchaseId)],
  );

const unblock = () => stack().db.stored("UPDATE refunds SET status = 'failed', ended_at = now()");

const releasedCount = async (person: Person) => {
  const [row] = await stack().db.stored<{ count: number }>(
    "SELECT count(*)::int AS count FROM strategy_purchases WHERE creator_id = $1 AND released_at IS NOT NULL",
    [uuidFromId("usr", person.id)],
  );
  return row?.count;
};

test("what is due becomes available, what is not stays, and a second sweep finds nothing", async () => {
  const person = await creator();
  await seedSales(stack().db, person, { priceMinor: 1_000n, count: 3, releaseAt: past() });
  await seedSales(stack().db, person, { priceMinor: 500n, currency: "JPY", releaseAt: past() });
  await seedSales(stack().db, person, { priceMinor: 2_000n });
  expect(await release()).toEqual({ released: 4 });
  expect(await release()).toEqual({ released: 0 });
  expect(await balancesOf(person, "USD")).toEqual({ pending: 1_400, available: 2_100, reserved: 0, debt: 0 });
  expect(await balancesOf(person, "JPY")).toEqual({ pending: 0, available: 350, reserved: 0, debt: 0 });
});

test("a debt is repaid first, along the whole batch", async () => {
  const person = await creator();
  await seedSales(stack().db, person, { priceMinor: 1_000n, releaseAt: past() });
  await release();
  await takeBack(stack().db, person, 1_900n);
  expect(await balancesOf(person, "USD")).toEqual({ pending: 0, available: 0, reserved: 0, debt: -1_200 });
  await seedSales(stack().db, person, { priceMinor: 1_000n, count: 3, releaseAt: past() });
  await release();
  expect(await balancesOf(person, "USD")).toEqual({ pending: 0, available: 900, reserved: 0, debt: 0 });
});

test("an earning that a refund is taking back waits, and is let go once that came to nothing", async () => {
  const person = await creator();
  const [sale] = await seedSales(stack().db, person, { priceMinor: 1_000n, releaseAt: past() });
  if (sale === undefined) throw new Error("nothing was sold");
  await block(sale);
  expect(await release()).toEqual({ released: 0 });
  expect((await balancesOf(person, "USD")).pending).toBe(700);
  await unblock();
  expect(await release()).toEqual({ released: 1 });
  expect((await balancesOf(person, "USD")).available).toBe(700);
});

test("five sweeps at once over 1,200 sales of 20 creators release each once", async () => {
  const people = await Promise.all(Array.from({ length: 20 }, creator));
  for (const person of people)
    await seedSales(stack().db, person, { priceMinor: 1_000n, count: 60, releaseAt: past() });
  const swept = await Promise.all(Array.from({ length: 5 }, release));
  await release();
  expect(swept.reduce((sum, { released }) => sum + released, 0)).toBeLessThanOrEqual(1_200);
  for (const person of people) {
    expect(await releasedCount(person)).toBe(60);
    expect((await balancesOf(person, "USD")).available).toBe(42_000);
  }
});

test("the creator sees the first day of release and all that is let go on it", async () => {
  const person = await creator();
  const at = new Date("2031-03-04T05:06:07.000Z");
  await seedSales(stack().db, person, {
    priceMinor: 1_000n,
    releaseAt: new Date("2031-03-04T23:00:00.000Z"),
  });
  await seedSales(stack().db, person, { priceMinor: 2_000n, releaseAt: at });
  await seedSales(stack().db, person, {
    priceMinor: 4_000n,
    releaseAt: new Date("2031-03-05T00:00:00.000Z"),
  });
  const { balances } = await getPayoutBalance({ ctx: stack().as(person) });
  expect(balances).toMatchObject([
    {
      currency: "USD",
      pendingMinor: "4900",
      nextRelease: { at: at.toISOString(), amountMinor: "2100" },
      blockedBy: "nothing_available",
    },
  ]);
});
