import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  idOf,
  newAccount,
  newOrder,
  newPayment,
  type RazorpayRig,
  refusalOf,
  startRazorpayRig,
} from "../razorpay-rig.ts";

let rig: RazorpayRig;
beforeAll(async () => {
  rig = await startRazorpayRig();
});
afterEach(async () => {
  rig.sandbox.faults.reset();
  await rig.sandbox.faults.settled();
  rig.received.length = 0;
});
afterAll(() => rig.close());

const refund = (payment: string, body: object = {}, headers = {}) =>
  rig.call(`/v1/payments/${payment}/refund`, body, headers);
const paymentOf = async (id: string) => (await rig.call(`/v1/payments/${id}`)).body;

async function refundEvents(): Promise<string[]> {
  await rig.sandbox.faults.settled();
  return rig
    .events()
    .flatMap(({ event }) => (event.startsWith("refund.") ? [event] : []))
    .sort();
}

describe("a refund", () => {
  test("of a part, then of the rest, and of nothing more", async () => {
    const payment = await newPayment(rig);
    const part = await refund(payment, { amount: 20_000, notes: { refund_id: "ref_1" }, receipt: "r-1" });
    expect(part.body).toMatchObject({
      entity: "refund",
      amount: 20_000,
      currency: "INR",
      payment_id: payment,
      notes: { refund_id: "ref_1" },
      receipt: "r-1",
      status: "processed",
      speed_requested: "normal",
      speed_processed: "normal",
    });
    expect(await paymentOf(payment)).toMatchObject({
      status: "captured",
      amount_refunded: 20_000,
      refund_status: "partial",
    });
    expect(refusalOf(await refund(payment, { amount: 29_901 }))).toMatchObject({
      status: 400,
      description: "The total refund amount is greater than the refund payment amount",
      field: "amount",
    });
    const rest = await refund(payment);
    expect(rest.body).toMatchObject({ amount: 29_900, notes: [] });
    expect(await paymentOf(payment)).toMatchObject({
      status: "refunded",
      captured: true,
      refund_status: "full",
    });
    expect(refusalOf(await refund(payment))).toMatchObject({
      description: "The payment has been fully refunded already",
    });
    expect((await rig.call(`/v1/payments/${payment}/refunds`)).body).toMatchObject({
      count: 2,
      items: [{ id: idOf(rest) }, { id: idOf(part) }],
    });
    expect((await rig.call(`/v1/refunds/${idOf(part)}`)).body).toEqual(part.body);
    expect(await refundEvents()).toEqual([
      "refund.created",
      "refund.created",
      "refund.processed",
      "refund.processed",
    ]);
  });

  test("twenty times at once never takes more than was paid", async () => {
    const payment = await newPayment(rig);
    const answers = await Promise.all(Array.from({ length: 20 }, () => refund(payment, { amount: 10_000 })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(4);
    expect(await paymentOf(payment)).toMatchObject({ amount_refunded: 40_000 });
  });

  test("of what was not captured is refused", async () => {
    const { paymentId } = rig.sandbox.payRazorpay(await newOrder(rig), { outcome: "authorized" });
    expect(refusalOf(await refund(paymentId))).toMatchObject({
      status: 400,
      description: "The payment status should be captured for action to be taken",
    });
  });

  test("below one rupee is refused", async () => {
    expect((await refund(await newPayment(rig), { amount: 99 })).status).toBe(400);
  });

  test("that is pending is settled by hand, and can fail", async () => {
    rig.sandbox.faults.set({ refundsPend: true });
    const payment = await newPayment(rig);
    const [good, bad] = [
      idOf(await refund(payment, { amount: 100 })),
      idOf(await refund(payment, { amount: 200 })),
    ];
    expect((await rig.call(`/v1/refunds/${good}`)).body).toMatchObject({
      status: "pending",
      speed_processed: null,
    });
    rig.sandbox.dashboard.settleRefund(good, "succeeded");
    rig.sandbox.dashboard.settleRefund(bad, "failed");
    expect((await rig.call(`/v1/refunds/${good}`)).body).toMatchObject({ status: "processed" });
    expect((await rig.call(`/v1/refunds/${bad}`)).body).toMatchObject({ status: "failed" });
    expect(await paymentOf(payment)).toMatchObject({ amount_refunded: 100, status: "captured" });
    expect(() => rig.sandbox.dashboard.settleRefund(bad, "succeeded")).toThrow("failed already");
    expect(await refundEvents()).toEqual([
      "refund.created",
      "refund.created",
      "refund.failed",
      "refund.processed",
    ]);
  });

  test("made in the dashboard is one like any other", async () => {
    const payment = await newPayment(rig);
    const id = rig.sandbox.dashboard.refund(payment, 5_000);
    expect((await rig.call(`/v1/payments/${payment}/refunds`)).body).toMatchObject({
      items: [{ id, amount: 5_000, notes: [] }],
    });
  });

  test("with reverse_all takes back what was shared out", async () => {
    const [payment, account] = [await newPayment(rig), await newAccount(rig)];
    const shares = { transfers: [{ account, amount: 30_000, currency: "INR" }] };
    const { body } = await rig.call(`/v1/payments/${payment}/transfers`, shares);
    expect(body).toMatchObject({ count: 1, items: [{ source: payment, amount: 30_000 }] });
    await expect
      .poll(async () => (await rig.call(`/v1/payments/${payment}/transfers`)).body)
      .toMatchObject({ items: [{ status: "processed" }] });
    await refund(payment, { reverse_all: 1 });
    expect((await rig.call(`/v1/payments/${payment}/transfers`)).body).toMatchObject({
      items: [{ status: "reversed", amount_reversed: 30_000 }],
    });
  });
});

describe("under an idempotency key", () => {
  const key = { "X-Refund-Idempotency": "refund-of-test-1" };

  test("the same request gets the first answer, another one is refused", async () => {
    const payment = await newPayment(rig);
    const first = await refund(payment, { amount: 500 }, key);
    expect(await refund(payment, { amount: 500 }, key)).toMatchObject({ status: 200, body: first.body });
    expect(refusalOf(await refund(payment, { amount: 600 }, key))).toMatchObject({
      status: 400,
      description: "Different request body sent for the same Idempotency Header",
    });
    expect(await paymentOf(payment)).toMatchObject({ amount_refunded: 500 });
  });

  test("a second request while the first is answered is a 409", async () => {
    const payment = await newPayment(rig);
    rig.sandbox.faults.set({ only: "rzp.refund", delayMs: 400 });
    const inFlight = { "X-Refund-Idempotency": "refund-in-flight" };
    const first = refund(payment, { amount: 500 }, inFlight);
    await expect.poll(async () => (await paymentOf(payment))["amount_refunded"]).toBe(500);
    expect((await refund(payment, { amount: 500 }, inFlight)).status).toBe(409);
    expect((await first).status).toBe(200);
  });

  test("an answer that was lost is given again", async () => {
    const payment = await newPayment(rig);
    const lost = { "X-Refund-Idempotency": "refund-was-lost" };
    rig.sandbox.faults.set({ only: "rzp.refund", dropNext: 1 });
    await expect(refund(payment, { amount: 500 }, lost)).rejects.toThrow();
    const { body } = await refund(payment, { amount: 500 }, lost);
    expect((await rig.call(`/v1/payments/${payment}/refunds`)).body).toMatchObject({
      count: 1,
      items: [{ id: body["id"] }],
    });
  });

  test("a key that is too short is refused", async () => {
    const answer = await refund(await newPayment(rig), {}, { "X-Refund-Idempotency": "short" });
    expect(answer.status).toBe(400);
  });
});
