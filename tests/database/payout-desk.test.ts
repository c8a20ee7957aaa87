import { randomUUID } from "node:crypto";
import { uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import {
  getPayoutBalance,
  getPayoutStatement,
  listPayouts,
  listStaffPayouts,
  retryPayout,
  sweepMoney,
} from "@boltz/services";
import { seedPerson } from "@boltz/testkit";
import { beforeAll, expect, test } from "vitest";
import { DAY_MS, usePayouts } from "../support/payouts.ts";
import { seedSales, takeBack } from "../support/seed-sales.ts";

const { stack, job, fund, activate, creator, finance, release, earn, request, send, payoutOf } = usePayouts();

beforeAll(() => fund("USD", 5_000_000n));

const payable = async () => {
  const person = await creator();
  await activate(person, "stripe");
  return person;
};

const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => "none",
    (error: unknown) => (error instanceof Error && "code" in error ? error.code : String(error)),
  );

const statementFor = (actor: Person, payoutId: Parameters<typeof send>[0]) =>
  getPayoutStatement({ ctx: stack().as(actor), input: { payoutId } });

test("a statement names every sale and all that was taken off, and sums to the payout to the last unit", async () => {
  const person = await payable();
  const [one] = await earn(person, { priceMinor: 10_001n, title: "Trend on the index" });
  await earn(person, { priceMinor: 3_333n, count: 2, title: "Mean of pairs" });
  await takeBack(stack().db, person, 1_500n);
  const asked = await request(person, "USD", randomUUID());
  const seen = await statementFor(person, asked.id);
  expect(seen.creatorName).toBe(`Creator ${person.id}`);
  expect(seen.lines.map(({ kind, title, amountMinor }) => [kind, title, amountMinor])).toEqual([
    ["sale", "Trend on the index", "7001"],
    ["sale", "Mean of pairs", "2333"],
    ["sale", "Mean of pairs", "2333"],
    ["dispute_fee", "", "-1500"],
  ]);
  expect(seen.lines[0]?.reference).toBe(one?.purchaseId);
  expect(seen.total).toEqual(asked.amount);
  expect(asked.amount.amountMinor).toBe("10167");
});

test("a debt that was repaid, and a payout that came back, are lines of the next statement", async () => {
  const person = await payable();
  await earn(person, { priceMinor: 10_000n });
  const first = await request(person, "USD", randomUUID());
  await takeBack(stack().db, person, 3_000n);
  stack().sandbox.faults.set({ payoutFailure: "account_closed" });
  await send(first.id);
  stack().sandbox.faults.reset();
  expect((await payoutOf(first.id)).status).toBe("failed");
  await takeBack(stack().db, person, 4_500n);
  await earn(person, { priceMinor: 5_000n });
  const second = await request(person, "USD", randomUUID());
  const { lines, total } = await statementFor(person, second.id);
  expect(lines.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
    ["payout_returned", "7000"],
    ["debt_repaid", "-3000"],
    ["dispute_fee", "-4000"],
    ["sale", "3500"],
    ["debt_repaid", "-500"],
  ]);
  expect(lines[0]?.reference).toBe(first.id);
  expect(total.amountMinor).toBe("3000");
});

test("a statement is for its creator and for finance; to others it is not there", async () => {
  const person = await payable();
  await earn(person, { priceMinor: 10_000n });
  const { id } = await request(person, "USD", randomUUID());
  expect((await statementFor(await finance(), id)).total.amountMinor).toBe("7000");
  expect(await refusalOf(statementFor(await creator(), id))).toBe("not_found");
  expect(await refusalOf(statementFor({ ...person, suspended: true }, id))).toBe("suspended");
});

