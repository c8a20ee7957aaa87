import { createStripeProvider } from "@boltz/providers";
import type Stripe from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { testCards } from "../payments/test-cards.ts";
import { nextOrder, type Rig, startRig } from "../test-rig.ts";
import { connect, refusal } from "./shop.fixture.ts";

let rig: Rig;
let stripe: Stripe;
let provider: ReturnType<typeof createStripeProvider>;

beforeAll(async () => {
  rig = await startRig();
  provider = createStripeProvider(rig.providerOptions);
  stripe = connect(rig);
});
afterEach(() => rig.sandbox.faults.reset());
afterAll(() => rig.close());

function sessionParams(
  change: Partial<Stripe.Checkout.SessionCreateParams> = {},
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: "payment",
    success_url: "http://127.0.0.1:8005/ok",
    line_items: [
      { quantity: 1, price_data: { currency: "usd", unit_amount: 1900, product_data: { name: "X" } } },
    ],
    ...change,
  };
}

const priced = (currency: string, amount: number, quantity = 1) => [
  { quantity, price_data: { currency, unit_amount: amount, product_data: { name: "X" } } },
];

describe("a session", () => {
  test("is made, found and says what was asked for", async () => {
    const order = nextOrder();
    const { reference, url } = await provider.createCheckout(order);
    expect(url).toBe(`${rig.sandbox.url}/checkout/${reference}`);
    const session = await stripe.checkout.sessions.retrieve(reference);
    expect(session).toMatchObject({
      id: reference,
      amount_total: 1900,
      currency: "usd",
      client_reference_id: order.purchaseId,
      metadata: { purchase_id: order.purchaseId },
      customer_email: "buyer@example.com",
      status: "open",
      payment_status: "unpaid",
      payment_intent: null,
      livemode: false,
    });
  });

  test("once paid, carries its payment as an id or in full", async () => {
    const order = nextOrder();
    const { reference } = await provider.createCheckout(order);
    rig.sandbox.pay(reference, testCards.pays.number);
    const plain = await stripe.checkout.sessions.retrieve(reference);
    const full = await stripe.checkout.sessions.retrieve(reference, { expand: ["payment_intent"] });
    const intent = await stripe.paymentIntents.retrieve(String(plain.payment_intent));
    expect(full.payment_intent).toMatchObject({
      id: plain.payment_intent,
      amount_received: 1900,
      status: "succeeded",
    });
    expect(intent).toMatchObject({
      amount: 1900,
      metadata: { purchase_id: order.purchaseId },
      transfer_group: order.purchaseId,
      latest_charge: expect.stringMatching(/^ch_/),
    });
  });

  test.each([
    { currency: "jpy", amount: 2500 },
    { currency: "kwd", amount: 12_340 },
  ])("counts $currency in its own units", async ({ currency, amount }) => {
    const session = await stripe.checkout.sessions.create(
      sessionParams({ line_items: priced(currency, amount) }),
    );
    expect(session).toMatchObject({ amount_total: amount, currency });
  });

  test("adds its lines up", async () => {
    const line_items = [...priced("usd", 500, 3), ...priced("usd", 250)];
    expect(await stripe.checkout.sessions.create(sessionParams({ line_items }))).toMatchObject({
      amount_total: 1750,
    });
  });
});

describe("an order that Stripe would refuse", () => {
  const cases: {
    name: string;
    change: Partial<Stripe.Checkout.SessionCreateParams>;
    code?: string;
    text: RegExp;
  }[] = [
    {
      name: "below the minimum",
      change: { line_items: priced("usd", 49) },
      code: "amount_too_small",
      text: /\$0\.50/,
    },
    {
      name: "below the minimum in yen",
      change: { line_items: priced("jpy", 49) },
      code: "amount_too_small",
      text: /¥50/,
    },
    {
      name: "above the maximum",
      change: { line_items: priced("usd", 100_000_000) },
      code: "amount_too_large",
      text: /no more/,
    },
    {
      name: "fils that do not end in 0",
      change: { line_items: priced("kwd", 1_235) },
      text: /divisible by 10/,
    },
    {
      name: "in no known currency",
      change: { line_items: priced("xyz", 500) },
      text: /Invalid currency: xyz/,
    },
    {
      name: "in two currencies",
      change: { line_items: [...priced("usd", 500), ...priced("eur", 500)] },
      text: /same currency/,
    },
    { name: "to no e-mail address", change: { customer_email: "nobody" }, text: /customer_email/ },
    { name: "back to no web address", change: { success_url: "javascript:alert(1)" }, text: /success_url/ },
    {
      name: "open for five minutes",
      change: { expires_at: Math.floor(Date.now() / 1000) + 300 },
      text: /30 minutes/,
    },
    {
      name: "open for two days",
      change: { expires_at: Math.floor(Date.now() / 1000) + 172_800 },
      text: /24 hours/,
    },
    {
      name: "with what is not played here",
      change: { allow_promotion_codes: true },
      code: "parameter_unknown",
      text: /allow_promotion_codes/,
    },
    { name: "without a line", change: { line_items: [] }, text: /line_items/ },
  ];

  test.each(cases)("$name", async ({ change, code, text }) => {
    const error = await refusal(stripe.checkout.sessions.create(sessionParams(change)));
    expect(error).toMatchObject({ statusCode: 400, rawType: "invalid_request_error" });
    expect(error.message).toMatch(text);
    if (code !== undefined) expect(error.code).toBe(code);
    expect(error.requestId).toMatch(/^req_/);
  });

  test("a wrong key is let in nowhere", async () => {
    const stranger = connect(rig, "sk_test_other");
    expect(await refusal(stranger.checkout.sessions.create(sessionParams()))).toMatchObject({
      statusCode: 401,
    });
    expect(await refusal(stranger.checkout.sessions.retrieve("cs_test_1"))).toMatchObject({
      statusCode: 401,
    });
    expect(await refusal(stranger.v2.core.events.retrieve("evt_1"))).toMatchObject({ statusCode: 401 });
  });

  test("what is not there is a 404", async () => {
    const gone = { statusCode: 404, code: "resource_missing" };
    expect(await refusal(stripe.checkout.sessions.retrieve("cs_test_gone"))).toMatchObject(gone);
    expect(await refusal(stripe.checkout.sessions.expire("cs_test_gone"))).toMatchObject(gone);
    expect(await refusal(stripe.paymentIntents.retrieve("pi_gone"))).toMatchObject(gone);
    await expect(provider.getCheckout("cs_test_gone")).rejects.toMatchObject({ failure: "refused" });
  });
});

