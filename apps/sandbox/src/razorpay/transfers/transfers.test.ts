import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  idOf,
  newAccount,
  newPayment,
  type RazorpayRig,
  refusalOf,
  startRazorpayRig,
} from "../razorpay-rig.ts";

let rig: RazorpayRig;
let account: string;
beforeAll(async () => {
  rig = await startRazorpayRig();
  account = await newAccount(rig);
});
afterEach(async () => {
  rig.sandbox.faults.reset();
  await rig.sandbox.faults.settled();
  rig.received.length = 0;
});
afterAll(() => rig.close());

const day = 86_400;
const transfer = (change: object = {}, headers = {}) =>
  rig.call("/v1/transfers", { account, amount: 30_000, currency: "INR", ...change }, headers);
const stateOf = async (id: string) => (await rig.call(`/v1/transfers/${id}`)).body;
const reverse = (id: string, body: object) => rig.call(`/v1/transfers/${id}/reversals`, body);

async function processed(change: object = {}): Promise<string> {
  const id = idOf(await transfer(change));
  await expect.poll(async () => (await stateOf(id))["status"]).toBe("processed");
  return id;
}

describe("a transfer", () => {
  test("is on its way, then with the linked account, two days later at its bank", async () => {
    const made = await transfer({ notes: { payout_id: "pay_1" }, linked_account_notes: ["payout_id"] });
    expect(made.body).toMatchObject({
      entity: "transfer",
      status: "pending",
      settlement_status: null,
      source: expect.stringMatching(/^acc_/),
      recipient: account,
      amount: 30_000,
      amount_reversed: 0,
      on_hold: false,
      notes: { payout_id: "pay_1" },
      linked_account_notes: ["payout_id"],
      processed_at: null,
      error: { code: null, description: null },
    });
    const id = idOf(made);
    await expect
      .poll(() => stateOf(id))
      .toMatchObject({ status: "processed", settlement_status: "pending", processed_at: expect.any(Number) });
    await rig.sandbox.faults.settled();
    expect(rig.events().filter(({ contains }) => contains.includes("transfer"))).toMatchObject([
      { event: "transfer.processed", payload: { transfer: { entity: { id, status: "processed" } } } },
    ]);
    rig.sandbox.faults.set({ clockOffsetMs: 2 * day * 1000 });
    expect(await stateOf(id)).toMatchObject({ settlement_status: "settled" });
  });

  test("on hold waits for its release", async () => {
    const id = await processed({ on_hold: true });
    rig.sandbox.faults.set({ clockOffsetMs: 30 * day * 1000 });
    expect(await stateOf(id)).toMatchObject({ on_hold: true, settlement_status: "on_hold" });
    const until = Math.floor(Date.now() / 1000) + 31 * day;
    const held = await rig.call(`PATCH /v1/transfers/${id}`, { on_hold: true, on_hold_until: until });
    expect(held.body).toMatchObject({ on_hold_until: until, settlement_status: "on_hold" });
    rig.sandbox.faults.set({ clockOffsetMs: 31.5 * day * 1000 });
    expect(await stateOf(id)).toMatchObject({ settlement_status: "pending" });
    const released = await rig.call(`PATCH /v1/transfers/${id}`, { on_hold: false });
    expect(released.body).toMatchObject({ on_hold: false, on_hold_until: null });
  });

  test("is found among those of its recipient, newest first", async () => {
    const other = await newAccount(rig);
    const ids = [
      idOf(await transfer({ account: other })),
      idOf(await transfer({ account: other })),
    ].reverse();
    await transfer();
    const { body } = await rig.call(`/v1/transfers?recipient=${other}&count=1&skip=1`);
    expect(body).toMatchObject({ count: 1, items: [{ id: ids[1] }] });
  });

  test.each([
    { change: { account: "acc_none" }, field: "account" },
    { change: { amount: 99 }, field: "amount" },
    { change: { currency: "USD" }, field: "currency" },
  ])("is refused with $change", async ({ change, field }) => {
    expect(refusalOf(await transfer(change))).toMatchObject({ status: 400, field });
  });

  test("is refused while the sandbox lets payouts fail", async () => {
    rig.sandbox.faults.set({ payoutFailure: "insufficient_balance" });
    expect(refusalOf(await transfer())).toMatchObject({ status: 400, reason: "insufficient_balance" });
  });

  test("that does not reach its account has failed", async () => {
    const id = await processed();
    rig.sandbox.dashboard.failPayout(id);
    expect(await stateOf(id)).toMatchObject({
      status: "failed",
      settlement_status: null,
      error: { code: "BAD_REQUEST_ERROR", description: expect.stringContaining("did not reach") },
    });
    await rig.sandbox.faults.settled();
    expect(rig.events().map(({ event }) => event)).toContain("transfer.failed");
    expect(() => rig.sandbox.dashboard.failPayout(id)).toThrow("failed already");
  });

  test("is made once for its key, and another request under it is refused", async () => {
    const key = { "X-Transfer-Idempotency": "transfer key 1" };
    const first = await transfer({}, key);
    expect((await transfer({}, key)).body["id"]).toBe(first.body["id"]);
    expect(refusalOf(await transfer({ amount: 100 }, key))).toMatchObject({
      status: 400,
      description: expect.stringMatching(/different request/i),
    });
    expect((await transfer({}, { "X-Transfer-Idempotency": "k".repeat(37) })).status).toBe(400);
  });

  test("out of a payment never shares more than was paid", async () => {
    const payment = await newPayment(rig);
    const share = (amount: number) =>
      rig.call(`/v1/payments/${payment}/transfers`, { transfers: [{ account, amount, currency: "INR" }] });
    expect((await share(40_000)).status).toBe(200);
    expect((await share(9_901)).status).toBe(400);
    expect((await share(9_900)).status).toBe(200);
    expect((await rig.call(`/v1/payments/${payment}/transfers`)).body).toMatchObject({ count: 2 });
  });
});

describe("a reversal", () => {
  test("takes back a part, then the rest, and nothing more", async () => {
    const id = await processed();
    const part = await reverse(id, { amount: 10_000, notes: { reversal_key: "r-1" } });
    expect(part.body).toMatchObject({
      entity: "reversal",
      transfer_id: id,
      amount: 10_000,
      notes: { reversal_key: "r-1" },
    });
    expect(await stateOf(id)).toMatchObject({ status: "partially_reversed", amount_reversed: 10_000 });
    expect((await reverse(id, { amount: 20_001 })).status).toBe(400);
    rig.sandbox.dashboard.reversePayout(id);
    expect(await stateOf(id)).toMatchObject({ status: "reversed", amount_reversed: 30_000 });
    expect((await reverse(id, {})).status).toBe(400);
    expect((await rig.call(`/v1/transfers/${id}/reversals`)).body).toMatchObject({
      count: 2,
      items: [{ amount: 20_000 }, { amount: 10_000 }],
    });
  });

  test("cannot take back what is at the bank", async () => {
    const id = await processed();
    rig.sandbox.faults.set({ clockOffsetMs: 3 * day * 1000 });
    expect(refusalOf(await reverse(id, {}))).toMatchObject({
      status: 400,
      description: "The linked account does not have sufficient balance to process reversal",
    });
  });

  test("cannot take back what is paid out at once", async () => {
    rig.sandbox.faults.set({ accountsPayOutAtOnce: true });
    const id = await processed();
    expect(await stateOf(id)).toMatchObject({ settlement_status: "settled" });
    expect((await reverse(id, {})).status).toBe(400);
  });
});
