import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { CheckoutRequest } from "../port.ts";
import * as recorded from "./recorded-answers.ts";
import { answerCalls, failureOf, refuse, testProvider } from "./test-rig.ts";

const server = setupServer();
const provider = testProvider();
const orderId = recorded.order.id;
const orders = "/v1/orders";
const paymentId = recorded.capturedPayment.id;

const request: CheckoutRequest = {
  idempotencyKey: "checkout-1",
  purchaseId: "pur_01jd0000000000000000000000",
  title: "Donchian breakout",
  price: { amountMinor: "49900", currency: "INR" },
  buyerEmail: "buyer@example.com",
  successUrl: "https://market.example/purchases/pur_01jd0000000000000000000000",
  cancelUrl: "https://market.example/listings/lst_1",
  expiresAt: new Date(1_795_003_600_999),
  handOverUrl: "https://market.example/pay/pur_01jd0000000000000000000000",
};

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe("createCheckout", () => {
  test("makes an order that carries our purchase id, and leads to our own page", async () => {
    const sent = answerCalls(server, {
      [`GET ${orders}`]: recorded.collection([]),
      [`POST ${orders}`]: recorded.order,
    });
    expect(await provider.createCheckout(request)).toEqual({
      reference: orderId,
      url: request.handOverUrl,
    });
    expect(sent[0]?.query).toEqual({ count: "100", skip: "0", receipt: request.purchaseId });
    expect(sent[1]?.body).toEqual({
      amount: 49900,
      currency: "INR",
      receipt: request.purchaseId,
      notes: { purchase_id: request.purchaseId, title: "Donchian breakout" },
    });
    expect(sent[1]?.headers.get("authorization")).toBe(
      `Basic ${Buffer.from("rzp_test_wxyz:secret-of-the-key").toString("base64")}`,
    );
  });

  test("a retry finds the order whose answer was lost", async () => {
    const sent = answerCalls(server, { [`GET ${orders}`]: recorded.collection([recorded.order]) });
    expect(await provider.createCheckout(request)).toMatchObject({ reference: orderId });
    expect(sent).toHaveLength(1);
  });

  test("an order of another purchase is not taken for it", async () => {
    answerCalls(server, {
      [`GET ${orders}`]: recorded.collection([{ ...recorded.order, id: "order_other", receipt: "pur_2" }]),
      [`POST ${orders}`]: recorded.order,
    });
    expect(await provider.createCheckout(request)).toMatchObject({ reference: orderId });
  });

  test.each([{ amount: 100 }, { currency: "USD" }])(
    "the same purchase with %o is a conflict",
    async (other) => {
      answerCalls(server, { [`GET ${orders}`]: recorded.collection([{ ...recorded.order, ...other }]) });
      expect((await failureOf(provider.createCheckout(request))).failure).toBe("conflict");
    },
  );

  test.each([
    { price: { amountMinor: "2500", currency: "JPY" }, amount: 2500 },
    { price: { amountMinor: "12340", currency: "KWD" }, amount: 12340 },
    { price: { amountMinor: "1900", currency: "USD" }, amount: 1900 },
  ] as const)("charges $price.amountMinor minor units of $price.currency", async ({ price, amount }) => {
    const sent = answerCalls(server, {
      [`GET ${orders}`]: recorded.collection([]),
      [`POST ${orders}`]: recorded.order,
    });
    await provider.createCheckout({ ...request, price });
    expect(sent[1]?.body).toMatchObject({ amount, currency: price.currency });
  });

  test.each([
    { amountMinor: "12345", currency: "KWD" },
    { amountMinor: "0", currency: "INR" },
    { amountMinor: "-100", currency: "INR" },
    { amountMinor: "100000000", currency: "USD" },
  ] as const)("does not even ask for $amountMinor $currency", async (price) => {
    const sent = answerCalls(server, {});
    expect((await failureOf(provider.createCheckout({ ...request, price }))).failure).toBe("refused");
    expect(sent).toHaveLength(0);
  });

  test("a title longer than a note is cut", async () => {
    const sent = answerCalls(server, {
      [`GET ${orders}`]: recorded.collection([]),
      [`POST ${orders}`]: recorded.order,
    });
    await provider.createCheckout({ ...request, title: "x".repeat(300) });
    expect(sent[1]?.body).toMatchObject({ notes: { title: "x".repeat(256) } });
  });
});

