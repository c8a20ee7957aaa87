import { createHmac } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { validateWebhookSignature } from "razorpay/dist/utils/razorpay-utils.js";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import {
  newOrder,
  newPayment,
  type RazorpayRig,
  refusalOf,
  startRazorpayRig,
  webhookSecret,
} from "./razorpay-rig.ts";

let rig: RazorpayRig;
beforeEach(async () => {
  rig = await startRazorpayRig();
});
afterEach(() => rig.close());

describe("a webhook", () => {
  test("is signed over the bytes of its body, with nothing else", async () => {
    const payment = await newPayment(rig);
    await rig.sandbox.faults.settled();
    expect(rig.received).toHaveLength(3);
    for (const { rawBody, headers } of rig.received) {
      const signature = headers.get("x-razorpay-signature") ?? "";
      expect(signature).toBe(createHmac("sha256", webhookSecret).update(rawBody).digest("hex"));
      expect(validateWebhookSignature(rawBody, signature, webhookSecret)).toBe(true);
      expect(headers.get("content-type")).toBe("application/json");
    }
    const captured = rig.events().find(({ event }) => event === "payment.captured");
    expect(captured).toMatchObject({
      entity: "event",
      account_id: expect.stringMatching(/^acc_[A-Za-z0-9]{14}$/),
      contains: ["payment"],
      payload: { payment: { entity: { id: payment, entity: "payment", status: "captured" } } },
      created_at: expect.any(Number),
    });
    const paid = rig.events().find(({ event }) => event === "order.paid");
    expect(paid).toMatchObject({ contains: ["payment", "order"] });
  });

  test("that was not taken comes again, as it was", async () => {
    let refused = 0;
    rig.answerWith(() => {
      refused += 1;
      return refused <= 3 ? 500 : 200;
    });
    await newPayment(rig);
    await rig.sandbox.faults.settled();
    expect(rig.received).toHaveLength(6);
    const sent = new Map(rig.events().map(({ id }, index) => [id, rig.received[index]?.rawBody]));
    expect(sent.size).toBe(3);
    for (const [index, { id }] of rig.events().entries()) {
      expect(rig.received[index]?.rawBody).toBe(sent.get(id));
    }
  });

  test("comes as often, and in the order, that is asked for", async () => {
    rig.sandbox.faults.set({ webhooks: "hold", webhookCopies: 2 });
    await newPayment(rig);
    expect(rig.received).toHaveLength(0);
    await rig.sandbox.faults.release({ reversed: true });
    expect(rig.events().map(({ event }) => event)).toEqual([
      "order.paid",
      "order.paid",
      "payment.captured",
      "payment.captured",
      "payment.authorized",
      "payment.authorized",
    ]);
    expect(new Set(rig.events().map(({ id }) => id)).size).toBe(3);
  });

  test("survives a restart, as do orders and keys", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sandbox-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const dataFile = join(folder, "sandbox.sqlite");
    const before = await startRazorpayRig({ dataFile });
    before.sandbox.faults.set({ webhooks: "hold" });
    const payment = await newPayment(before);
    const key = { "X-Refund-Idempotency": "refund-over-restart" };
    const refund = await before.call(`/v1/payments/${payment}/refund`, { amount: 500 }, key);
    await before.close();
    const after = await startRazorpayRig({ dataFile });
    onTestFinished(() => after.close());
    expect((await after.call(`/v1/payments/${payment}/refund`, { amount: 500 }, key)).body).toEqual(
      refund.body,
    );
    await after.sandbox.faults.release();
    expect(after.events().map(({ event }) => event)).toContain("payment.captured");
  });
});

describe("an answer", () => {
  test("fails, is limited or gets lost where it is told to", async () => {
    const { faults } = rig.sandbox;
    faults.set({ only: "rzp.orders", failNext: 1, failStatus: 502 });
    const order = await newOrder(rig);
    expect(refusalOf(await rig.call(`/v1/orders/${order}`))).toMatchObject({
      status: 502,
      code: "GATEWAY_ERROR",
    });
    faults.set({ failNext: 1, failStatus: 500 });
    expect(refusalOf(await rig.call(`/v1/orders/${order}`))).toMatchObject({
      status: 500,
      code: "SERVER_ERROR",
    });
    faults.set({ rateLimitNext: 1, retryAfterSeconds: 7 });
    const limited = await rig.call(`/v1/orders/${order}`);
    expect(limited.status).toBe(429);
    expect(limited.headers.get("retry-after")).toBe("7");
    expect((await rig.call(`/v1/orders/${order}`)).status).toBe(200);
    expect(rig.sandbox.faults.counters().requests).toMatchObject({
      "rzp.order": 1,
      "rzp.orders": 4,
      create: 0,
    });
  });

  test("is lost after the work was done, each second time", async () => {
    rig.sandbox.faults.set({ only: "rzp.order", dropEvery: 2 });
    const order = { amount: 100, currency: "INR", receipt: "pur_dropped" };
    expect((await rig.call("/v1/orders", order)).status).toBe(200);
    await expect(rig.call("/v1/orders", order)).rejects.toThrow();
    expect((await rig.call("/v1/orders?receipt=pur_dropped")).body["count"]).toBe(2);
  });

  test("comes late, although the work is done at once", async () => {
    rig.sandbox.faults.set({ only: "rzp.order", delayMs: 300 });
    const startedAt = performance.now();
    await rig.call("/v1/orders", { amount: 100, currency: "INR" });
    expect(performance.now() - startedAt).toBeGreaterThan(290);
  });

  test("to an order comes after its payment's webhooks, where that is asked for", async () => {
    rig.sandbox.faults.set({ payBeforeAnswer: "4111111111111111" });
    const order = await newOrder(rig);
    expect(rig.events().map(({ event }) => event)).toContain("order.paid");
    expect((await rig.call(`/v1/orders/${order}`)).body).toMatchObject({ status: "paid" });
  });

  test("to an order may name another amount than was asked for", async () => {
    rig.sandbox.faults.set({ amountDelta: 100 });
    expect((await rig.call("/v1/orders", { amount: 100, currency: "INR" })).body["amount"]).toBe(200);
  });

  test("to what is no JSON is a refusal", async () => {
    const response = await fetch(`${rig.sandbox.url}/v1/orders`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa("rzp_test_sandbox:secret of the key")}` },
      body: "{",
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: "BAD_REQUEST_ERROR" } });
  });
});

test("the home page offers at Razorpay what a person does there", async () => {
  const payment = await newPayment(rig);
  const home = await (await fetch(`${rig.sandbox.url}/`)).text();
  expect(home).toContain("After the sale: Razorpay");
  expect(home).toContain(`/dashboard/payments/${payment}/refund`);
  expect(home).toContain(`/dashboard/payments/${payment}/dispute`);
});