describe("an idempotency key", () => {
  test("gives the first answer again, even after the session has moved on", async () => {
    const params = sessionParams({ client_reference_id: "again" });
    const first = await stripe.checkout.sessions.create(params, { idempotencyKey: "again-1" });
    rig.sandbox.pay(first.id, testCards.pays.number);
    const second = await stripe.checkout.sessions.create(params, { idempotencyKey: "again-1" });
    expect(second).toMatchObject({ id: first.id, status: "open", url: first.url });
    expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect(second.lastResponse.headers["original-request"]).toBe(first.lastResponse.requestId);
    expect(rig.sandbox.faults.counters().sessionsByReference["again"]).toBe(1);
  });

  test("used for another request is refused", async () => {
    const order = nextOrder();
    await provider.createCheckout(order);
    const other = { ...order, price: { amountMinor: "2000", currency: "USD" as const } };
    await expect(provider.createCheckout(other)).rejects.toMatchObject({ failure: "conflict" });
    const elsewhere = await refusal(
      stripe.checkout.sessions.expire("cs_1", {}, { idempotencyKey: order.idempotencyKey }),
    );
    expect(elsewhere).toMatchObject({ statusCode: 400, rawType: "idempotency_error" });
  });

  test("in use by a request that still runs is a 409, and one session is made", async () => {
    const order = nextOrder();
    rig.sandbox.faults.set({ delayMs: 300 });
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => provider.createCheckout(order)));
    const made = results.filter((result) => result.status === "fulfilled");
    const refused = results.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    expect(made).toHaveLength(1);
    for (const reason of refused) expect(reason).toMatchObject({ failure: "unknown" });
    expect(rig.sandbox.faults.counters().sessionsByReference[order.purchaseId]).toBe(1);
  });

  test("is not used up by a request that was refused", async () => {
    const idempotencyKey = "used-up-1";
    await refusal(
      stripe.checkout.sessions.create(sessionParams({ line_items: priced("usd", 1) }), { idempotencyKey }),
    );
    const session = await stripe.checkout.sessions.create(sessionParams(), { idempotencyKey });
    expect(session.status).toBe("open");
  });
});

describe("expire", () => {
  test("closes an open session once", async () => {
    const { reference } = await provider.createCheckout(nextOrder());
    expect(await provider.expireCheckout(reference, `${reference}-x`)).toMatchObject({
      status: "expired",
      url: null,
    });
    expect(rig.sandbox.pay(reference, testCards.pays.number)).toEqual({ kind: "closed", status: "expired" });
    expect(await refusal(stripe.checkout.sessions.expire(reference))).toMatchObject({ statusCode: 400 });
  });

  test("leaves a paid one paid", async () => {
    const { reference } = await provider.createCheckout(nextOrder());
    rig.sandbox.pay(reference, testCards.pays.number);
    expect(await provider.expireCheckout(reference, `${reference}-x`)).toMatchObject({ status: "paid" });
  });
});

test("a thin event can be followed to its event and its object", async () => {
  const { reference } = await provider.createCheckout(nextOrder());
  rig.sandbox.pay(reference, testCards.pays.number);
  await rig.sandbox.faults.settled();
  const webhook = rig.received.find(({ rawBody }) => rawBody.includes(reference));
  const notification = stripe.parseEventNotification(
    webhook?.rawBody ?? "",
    webhook?.headers.get("stripe-signature") ?? "",
    "whsec_sandbox",
  );
  if (notification.type !== "v1.checkout.session.completed") throw new Error("another event");
  expect(await notification.fetchEvent()).toMatchObject({ id: notification.id, type: notification.type });
  expect(await notification.fetchRelatedObject()).toMatchObject({ id: reference, payment_status: "paid" });
});
