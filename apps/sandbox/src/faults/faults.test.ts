import { createStripeProvider } from "@boltz/providers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testCards } from "../payments/test-cards.ts";
import { nextOrder, type Rig, secretKey, startRig } from "../test-rig.ts";

let rig: Rig;
let provider: ReturnType<typeof createStripeProvider>;

beforeEach(async () => {
  rig = await startRig();
  provider = createStripeProvider(rig.providerOptions);
});
afterEach(() => rig.close());

const sessionsOf = (purchaseId: string) => rig.sandbox.faults.counters().sessionsByReference[purchaseId] ?? 0;

describe("API faults", () => {
  test("a 5xx before the work: nothing is made, and the same key works afterwards", async () => {
    const order = nextOrder();
    rig.sandbox.faults.set({ failNext: 2, failStatus: 503 });
    await expect(provider.createCheckout(order)).rejects.toMatchObject({ failure: "unknown" });
    await expect(provider.createCheckout(order)).rejects.toMatchObject({ failure: "unknown" });
    expect(sessionsOf(order.purchaseId)).toBe(0);
    await provider.createCheckout(order);
    expect(sessionsOf(order.purchaseId)).toBe(1);
  });

  test("429 says when to come back", async () => {
    rig.sandbox.faults.set({ rateLimitNext: 1, retryAfterSeconds: 3 });
    const order = nextOrder();
    await expect(provider.createCheckout(order)).rejects.toMatchObject({
      failure: "rate_limited",
      retryAfterMs: 3_000,
    });
    expect(sessionsOf(order.purchaseId)).toBe(0);
  });

  test("an answer lost after the work: the retry finds the one session", async () => {
    const order = nextOrder();
    rig.sandbox.faults.set({ dropNext: 1 });
    await expect(provider.createCheckout(order)).rejects.toMatchObject({ failure: "unknown" });
    expect(sessionsOf(order.purchaseId)).toBe(1);
    const { reference } = await provider.createCheckout(order);
    expect(await provider.getCheckout(reference)).toMatchObject({ purchaseId: order.purchaseId });
    expect(sessionsOf(order.purchaseId)).toBe(1);
    expect(rig.sandbox.faults.counters().requests).toMatchObject({ create: 2, retrieve: 1 });
  });

  test("an answer that comes too late: made all the same, once", async () => {
    const hasty = createStripeProvider({ ...rig.providerOptions, timeoutMs: 150 });
    const order = nextOrder();
    rig.sandbox.faults.set({ delayMs: 600 });
    await expect(hasty.createCheckout(order)).rejects.toMatchObject({ failure: "unknown" });
    rig.sandbox.faults.set({ delayMs: 0 });
    await expect.poll(() => provider.createCheckout(order).catch(() => null)).not.toBeNull();
    expect(sessionsOf(order.purchaseId)).toBe(1);
  });

  test("every so-manieth answer of the chosen operation is lost, others never", async () => {
    const { reference } = await provider.createCheckout(nextOrder());
    rig.sandbox.faults.set({ only: "retrieve", dropEvery: 3 });
    const outcomes: string[] = [];
    for (let call = 0; call < 7; call += 1) {
      const answer = fetch(`${rig.sandbox.url}/v1/checkout/sessions/${reference}`, {
        headers: { authorization: `Bearer ${secretKey}` },
      });
      outcomes.push(await answer.then(({ status }) => String(status)).catch(() => "cut"));
      await provider.createCheckout(nextOrder());
    }
    expect(outcomes).toEqual(["200", "200", "cut", "200", "200", "cut", "200"]);
  });

  test("strike only the operation that was chosen", async () => {
    const { reference } = await provider.createCheckout(nextOrder());
    rig.sandbox.faults.set({ only: "retrieve", failNext: 1 });
    await provider.createCheckout(nextOrder());
    await expect(provider.getCheckout(reference)).rejects.toMatchObject({ failure: "unknown" });
    expect(await provider.getCheckout(reference)).toMatchObject({ status: "open" });
  });
});

describe("what the provider claims", () => {
  test("another amount than was asked for", async () => {
    rig.sandbox.faults.set({ amountDelta: -1 });
    const { reference } = await provider.createCheckout(nextOrder());
    rig.sandbox.pay(reference, testCards.pays.number);
    expect((await provider.getCheckout(reference)).amount).toEqual({ amountMinor: "1899", currency: "USD" });
  });

  test("an altered session, before or after it is paid", async () => {
    const { reference } = await provider.createCheckout(nextOrder());
    rig.sandbox.faults.alter(reference, { amountTotal: 5 });
    expect((await provider.getCheckout(reference)).amount).toEqual({ amountMinor: "5", currency: "USD" });
    rig.sandbox.pay(reference, testCards.pays.number);
    rig.sandbox.faults.alter(reference, {
      amountTotal: 7,
      currency: "eur",
      livemode: true,
      clientReferenceId: "pur_x",
    });
    expect(await provider.getCheckout(reference)).toMatchObject({
      status: "paid",
      amount: { amountMinor: "7", currency: "EUR" },
      livemode: true,
      purchaseId: "pur_x",
    });
  });

  test("live mode", async () => {
    rig.sandbox.faults.set({ livemode: true });
    const { reference } = await provider.createCheckout(nextOrder());
    expect(reference).toMatch(/^cs_live_/);
    expect(await provider.getCheckout(reference)).toMatchObject({ livemode: true });
  });
});

