import { randomUUID } from "node:crypto";
import type { Currency, PayoutId } from "@boltz/contract";
import { newId, uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import { reverseTransfer, sweepMoney, syncPayout } from "@boltz/services";
import { beforeAll, describe, expect, test } from "vitest";
import { DAY_MS, usePayouts } from "../support/payouts.ts";
import { takeBack } from "../support/seed-sales.ts";

const { stack, job, fund, activate, creator, earn, request, send, payoutOf, balancesOf, mailsTo } =
  usePayouts();

const rails = [
  { provider: "stripe", currency: "USD", write: "transfer", read: "transfers", reversal: "reversal" },
  {
    provider: "razorpay",
    currency: "INR",
    write: "rzp.transfer",
    read: "rzp.transfers",
    reversal: "rzp.reversal",
  },
] as const;

beforeAll(async () => {
  for (const currency of ["USD", "INR", "JPY", "KWD"] as const) await fund(currency, 9_000_000n);
});

interface Asked {
  person: Person;
  payoutId: PayoutId;
  account: string;
}

const asked = async (provider: "stripe" | "razorpay", currency: Currency): Promise<Asked> => {
  const person = await creator();
  const { reference } = await activate(person, provider);
  await earn(person, { priceMinor: 100_000n, currency, provider });
  const { id } = await request(person, currency, randomUUID());
  return { person, payoutId: id, account: reference };
};

/** Sends, and asks again while the money is on its way. */
const untilPaid = (payoutId: PayoutId) =>
  expect
    .poll(async () => {
      await send(payoutId);
      return (await payoutOf(payoutId)).status;
    })
    .toBe("paid");

const referenceOf = async (payoutId: PayoutId) => {
  const { reference } = await payoutOf(payoutId);
  if (reference === null) throw new Error("nothing was sent");
  return reference;
};

const failureOf = (call: Promise<unknown>) =>
  call.then(
    () => "none",
    (error: unknown) => (error instanceof Error && "failure" in error ? error.failure : String(error)),
  );

/** A reversal as a refund plans it. */
const planReversal = async ({ person, payoutId }: Asked, amountMinor: bigint, currency: Currency) => {
  const id = newId("trv");
  await stack().db.stored(
    "INSERT INTO transfer_reversals (id, payout_id, creator_id, amount_minor, currency) VALUES ($1, $2, $3, $4, $5)",
    [uuidFromId("trv", id), uuidFromId("pyt", payoutId), uuidFromId("usr", person.id), amountMinor, currency],
  );
  return {
    run: () => reverseTransfer({ ctx: job("reverse-transfer"), input: { transferReversalId: id } }),
    status: async () => {
      const [row] = await stack().db.stored<{ status: string }>(
        "SELECT status FROM transfer_reversals WHERE id = $1",
        [uuidFromId("trv", id)],
      );
      return row?.status;
    },
  };
};

const sync = (provider: "stripe" | "razorpay", reference: string) =>
  syncPayout({ ctx: job("handle-event"), input: { provider, reference } });

describe.each(rails)("through $provider", ({ provider, currency, write, read, reversal }) => {
  test("an answer that is lost leaves the payout unknown, and it is found and not made twice", async () => {
    const { person, payoutId } = await asked(provider, currency);
    stack().sandbox.faults.set({ dropNext: 1, only: write });
    expect(await failureOf(send(payoutId))).toBe("unknown");
    expect((await payoutOf(payoutId)).status).toBe("unknown");
    expect(await balancesOf(person, currency)).toMatchObject({ available: 0, reserved: 70_000 });
    stack().sandbox.faults.set({ failNext: 1, only: read });
    expect(await failureOf(send(payoutId))).toBe("unknown");
    await untilPaid(payoutId);
    expect(await balancesOf(person, currency)).toEqual({ pending: 0, available: 0, reserved: 0, debt: 0 });
    expect((await mailsTo(person)).filter((kind) => kind === "payout_paid")).toHaveLength(1);
  });

  test("a provider that is down leaves it unknown until it answers; being told to wait leaves it queued", async () => {
    const { payoutId } = await asked(provider, currency);
    stack().sandbox.faults.set({ rateLimitNext: 1, only: write, retryAfterSeconds: 40 });
    expect(await failureOf(send(payoutId))).toBe("rate_limited");
    expect((await payoutOf(payoutId)).status).toBe("queued");
    stack().sandbox.faults.set({ failNext: 1, only: write });
    expect(await failureOf(send(payoutId))).toBe("unknown");
    expect((await payoutOf(payoutId)).status).toBe("unknown");
    stack().clock.offsetMs = DAY_MS;
    expect((await sweepMoney({ ctx: job("sweep-money") })).payouts).toBeGreaterThanOrEqual(1);
    await untilPaid(payoutId);
  });

  test("what the provider refuses is back in the balance, a debt first, with words for the creator", async () => {
    const { person, payoutId } = await asked(provider, currency);
    await takeBack(stack().db, person, 20_000n, currency);
    stack().sandbox.faults.set({ payoutFailure: "account_closed" });
    await send(payoutId);
    stack().sandbox.faults.reset();
    await expect
      .poll(async () => {
        await send(payoutId);
        return (await payoutOf(payoutId)).status;
      })
      .toBe("failed");
    expect((await payoutOf(payoutId)).failure).toMatch(/\w+/);
    expect(await balancesOf(person, currency)).toEqual({
      pending: 0,
      available: 50_000,
      reserved: 0,
      debt: 0,
    });
    expect(await mailsTo(person)).toContain("payout_failed");
    await send(payoutId);
    const again = await request(person, currency, randomUUID());
    expect(again.amount.amountMinor).toBe("50000");
    await untilPaid(again.id);
  });

  test("an account that was restricted meanwhile is not paid", async () => {
    const { person, payoutId, account } = await asked(provider, currency);
    stack().sandbox.dashboard.setAccount(account, "restricted");
    const { requests } = stack().sandbox.faults.counters();
    await send(payoutId);
    expect(stack().sandbox.faults.counters().requests[write]).toBe(requests[write]);
    expect(await payoutOf(payoutId)).toMatchObject({
      status: "failed",
      failure: expect.stringMatching(/does not pay/),
    });
    expect((await balancesOf(person, currency)).available).toBe(70_000);
    await expect(request(person, currency, randomUUID())).rejects.toThrow(/does not pay/);
  });

  test("what comes back from the provider is the creator's again, in parts and once for each", async () => {
    const { person, payoutId } = await asked(provider, currency);
    await untilPaid(payoutId);
    const reference = await referenceOf(payoutId);
    stack().sandbox.dashboard.reversePayout(reference, 30_000);
    await Promise.all(Array.from({ length: 5 }, () => sync(provider, reference)));
    expect(await payoutOf(payoutId)).toMatchObject({ status: "paid", reversed: "30000" });
    expect((await balancesOf(person, currency)).available).toBe(30_000);
    stack().sandbox.dashboard.reversePayout(reference);
    expect(await sync(provider, reference)).toBe("handled");
    expect(await sync(provider, reference)).toBe("handled");
    expect(await payoutOf(payoutId)).toMatchObject({ status: "reversed", reversed: "70000" });
    expect((await balancesOf(person, currency)).available).toBe(70_000);
    const mails = await mailsTo(person);
    expect(mails.filter((kind) => kind === "payout_returned")).toHaveLength(2);
  });

  test("a debt is taken back out of what was paid, once, beside what the provider took by itself", async () => {
    const one = await asked(provider, currency);
    await untilPaid(one.payoutId);
    await takeBack(stack().db, one.person, 25_000n, currency);
    const reference = await referenceOf(one.payoutId);
    const planned = await planReversal(one, 30_000n, currency);
    stack().sandbox.dashboard.reversePayout(reference, 10_000);
    await sync(provider, reference);
    expect((await payoutOf(one.payoutId)).reversed).toBe("0");
    stack().sandbox.faults.set({ dropNext: 1, only: reversal });
    expect(await failureOf(planned.run())).toBe("unknown");
    expect(await planned.status()).toBe("unknown");
    await sync(provider, reference);
    await planned.run();
    await planned.run();
    expect(await planned.status()).toBe("succeeded");
    expect((await payoutOf(one.payoutId)).reversed).toBe("40000");
    expect(await balancesOf(one.person, currency)).toMatchObject({ available: 15_000, debt: 0 });
  });

  test("a reversal that is refused leaves the debt to future sales", async () => {
    const one = await asked(provider, currency);
    await untilPaid(one.payoutId);
    await takeBack(stack().db, one.person, 25_000n, currency);
    stack().sandbox.dashboard.reversePayout(await referenceOf(one.payoutId), 60_000);
    const planned = await planReversal(one, 25_000n, currency);
    await planned.run();
    expect(await planned.status()).toBe("refused");
    expect(await balancesOf(one.person, currency)).toMatchObject({ available: 35_000, debt: 0 });
  });

  test("an event that is here before the answer says the same; a transfer of somebody else is not ours", async () => {
    const { person, payoutId } = await asked(provider, currency);
    stack().sandbox.faults.set({ dropNext: 1, only: write });
    await failureOf(send(payoutId));
    const found = await stack()[provider].payouts.findPayout(payoutId);
    if (found !== undefined) expect(await sync(provider, found.reference)).toBe("handled");
    await untilPaid(payoutId);
    const { reference: destination } = await activate(await creator(), provider);
    const [account] = await stack().db.stored<{ reference: string }>(
      "SELECT reference FROM payout_accounts WHERE starts_with(reference, $1)",
      [destination],
    );
    const foreign = await stack()[provider].payouts.sendPayout({
      idempotencyKey: randomUUID(),
      payoutId: newId("pyt"),
      accountReference: account?.reference ?? "",
      amount: { amountMinor: "500", currency },
    });
    expect(await sync(provider, foreign.reference)).toBe("not_ours");
    expect(await balancesOf(person, currency)).toMatchObject({ available: 0, reserved: 0 });
  });
});

test.each([
  ["JPY", 1_001n],
  ["KWD", 10_010n],
] as const)("%s reaches the creator to the last unit", async (currency, priceMinor) => {
  const person = await creator();
  await activate(person, "stripe");
  const sales = await earn(person, { priceMinor, currency, count: 3 });
  const { id, amount } = await request(person, currency, randomUUID());
  const earned = sales.reduce((sum, { earningMinor }) => sum + earningMinor, 0n);
  expect(amount).toEqual({ amountMinor: earned.toString(), currency });
  await untilPaid(id);
  const sent = await stack().stripe.payouts.getPayout(await referenceOf(id));
  expect(sent.amount).toEqual(amount);
});
