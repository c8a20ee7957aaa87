import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Rig, startRig } from "../../test-rig.ts";
import { openShop, refusal, type Shop } from "../shop.fixture.ts";

let rig: Rig;
let shop: Shop;

beforeAll(async () => {
  rig = await startRig();
  shop = openShop(rig);
});
afterEach(() => rig.sandbox.faults.reset());
afterAll(() => rig.close());

const chargeFor = async (intentId: string) => {
  const { latest_charge } = await shop.stripe.paymentIntents.retrieve(intentId);
  return shop.stripe.charges.retrieve(String(latest_charge));
};

describe("a refund", () => {
  test("of everything: on the charge, in the book and as an event, and found again", async () => {
    const payment_intent = await shop.sell();
    const before = await shop.balance("usd");
    const refund = await shop.stripe.refunds.create({
      payment_intent,
      reason: "requested_by_customer",
      metadata: { refund_id: "ref_1" },
    });
    expect(refund).toMatchObject({
      object: "refund",
      amount: 1900,
      currency: "usd",
      status: "succeeded",
      payment_intent,
      reason: "requested_by_customer",
      metadata: { refund_id: "ref_1" },
    });
    expect(await shop.stripe.refunds.retrieve(refund.id)).toMatchObject({ id: refund.id, amount: 1900 });
    expect(await chargeFor(payment_intent)).toMatchObject({
      amount: 1900,
      amount_refunded: 1900,
      refunded: true,
      disputed: false,
    });
    const line = await shop.stripe.balanceTransactions.retrieve(String(refund.balance_transaction));
    expect(line).toMatchObject({ amount: -1900, fee: 0, net: -1900, source: refund.id, type: "refund" });
    expect(await shop.balance("usd")).toBe(before - 1900);
    expect(await shop.eventsOf(refund.id)).toEqual(["v1.refund.created"]);
  });

  test("in parts never exceeds what was paid", async () => {
    const payment_intent = await shop.sell();
    await shop.stripe.refunds.create({ payment_intent, amount: 1000 });
    const above = await refusal(shop.stripe.refunds.create({ payment_intent, amount: 901 }));
    expect(above).toMatchObject({ statusCode: 400, param: "amount" });
    expect(above.message).toMatch(/\$9\.01.*\$9\.00/);
    expect(await chargeFor(payment_intent)).toMatchObject({ amount_refunded: 1000, refunded: false });
    await shop.stripe.refunds.create({ payment_intent, amount: 900 });
    expect(await refusal(shop.stripe.refunds.create({ payment_intent }))).toMatchObject({
      code: "charge_already_refunded",
    });
    expect(await chargeFor(payment_intent)).toMatchObject({ amount_refunded: 1900, refunded: true });
  });

  test("of everything, ten at once: one wins", async () => {
    const payment_intent = await shop.sell();
    const tries = Array.from({ length: 10 }, () => shop.stripe.refunds.create({ payment_intent }));
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await chargeFor(payment_intent)).toMatchObject({ amount_refunded: 1900 });
  });

  test("whose answer was lost is the same one at the retry", async () => {
    const payment_intent = await shop.sell();
    rig.sandbox.faults.set({ only: "refund", dropNext: 1 });
    const idempotencyKey = "refund-once";
    const send = () => shop.stripe.refunds.create({ payment_intent, amount: 500 }, { idempotencyKey });
    // The library itself tries again after a cut connection, with the same key.
    const refund = await send().catch(send);
    const { data } = await shop.stripe.refunds.list({ payment_intent });
    expect(data.map(({ id }) => id)).toEqual([refund.id]);
  });

  test.each([
    { currency: "jpy", paid: 2500, amount: 1001 },
    { currency: "kwd", paid: 12_340, amount: 2340 },
  ])("counts $currency in its own units", async ({ currency, paid, amount }) => {
    const payment_intent = await shop.sell({ amount: paid, currency });
    expect(await shop.stripe.refunds.create({ payment_intent, amount })).toMatchObject({ amount, currency });
    expect(await shop.stripe.refunds.create({ payment_intent })).toMatchObject({ amount: paid - amount });
  });

  test("in a three-decimal currency ends in 0", async () => {
    const payment_intent = await shop.sell({ amount: 12_340, currency: "kwd" });
    const error = await refusal(shop.stripe.refunds.create({ payment_intent, amount: 1234 }));
    expect(error).toMatchObject({ param: "amount", message: expect.stringContaining("divisible by 10") });
  });
});

