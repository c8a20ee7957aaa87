import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Rig, startRig } from "../../test-rig.ts";
import { openShop, refusal, type Shop } from "../shop.fixture.ts";

let rig: Rig;
let shop: Shop;

beforeAll(async () => {
  rig = await startRig();
  shop = openShop(rig);
});
beforeEach(() => shop.sell({ amount: 50_000 }));
afterEach(() => rig.sandbox.faults.reset());
afterAll(() => rig.close());

const send = async (amount = 1000, destination?: string) =>
  shop.stripe.transfers.create({
    amount,
    currency: "usd",
    destination: destination ?? (await shop.creator()),
    transfer_group: "payout_1",
    metadata: { payout_id: "payout_1" },
  });

describe("a transfer", () => {
  test("leaves the platform's balance, is found by its group and its destination, and tells", async () => {
    const before = await shop.balance("usd");
    const destination = await shop.creator();
    const transfer = await send(1000, destination);
    expect(transfer).toMatchObject({
      object: "transfer",
      amount: 1000,
      amount_reversed: 0,
      currency: "usd",
      destination,
      reversed: false,
      metadata: { payout_id: "payout_1" },
      transfer_group: "payout_1",
      source_transaction: null,
      reversals: { data: [], has_more: false },
    });
    expect(await shop.balance("usd")).toBe(before - 1000);
    const line = await shop.stripe.balanceTransactions.retrieve(String(transfer.balance_transaction));
    expect(line).toMatchObject({ type: "transfer", amount: -1000, net: -1000, source: transfer.id });
    const byGroup = await shop.stripe.transfers.list({ transfer_group: "payout_1", limit: 100 });
    const byDestination = await shop.stripe.transfers.list({ destination });
    expect(byGroup.data.map(({ id }) => id)).toContain(transfer.id);
    expect(byDestination.data.map(({ id }) => id)).toEqual([transfer.id]);
    expect((await shop.stripe.transfers.list({ transfer_group: "payout_none" })).data).toEqual([]);
    expect(await shop.eventsOf(transfer.id)).toEqual(["v1.transfer.created"]);
  });

  test("with one key is made once, though the answer was lost", async () => {
    const destination = await shop.creator();
    rig.sandbox.faults.set({ only: "transfer", dropEvery: 2 });
    const params = { amount: 700, currency: "usd", destination, transfer_group: "payout_once" };
    const create = () => shop.stripe.transfers.create(params, { idempotencyKey: "payout-once" });
    const answers = [await create().catch(create), await create().catch(create)];
    const { data } = await shop.stripe.transfers.list({ transfer_group: "payout_once" });
    expect(data).toHaveLength(1);
    expect(new Set(answers.map(({ id }) => id))).toEqual(new Set([data[0]?.id]));
    expect(rig.sandbox.faults.counters().requests.transfer).toBeGreaterThan(2);
  });

  test("can be described afterwards", async () => {
    const transfer = await send();
    const changed = await shop.stripe.transfers.update(transfer.id, { metadata: { note: "late" } });
    expect(changed.metadata).toEqual({ payout_id: "payout_1", note: "late" });
    expect(await shop.eventsOf(transfer.id)).toContain("v1.transfer.updated");
  });

  test.each([
    { currency: "jpy", paid: 5000, amount: 1001 },
    { currency: "kwd", paid: 90_000, amount: 12_340 },
  ])("counts $currency in its own units", async ({ currency, paid, amount }) => {
    await shop.sell({ amount: paid, currency });
    const before = await shop.balance(currency);
    const destination = await shop.creator();
    expect(await shop.stripe.transfers.create({ amount, currency, destination })).toMatchObject({
      amount,
      currency,
    });
    expect(await shop.balance(currency)).toBe(before - amount);
  });

  test("that names its sale takes no more than it, and belongs to its group", async () => {
    const destination = await shop.creator();
    const intent = await shop.stripe.paymentIntents.retrieve(await shop.sell());
    const source_transaction = String(intent.latest_charge);
    const create = (amount: number) =>
      shop.stripe.transfers.create({ amount, currency: "usd", destination, source_transaction });
    expect(await create(1300)).toMatchObject({ source_transaction, transfer_group: "pur_1" });
    expect(await refusal(create(601))).toMatchObject({ param: "amount" });
    expect(await create(600)).toMatchObject({ amount: 600 });
  });
});