function answerState(order: object, payments: object[]) {
  return answerCalls(server, {
    [`GET ${orders}/${orderId}`]: { ...recorded.order, ...order },
    [`GET ${orders}/${orderId}/payments`]: recorded.collection(payments),
  });
}

describe("getCheckout", () => {
  test("open", async () => {
    answerState({}, []);
    expect(await provider.getCheckout(orderId)).toEqual({
      reference: orderId,
      purchaseId: request.purchaseId,
      status: "open",
      amount: { amountMinor: "49900", currency: "INR" },
      livemode: false,
      paymentReference: null,
      url: null,
      lastFailure: null,
    });
  });

  test("paid: what was received counts, not what was asked for", async () => {
    const received = { ...recorded.capturedPayment, amount: 49800 };
    answerState({ status: "paid" }, [recorded.failedPayment, received]);
    expect(await provider.getCheckout(orderId)).toMatchObject({
      status: "paid",
      amount: { amountMinor: "49800", currency: "INR" },
      paymentReference: paymentId,
    });
  });

  test("refunded is still paid: the refund is another object", async () => {
    const refunded = { ...recorded.capturedPayment, status: "refunded", amount_refunded: 49900 };
    answerState({ status: "paid" }, [refunded]);
    expect(await provider.getCheckout(orderId)).toMatchObject({
      status: "paid",
      paymentReference: paymentId,
    });
  });

  test("an authorization that was let go unused is no payment", async () => {
    const letGo = { ...recorded.authorizedPayment, status: "refunded", captured: false };
    answerState({ status: "attempted" }, [letGo]);
    expect(await provider.getCheckout(orderId)).toMatchObject({ status: "open", paymentReference: null });
  });

  test("authorized", async () => {
    answerState({ status: "attempted" }, [recorded.failedPayment, recorded.authorizedPayment]);
    expect(await provider.getCheckout(orderId)).toMatchObject({
      status: "authorized",
      paymentReference: paymentId,
      amount: { amountMinor: "49900" },
    });
  });

  test("open after declines tells why the last one was", async () => {
    const latest = {
      ...recorded.failedPayment,
      id: "pay_2",
      created_at: recorded.failedPayment.created_at + 60,
      error_description: "The UPI request was not answered in time.",
    };
    answerState({ status: "attempted" }, [latest, recorded.failedPayment]);
    expect(await provider.getCheckout(orderId)).toMatchObject({
      status: "open",
      lastFailure: "The UPI request was not answered in time.",
      paymentReference: null,
    });
  });

  test("a UPI request that waits in the buyer's app leaves it open", async () => {
    answerState({ status: "attempted" }, [{ ...recorded.authorizedPayment, status: "created" }]);
    expect(await provider.getCheckout(orderId)).toMatchObject({ status: "open", lastFailure: null });
  });

  test("the receipt names the purchase where the notes do not, and nothing does where neither is ours", async () => {
    answerState({ notes: [] }, []);
    expect(await provider.getCheckout(orderId)).toMatchObject({ purchaseId: request.purchaseId });
    answerState({ notes: [], receipt: null }, []);
    expect(await provider.getCheckout(orderId)).toMatchObject({ purchaseId: null });
  });

  test("paid without a payment to show is not known yet", async () => {
    answerState({ status: "paid" }, []);
    expect((await failureOf(provider.getCheckout(orderId))).failure).toBe("unknown");
  });

  test.each([
    { change: { amount: 499.5 }, path: "amount" },
    { change: { amount: null }, path: "amount" },
    { change: { status: "paused" }, path: "status" },
    { change: { entity: "payment" }, path: "entity" },
  ])("a shape that changed at $path is unknown and named", async ({ change, path }) => {
    answerState(change, []);
    const error = await failureOf(provider.getCheckout(orderId));
    expect(error.failure).toBe("unknown");
    expect(error.message).toContain(path);
  });

  test("a currency in which nothing is sold is unknown", async () => {
    answerState({ currency: "SEK" }, []);
    expect((await failureOf(provider.getCheckout(orderId))).failure).toBe("unknown");
  });

  test("an object that is not there is refused", async () => {
    answerCalls(server, { [`GET ${orders}/${orderId}`]: () => refuse(recorded.noSuchId) });
    expect((await failureOf(provider.getCheckout(orderId))).failure).toBe("refused");
  });

  test.each(["../payments", "..", "order_1/payments", "order_1?x=1", "order_1#", "order_%2e", ""])(
    "the reference '%s' leads nowhere",
    async (reference) => {
      const sent = answerCalls(server, {});
      expect((await failureOf(provider.getCheckout(reference))).failure).toBe("refused");
      expect(sent).toHaveLength(0);
    },
  );
});