test("a creator sees the own balance and payouts, page by page, and finance sees everybody's", async () => {
  const person = await payable();
  const ids: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    await earn(person, { priceMinor: 10_000n });
    ids.unshift((await request(person, "USD", randomUUID())).id);
  }
  const ctx = stack().as(person);
  const first = await listPayouts({ ctx, input: { limit: 2 } });
  const cursor = first.nextCursor ?? "";
  const rest = await listPayouts({ ctx, input: { limit: 2, cursor } });
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(ids);
  expect(rest.nextCursor).toBeNull();
  expect(await refusalOf(listPayouts({ ctx, input: { limit: 2, cursor: "nonsense" } }))).toBe(
    "invalid_input",
  );
  expect((await getPayoutBalance({ ctx })).balances).toMatchObject([
    { availableMinor: "0", reservedMinor: "21000", debtMinor: "0", blockedBy: "nothing_available" },
  ]);
  const staff = stack().as(await finance());
  const queued = await listStaffPayouts({ ctx: staff, input: { limit: 50, status: "queued" } });
  expect(queued.items.find(({ id }) => id === ids[0])).toMatchObject({
    creatorId: person.id,
    creatorName: `Creator ${person.id}`,
  });
  const failed = await listStaffPayouts({ ctx: staff, input: { limit: 50, status: "reversed" } });
  expect(failed.items).toEqual([]);
  expect(await refusalOf(listStaffPayouts({ ctx, input: { limit: 2, status: null } }))).toBe("forbidden");
  expect(
    await refusalOf(listPayouts({ ctx: stack().as(await seedPerson(stack().db)), input: { limit: 2 } })),
  ).toBe("forbidden");
});

test("finance asks again about a payout that hangs, but not about an own or an ended one", async () => {
  const person = await payable();
  await earn(person, { priceMinor: 10_000n });
  await stack().db.stored("DELETE FROM pgboss.job");
  const { id } = await request(person, "USD", randomUUID());
  stack().sandbox.faults.set({ dropNext: 1, only: "transfer" });
  await send(id).catch(() => undefined);
  const retry = (actor: Person) => retryPayout({ ctx: stack().as(actor), input: { payoutId: id } });
  const own = { ...person, role: "finance" as const };
  expect(await refusalOf(retry(own))).toBe("own_payout");
  expect(await refusalOf(retry(person))).toBe("forbidden");
  const staff = await finance();
  expect((await retry(staff)).status).toBe("unknown");
  expect(await stack().runJobs()).toBe(0);
  expect((await payoutOf(id)).status).toBe("paid");
  expect(stack().sandbox.faults.counters().requests.transfer).toBe(1);
  expect(await refusalOf(retry(staff))).toBe("wrong_state");
  const audits = await stack().db.stored<{ action: string }>(
    "SELECT action FROM audit_log WHERE subject_id = $1 ORDER BY seq",
    [uuidFromId("pyt", id)],
  );
  expect(audits.map(({ action }) => action)).toEqual(["payout_requested", "payout_retried", "payout_paid"]);
});

test("a payout whose job was lost is found by the sweeper, ever more seldom, and once by ten sweeps", async () => {
  const person = await payable();
  await seedSales(stack().db, person, { priceMinor: 10_000n, releaseAt: new Date(0) });
  await release();
  const { id } = await request(person, "USD", randomUUID());
  await stack().db.stored("DELETE FROM pgboss.job");
  const sweep = () => sweepMoney({ ctx: job("sweep-money") });
  await sweep();
  stack().clock.offsetMs = DAY_MS;
  const swept = await Promise.all(Array.from({ length: 10 }, sweep));
  const open = await stack().db.stored("SELECT id FROM creator_payouts WHERE status = 'queued'");
  const jobs = await stack().db.stored("SELECT data->>'payoutId' AS id FROM pgboss.job");
  expect(swept.reduce((sum, { payouts }) => sum + payouts, 0)).toBe(open.length);
  expect(jobs.filter((queued) => queued["id"] === id)).toHaveLength(1);
  expect(jobs).toHaveLength(open.length);
  await stack().runJobs();
  expect((await payoutOf(id)).status).toBe("paid");
  expect((await sweep()).payouts).toBe(0);
});
