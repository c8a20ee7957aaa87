import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { newId, uuidFromId } from "@boltz/db";
import { runPayouts, sweepMoney } from "@boltz/services";
import { expect, onTestFinished, test } from "vitest";
import { DAY_MS, usePayouts } from "../support/payouts.ts";
import { giveAvailable } from "../support/seed-sales.ts";

const { stack, job, fund, creator } = usePayouts();

const payUntilKilled = fileURLToPath(new URL("../support/pay-until-killed.ts", import.meta.url));
const currencies = ["USD", "EUR", "GBP", "JPY"] as const;
/** Paid out only when the provider is down, so that some are unknown however fast the workers were. */
const lastCurrency = "KWD";
const CREATORS = 60;
const EARLY_PAYOUTS = CREATORS * currencies.length;
const PAYOUTS = EARLY_PAYOUTS + CREATORS;
const KILLS = 10;

/** Creators with an account that can be paid, and 5,000 units of each currency to be paid. */
const seedCreators = async () => {
  for (const currency of [...currencies, lastCurrency] as const) await fund(currency, 400_000n);
  const people = await Promise.all(Array.from({ length: CREATORS }, creator));
  for (const person of people) {
    const id = newId("pac");
    const { reference } = await stack().stripe.payouts.createAccount({
      idempotencyKey: `account-${id}`,
      accountId: id,
      email: `${person.id}@example.test`,
      displayName: person.id,
      country: "DE",
      details: null,
    });
    stack().sandbox.dashboard.setAccount(reference, "active");
    await stack().db.stored(
      `INSERT INTO payout_accounts (id, user_id, provider, reference, status, country)
       VALUES ($1, $2, 'stripe', $3, 'active', 'DE')`,
      [uuidFromId("pac", id), uuidFromId("usr", person.id), reference],
    );
  }
  for (const currency of currencies) await giveAvailable(stack().db, people, 5_000n, currency);
  return people;
};

const startWorker = async (): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [payUntilKilled, JSON.stringify(stack().payoutWorker)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (child.stdout === null) throw new Error("the worker has no output");
  await once(child.stdout, "data");
  return child;
};

const kill = async (child: ChildProcess) => {
  const ended = once(child, "close");
  child.kill("SIGKILL");
  await ended;
};

const statuses = async () => {
  const rows = await stack().db.stored<{ status: string; count: number }>(
    "SELECT status, count(*)::int AS count FROM creator_payouts GROUP BY status",
  );
  return new Map(rows.map(({ status, count }) => [status, count]));
};

/** The references of all transfers in the provider's own book, one line for each. */
const transfersMade = async () => {
  const references: string[] = [];
  const now = Date.now();
  for await (const movement of stack().stripe.listMovements({
    from: new Date(now - DAY_MS),
    to: new Date(now + DAY_MS),
  }))
    if (movement.kind === "payout") references.push(movement.objectReference ?? "");
  return references;
};

/** Sweeps, each time as if the back-off had passed, until the payouts are where they should be. */
const sweepUntil = async (isDone: (seen: Map<string, number>) => boolean) =>
  expect
    .poll(
      async () => {
        stack().clock.offsetMs += DAY_MS;
        await sweepMoney({ ctx: job("sweep-money") });
        return isDone(await statuses());
      },
      { interval: 1_000, timeout: 45_000 },
    )
    .toBe(true);

test("300 payouts by 3 workers, 10 of them killed, while every fifth answer is lost: each is paid once", {
  timeout: 150_000,
}, async () => {
  const people = await seedCreators();
  const weekly = () => runPayouts({ ctx: job("run-payouts") });
  expect(await weekly()).toMatchObject({ paid: EARLY_PAYOUTS });
  expect(await statuses()).toEqual(new Map([["queued", EARLY_PAYOUTS]]));

  stack().sandbox.faults.set({ dropEvery: 5, delayMs: 150 });
  const workers = await Promise.all([1, 2, 3].map(startWorker));
  onTestFinished(async () => {
    await Promise.all(workers.map((worker) => (worker.exitCode === null ? kill(worker) : undefined)));
  });
  for (let kills = 0; kills < KILLS; kills += 1) {
    await wait(Math.random() * 300);
    const [victim] = workers.splice(Math.floor(Math.random() * workers.length), 1);
    if (victim !== undefined) await kill(victim);
    workers.push(await startWorker());
  }
  // Our own look at the provider's book is not to lose its answer; the workers go on meanwhile.
  stack().sandbox.faults.set({ dropEvery: 0 });
  const paidBefore = (await statuses()).get("paid") ?? 0;
  const inTheMiddle = await transfersMade();
  expect(new Set(inTheMiddle).size).toBe(inTheMiddle.length);
  expect(paidBefore).toBeLessThanOrEqual(inTheMiddle.length);

  // The provider is down: what has no answer yet stays unknown, and reserved.
  stack().sandbox.faults.set({ failNext: 1_000_000, delayMs: 0 });
  await giveAvailable(stack().db, people, 5_000n, lastCurrency);
  expect(await weekly()).toMatchObject({ paid: CREATORS });
  await sweepUntil((seen) => (seen.get("paid") ?? 0) + (seen.get("unknown") ?? 0) === PAYOUTS);
  expect((await statuses()).get("unknown")).toBeGreaterThanOrEqual(CREATORS);
  stack().sandbox.faults.reset();

  await sweepUntil((seen) => seen.get("paid") === PAYOUTS);
  const made = await transfersMade();
  expect(new Set(made).size).toBe(PAYOUTS);
  expect(made).toHaveLength(PAYOUTS);
  const stored = await stack().db.stored<{ reference: string }>(
    "SELECT provider_reference AS reference FROM creator_payouts WHERE idempotency_key LIKE 'weekly-%'",
  );
  expect(new Set(stored.map(({ reference }) => reference))).toEqual(new Set(made));
});