describe("captureCheckout", () => {
  const authorized = {
    reference: orderId,
    purchaseId: request.purchaseId,
    status: "authorized",
    amount: { amountMinor: "49900", currency: "INR" },
    livemode: false,
    paymentReference: paymentId,
    url: null,
    lastFailure: null,
  } as const;
  const capture = `POST /v1/payments/${paymentId}/capture`;

  test("takes the amount that is held", async () => {
    const sent = answerCalls(server, { [capture]: recorded.capturedPayment });
    expect(await provider.captureCheckout(authorized)).toEqual({ ...authorized, status: "paid" });
    expect(sent[0]?.body).toEqual({ amount: 49900, currency: "INR" });
  });

  test("answers one that was taken before as it is", async () => {
    answerCalls(server, {
      [capture]: () => refuse(recorded.alreadyCaptured),
      [`GET ${orders}/${orderId}`]: { ...recorded.order, status: "paid" },
      [`GET ${orders}/${orderId}/payments`]: recorded.collection([recorded.capturedPayment]),
    });
    expect(await provider.captureCheckout(authorized)).toMatchObject({ status: "paid" });
  });

  test("what was let go meanwhile is refused", async () => {
    answerCalls(server, {
      [capture]: () => refuse(recorded.alreadyCaptured),
      [`GET ${orders}/${orderId}`]: { ...recorded.order, status: "attempted" },
      [`GET ${orders}/${orderId}/payments`]: recorded.collection([
        { ...recorded.authorizedPayment, status: "refunded" },
      ]),
    });
    expect((await failureOf(provider.captureCheckout(authorized))).failure).toBe("refused");
  });

  test("a lost answer is unknown, and nothing else is asked", async () => {
    const sent = answerCalls(server, { [capture]: () => refuse(recorded.serverFault, 502) });
    expect((await failureOf(provider.captureCheckout(authorized))).failure).toBe("unknown");
    expect(sent).toHaveLength(1);
  });

  test("without a payment there is nothing to take", async () => {
    const sent = answerCalls(server, {});
    const open = { ...authorized, status: "open", paymentReference: null } as const;
    expect((await failureOf(provider.captureCheckout(open))).failure).toBe("refused");
    expect(sent).toHaveLength(0);
  });
});

describe("expireCheckout", () => {
  test.each([
    { payments: [], status: "expired" },
    { payments: [recorded.failedPayment], status: "expired" },
    { payments: [recorded.authorizedPayment], status: "authorized" },
    { payments: [recorded.capturedPayment], status: "paid" },
  ])("with payments %#: $status", async ({ payments, status }) => {
    answerState({}, payments);
    expect(await provider.expireCheckout(orderId, "expire-1")).toMatchObject({ status });
  });
});