describe("a refund that pends", () => {
  test("counts at once, and says so when it has arrived", async () => {
    rig.sandbox.faults.set({ refundsPend: true });
    const payment_intent = await shop.sell();
    const refund = await shop.stripe.refunds.create({ payment_intent, amount: 1500 });
    expect(refund).toMatchObject({ status: "pending", pending_reason: "processing" });
    await refusal(shop.stripe.refunds.create({ payment_intent, amount: 500 }));
    rig.sandbox.dashboard.settleRefund(refund.id, "succeeded");
    expect(await shop.stripe.refunds.retrieve(refund.id)).toMatchObject({ status: "succeeded" });
    expect(await shop.eventsOf(refund.id)).toEqual(["v1.refund.created", "v1.refund.updated"]);
  });

  test.each([{ pends: true }, { pends: false }])(
    "or not ($pends) can fail: the money is back",
    async ({ pends }) => {
      rig.sandbox.faults.set({ refundsPend: pends });
      const payment_intent = await shop.sell();
      const before = await shop.balance("usd");
      const refund = await shop.stripe.refunds.create({ payment_intent });
      rig.sandbox.dashboard.settleRefund(refund.id, "failed");
      const failed = await shop.stripe.refunds.retrieve(refund.id);
      expect(failed).toMatchObject({ status: "failed", failure_reason: "expired_or_canceled_card" });
      const back = await shop.stripe.balanceTransactions.retrieve(String(failed.failure_balance_transaction));
      expect(back).toMatchObject({ amount: 1900, type: "refund_failure", source: refund.id });
      expect(await shop.balance("usd")).toBe(before);
      expect(await chargeFor(payment_intent)).toMatchObject({ amount_refunded: 0, refunded: false });
      expect((await shop.eventsOf(refund.id)).sort()).toEqual([
        "v1.refund.created",
        "v1.refund.failed",
        "v1.refund.updated",
      ]);
      expect(() => rig.sandbox.dashboard.settleRefund(refund.id, "succeeded")).toThrow(/has failed already/);
    },
  );
});

describe("refunds of one payment", () => {
  test("are listed page by page, newest first, those of the dashboard too", async () => {
    const payment_intent = await shop.sell();
    const first = await shop.stripe.refunds.create({ payment_intent, amount: 100 });
    const second = rig.sandbox.dashboard.refund(payment_intent, 200);
    const third = await shop.stripe.refunds.create({ payment_intent, amount: 300 });
    await shop.stripe.refunds.create({ payment_intent: await shop.sell() });
    const page = await shop.stripe.refunds.list({ payment_intent, limit: 2 });
    expect(page).toMatchObject({ has_more: true, url: "/v1/refunds" });
    expect(page.data.map(({ id }) => id)).toEqual([third.id, second]);
    const all = await shop.stripe.refunds.list({ payment_intent, limit: 2 }).autoPagingToArray({ limit: 50 });
    expect(all.map(({ id }) => id)).toEqual([third.id, second, first.id]);
    expect(all[1]).toMatchObject({ amount: 200, metadata: {} });
  });

  test("are refused where nothing was paid, by id and by unknown parameter", async () => {
    const session = await shop.stripe.checkout.sessions.create({
      mode: "payment",
      success_url: "http://127.0.0.1:8005/ok",
      line_items: [
        { quantity: 1, price_data: { currency: "usd", unit_amount: 900, product_data: { name: "X" } } },
      ],
    });
    rig.sandbox.pay(session.id, "4000000000000002");
    const { payment_intent } = await shop.stripe.checkout.sessions.retrieve(session.id);
    const unpaid = await refusal(shop.stripe.refunds.create({ payment_intent: String(payment_intent) }));
    expect(unpaid.message).toMatch(/does not have a successful charge/);
    for (const work of [
      shop.stripe.refunds.create({ payment_intent: "pi_gone" }),
      shop.stripe.refunds.retrieve("re_gone"),
      shop.stripe.refunds.list({ starting_after: "re_gone" }),
    ]) {
      expect(await refusal(work)).toMatchObject({ statusCode: 404, code: "resource_missing" });
    }
    expect(await refusal(shop.stripe.refunds.create({ amount: 5 }))).toMatchObject({ statusCode: 400 });
    const reverses = { payment_intent: await shop.sell(), reverse_transfer: true };
    expect(await refusal(shop.stripe.refunds.create(reverses))).toMatchObject({ code: "parameter_unknown" });
  });
});