describe("a transfer is refused", () => {
  test("to an account that may not receive", async () => {
    const error = await refusal(send(1000, await shop.creator("onboarding")));
    expect(error).toMatchObject({ statusCode: 400, code: "insufficient_capabilities_for_transfer" });
    const active = await shop.creator();
    rig.sandbox.dashboard.setAccount(active, "restricted");
    expect(await refusal(send(1000, active))).toMatchObject({
      code: "insufficient_capabilities_for_transfer",
    });
    expect(await refusal(send(1000, "acct_gone"))).toMatchObject({
      code: "resource_missing",
      param: "destination",
    });
  });

  test("for more than the platform has", async () => {
    const before = await shop.balance("usd");
    expect(await refusal(send(before + 1))).toMatchObject({ statusCode: 400, code: "balance_insufficient" });
    expect(await shop.balance("usd")).toBe(before);
  });

  test("with the code that was switched on", async () => {
    rig.sandbox.faults.set({ payoutFailure: "transfers_not_allowed" });
    const before = await shop.balance("usd");
    expect(await refusal(send())).toMatchObject({ statusCode: 400, code: "transfers_not_allowed" });
    expect(await shop.balance("usd")).toBe(before);
  });

  test.each([
    { name: "an unknown currency", change: { currency: "xxx" }, param: "currency" },
    { name: "nothing", change: { amount: 0 }, param: "amount" },
    { name: "a split fils", change: { amount: 1001, currency: "kwd" }, param: "amount" },
  ])("for $name", async ({ change, param }) => {
    const destination = await shop.creator();
    const create = shop.stripe.transfers.create({ amount: 1000, currency: "usd", destination, ...change });
    expect(await refusal(create)).toMatchObject({ statusCode: 400, param });
  });
});

describe("a reversal", () => {
  test("in parts, never above the transfer", async () => {
    const before = await shop.balance("usd");
    const transfer = await send(1000);
    const reversal = await shop.stripe.transfers.createReversal(transfer.id, { amount: 400 });
    expect(reversal).toMatchObject({ object: "transfer_reversal", amount: 400, transfer: transfer.id });
    expect(await refusal(shop.stripe.transfers.createReversal(transfer.id, { amount: 601 }))).toMatchObject({
      param: "amount",
    });
    expect(await shop.stripe.transfers.retrieve(transfer.id)).toMatchObject({
      amount_reversed: 400,
      reversed: false,
      reversals: { data: [{ id: reversal.id }] },
    });
    await shop.stripe.transfers.createReversal(transfer.id);
    expect(await shop.stripe.transfers.retrieve(transfer.id)).toMatchObject({
      amount_reversed: 1000,
      reversed: true,
    });
    expect((await refusal(shop.stripe.transfers.createReversal(transfer.id))).message).toMatch(
      /fully reversed/,
    );
    expect(await shop.balance("usd")).toBe(before);
    expect(await shop.eventsOf(transfer.id)).toEqual([
      "v1.transfer.created",
      "v1.transfer.reversed",
      "v1.transfer.reversed",
    ]);
  });

  test("is refused where the account has paid it out to the bank already", async () => {
    rig.sandbox.faults.set({ accountsPayOutAtOnce: true });
    const transfer = await send(1000);
    const before = await shop.balance("usd");
    expect(await refusal(shop.stripe.transfers.createReversal(transfer.id, { amount: 10 }))).toMatchObject({
      code: "balance_insufficient",
    });
    expect(await shop.balance("usd")).toBe(before);
  });

  test("by hand, or because the transfer failed", async () => {
    const before = await shop.balance("usd");
    const [reversed, failed] = [await send(1000), await send(2000)];
    rig.sandbox.dashboard.reversePayout(reversed.id, 300);
    rig.sandbox.dashboard.reversePayout(reversed.id);
    rig.sandbox.dashboard.failPayout(failed.id);
    for (const { id, amount } of [reversed, failed]) {
      expect(await shop.stripe.transfers.retrieve(id)).toMatchObject({
        amount_reversed: amount,
        reversed: true,
      });
    }
    expect(await shop.balance("usd")).toBe(before);
    expect(await shop.eventsOf(failed.id)).toContain("v1.transfer.reversed");
    expect(() => rig.sandbox.dashboard.failPayout(failed.id)).toThrow(/taken back already/);
  });
});
