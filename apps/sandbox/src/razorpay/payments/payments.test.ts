import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { newOrder, type RazorpayRig, refusalOf, startRazorpayRig } from "../razorpay-rig.ts";

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

async function eventNames(): Promise<string[]> {
  await rig.sandbox.faults.settled();
  return rig
    .events()
    .map(({ event }) => event)
    .sort();
}

const payment = (id: string) => rig.call(`/v1/payments/${id}`);
const order = (id: string) => rig.call(`/v1/orders/${id}`);

describe("a payment", () => {
  test.each(["card", "upi"] as const)(
    "by %s is captured at once, with its fee and its events",
    async (method) => {
      const orderId = await newOrder(rig);
      const { paymentId, status } = rig.sandbox.payRazorpay(orderId, { method });
      expect(status).toBe("captured");
      expect((await payment(paymentId)).body).toMatchObject({
        id: paymentId,
        entity: "payment",
        order_id: orderId,
        amount: 49_900,
        currency: "INR",
        status: "captured",
        captured: true,
        method,
        vpa: method === "upi" ? "success@razorpay" : null,
        // 2 % are 998, and 18 % on them 179.64.
        fee: 1_178,
        tax: 180,
        refund_status: null,
        error_code: null,
      });
      expect((await order(orderId)).body).toMatchObject({
        status: "paid",
        amount_paid: 49_900,
        amount_due: 0,
        attempts: 1,
      });
      expect((await rig.call(`/v1/orders/${orderId}/payments`)).body).toMatchObject({
        count: 1,
        items: [{ id: paymentId }],
      });
      expect(await eventNames()).toEqual(["order.paid", "payment.authorized", "payment.captured"]);
    },
  );

  test("that is declined leaves the order open for another try", async () => {
    const orderId = await newOrder(rig);
    const declined = rig.sandbox.payRazorpay(orderId, { outcome: "declined" });
    expect(declined.status).toBe("failed");
    expect((await payment(declined.paymentId)).body).toMatchObject({
      captured: false,
      fee: null,
      error_code: "BAD_REQUEST_ERROR",
      error_reason: "payment_declined",
      error_description: expect.stringContaining("declined by the bank"),
    });
    expect((await order(orderId)).body).toMatchObject({ status: "attempted", attempts: 1 });
    expect(await eventNames()).toEqual(["payment.failed"]);
    expect(rig.sandbox.payRazorpay(orderId).status).toBe("captured");
    expect((await order(orderId)).body).toMatchObject({ status: "paid", attempts: 2 });
  });

  test("for an order that is paid is refused", async () => {
    const orderId = await newOrder(rig);
    rig.sandbox.payRazorpay(orderId);
    expect(() => rig.sandbox.payRazorpay(orderId)).toThrow("is paid already");
    expect((await rig.call(`/v1/orders/${orderId}/payments`)).body["count"]).toBe(1);
  });

  test("is found by the time at which it was made, page by page", async () => {
    const first = rig.sandbox.payRazorpay(await newOrder(rig)).paymentId;
    rig.sandbox.faults.set({ clockOffsetMs: 30 * 86_400_000 });
    const later = rig.sandbox.payRazorpay(await newOrder(rig)).paymentId;
    const { body } = await payment(later);
    const at = Number(body["created_at"]);
    expect((await rig.call(`/v1/payments?from=${at - 60}&to=${at}`)).body).toMatchObject({
      count: 1,
      items: [{ id: later }],
    });
    expect((await rig.call(`/v1/payments?to=${at - 60}&count=1`)).body).toMatchObject({
      items: [{ id: first }],
    });
  });
});