test("the sandbox's clock can be moved, and back", async () => {
  const { reference } = await provider.createCheckout(nextOrder());
  rig.sandbox.faults.set({ clockOffsetMs: 3_700_000 });
  expect(await provider.getCheckout(reference)).toMatchObject({ status: "expired" });
  await rig.sandbox.faults.settled();
  const sent = rig.received.at(-1)?.headers.get("stripe-signature") ?? "";
  const signedAt = Number(/t=(\d+)/.exec(sent)?.[1]);
  expect(signedAt).toBeGreaterThan(Date.now() / 1000 + 3_600);
  rig.sandbox.faults.reset();
  const fresh = await provider.createCheckout(nextOrder());
  expect(await provider.getCheckout(fresh.reference)).toMatchObject({ status: "open" });
});

test("reset makes everything work again and counts from zero", async () => {
  rig.sandbox.faults.set({ failNext: 100, webhooks: "lose" });
  await provider.createCheckout(nextOrder()).catch(() => undefined);
  rig.sandbox.faults.reset();
  await provider.createCheckout(nextOrder());
  expect(rig.sandbox.faults.counters().requests.create).toBe(1);
  expect(rig.sandbox.faults.read()).toMatchObject({ failNext: 0, webhooks: "send" });
});

describe("over HTTP", () => {
  const post = (path: string, body: unknown) =>
    fetch(`${rig.sandbox.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });

  test("the switches are the same", async () => {
    const response = await post("/_faults", { failNext: 1, only: "create" });
    expect(await response.json()).toMatchObject({
      settings: { failNext: 1, only: "create", webhookCopies: 1 },
    });
    await expect(provider.createCheckout(nextOrder())).rejects.toMatchObject({ failure: "unknown" });
    const order = nextOrder();
    const { reference } = await provider.createCheckout(order);
    expect(await (await post(`/_pay/${reference}`, { card: "4242 4242 4242 4242" })).json()).toEqual({
      kind: "paid",
    });
    const present = await (await fetch(`${rig.sandbox.url}/_faults`)).json();
    expect(present).toMatchObject({
      counters: { sessionsByReference: { [order.purchaseId]: 1 }, chargesBySession: { [reference]: 1 } },
    });
    expect((await post("/_faults/reset", {})).status).toBe(200);
  });

  test("a session is altered, expired and settled", async () => {
    const { reference } = await provider.createCheckout(nextOrder());
    await post(`/_faults/sessions/${reference}/alter`, { amountTotal: 3 });
    await post(`/_pay/${reference}`, { card: testCards.processes.number });
    await post(`/_faults/sessions/${reference}/settle`, { result: "succeeded" });
    expect(await provider.getCheckout(reference)).toMatchObject({
      status: "paid",
      amount: { amountMinor: "3" },
    });
    const other = await provider.createCheckout(nextOrder());
    await post(`/_faults/sessions/${other.reference}/expire`, {});
    expect(await provider.getCheckout(other.reference)).toMatchObject({ status: "expired" });
  });

  test("a bank that asks is answered", async () => {
    const { reference } = await provider.createCheckout(nextOrder());
    const card = testCards.confirms.number;
    expect(await (await post(`/_pay/${reference}`, { card, confirm: false })).json()).toMatchObject({
      kind: "declined",
    });
    expect(await (await post(`/_pay/${reference}`, { card, confirm: true })).json()).toEqual({
      kind: "paid",
    });
  });

  test.each([
    { path: "/_faults", body: { failNext: -1 }, status: 400 },
    { path: "/_faults", body: { failNxt: 1 }, status: 400 },
    { path: "/_faults/sessions/cs_gone/alter", body: { amountTotal: 1 }, status: 409 },
    { path: "/_faults/sessions/cs_gone/settle", body: { result: "succeeded" }, status: 409 },
    { path: "/_pay/cs_gone", body: { card: "5555555555554444" }, status: 409 },
  ])("$path refuses $body", async ({ path, body, status }) => {
    expect((await post(path, body)).status).toBe(status);
  });

  test("a page of another site cannot flip them with a form", async () => {
    const response = await fetch(`${rig.sandbox.url}/_faults`, { method: "POST", body: '{"failNext":1}' });
    expect(response.status).toBe(415);
    expect(rig.sandbox.faults.read().failNext).toBe(0);
  });
});