describe("what a bank only holds", () => {
  const authorize = async () =>
    rig.sandbox.payRazorpay(await newOrder(rig), { outcome: "authorized" }).paymentId;

  test("waits for capture, which happens once and for the whole amount", async () => {
    const id = await authorize();
    expect((await payment(id)).body).toMatchObject({ status: "authorized", captured: false, fee: null });
    expect(await eventNames()).toEqual(["payment.authorized"]);
    const path = `/v1/payments/${id}/capture`;
    expect(refusalOf(await rig.call(path, { amount: 49_800, currency: "INR" }))).toMatchObject({
      status: 400,
      description: "Capture amount must be equal to the amount authorized",
    });
    expect(refusalOf(await rig.call(path, { amount: 49_900, currency: "USD" }))).toMatchObject({
      status: 400,
      field: "currency",
    });
    const captured = await rig.call(path, { amount: 49_900, currency: "INR" });
    expect(captured.body).toMatchObject({ id, status: "captured", captured: true, fee: 1_178 });
    expect(refusalOf(await rig.call(path, { amount: 49_900, currency: "INR" }))).toMatchObject({
      status: 400,
      description: "This payment has already been captured",
    });
    expect(await eventNames()).toEqual(["order.paid", "payment.authorized", "payment.captured"]);
  });

  test("also waits where the order says so", async () => {
    for (const change of [{ payment_capture: 0 }, { payment: { capture: "manual" } }]) {
      const orderId = await newOrder(rig, change);
      expect(rig.sandbox.payRazorpay(orderId).status).toBe("authorized");
    }
  });

  test("is captured for one of two payments of an order only", async () => {
    const orderId = await newOrder(rig, { payment_capture: false });
    const [one, two] = [rig.sandbox.payRazorpay(orderId), rig.sandbox.payRazorpay(orderId)];
    const amount = { amount: 49_900, currency: "INR" };
    expect((await rig.call(`/v1/payments/${one.paymentId}/capture`, amount)).status).toBe(200);
    expect(refusalOf(await rig.call(`/v1/payments/${two.paymentId}/capture`, amount))).toMatchObject({
      description: "Order already paid",
    });
  });

  test("is not captured where the bank refused", async () => {
    const { paymentId } = rig.sandbox.payRazorpay(await newOrder(rig), { outcome: "declined" });
    const answer = await rig.call(`/v1/payments/${paymentId}/capture`, { amount: 49_900, currency: "INR" });
    expect(answer.status).toBe(400);
  });
});

describe("a bank that answers late", () => {
  const settle = (id: string, result: string) =>
    fetch(`${rig.sandbox.url}/razorpay/payments/${id}/settle`, {
      method: "POST",
      body: new URLSearchParams({ result }),
      redirect: "manual",
    });

  test("leaves the order attempted until the button on the home page is pressed", async () => {
    const orderId = await newOrder(rig, { notes: { title: "Donchian breakout, late" } });
    const { paymentId, status } = rig.sandbox.payRazorpay(orderId, { outcome: "late" });
    expect(status).toBe("created");
    expect((await order(orderId)).body).toMatchObject({ status: "attempted" });
    const home = await (await fetch(`${rig.sandbox.url}/`)).text();
    expect(home).toContain("Donchian breakout, late");
    expect(home).toContain(`action="/razorpay/payments/${paymentId}/settle"`);
    expect((await settle(paymentId, "succeeded")).status).toBe(303);
    expect((await payment(paymentId)).body).toMatchObject({ status: "captured" });
    expect((await order(orderId)).body).toMatchObject({ status: "paid" });
    expect(await eventNames()).toEqual(["order.paid", "payment.authorized", "payment.captured"]);
  });

  test("may refuse, or come when somebody else has paid", async () => {
    const orderId = await newOrder(rig);
    const [first, second] = [
      rig.sandbox.payRazorpay(orderId, { outcome: "late" }),
      rig.sandbox.payRazorpay(orderId, { outcome: "late" }),
    ];
    await settle(first.paymentId, "failed");
    expect((await payment(first.paymentId)).body).toMatchObject({ status: "failed" });
    rig.sandbox.payRazorpay(orderId);
    await settle(second.paymentId, "succeeded");
    expect((await payment(second.paymentId)).body).toMatchObject({ status: "failed" });
    expect((await order(orderId)).body).toMatchObject({ status: "paid", amount_paid: 49_900 });
  });
});
