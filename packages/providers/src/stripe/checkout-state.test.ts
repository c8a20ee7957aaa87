import { HttpResponse, http } from "msw";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import * as recorded from "./recorded-answers.ts";
import { failureOf, origin, provider, server } from "./stripe-test-rig.ts";

const api = `${origin}/v1/checkout/sessions`;

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe("getCheckout", () => {
  const answerWith = (body: object, status = 200) =>
    server.use(http.get(`${api}/:id`, () => HttpResponse.json(body, { status })));

  test("asks for the payment with the session", async () => {
    let search = "";
    server.use(
      http.get(`${api}/:id`, ({ request: sent }) => {
        search = new URL(sent.url).searchParams.toString();
        return HttpResponse.json(recorded.openSession);
      }),
    );
    await provider.getCheckout(recorded.openSession.id);
    expect(decodeURIComponent(search)).toBe("expand[0]=payment_intent");
  });

  test("open", async () => {
    answerWith(recorded.openSession);
    expect(await provider.getCheckout(recorded.openSession.id)).toEqual({
      reference: recorded.openSession.id,
      purchaseId: "pur_01jd0000000000000000000000",
      status: "open",
      amount: { amountMinor: "1900", currency: "USD" },
      livemode: false,
      paymentReference: null,
      url: recorded.openSession.url,
      lastFailure: null,
    });
  });

  test("paid: what was received counts, not what was asked for", async () => {
    answerWith({
      ...recorded.paidSession,
      payment_intent: { ...recorded.succeededIntent, amount_received: 1800 },
    });
    expect(await provider.getCheckout("cs_test_1")).toMatchObject({
      status: "paid",
      amount: { amountMinor: "1800", currency: "USD" },
      paymentReference: recorded.succeededIntent.id,
      url: null,
    });
  });

  test("open after a decline tells why", async () => {
    answerWith({ ...recorded.openSession, payment_intent: recorded.declinedIntent });
    expect(await provider.getCheckout("cs_test_1")).toMatchObject({
      status: "open",
      lastFailure: "Your card has insufficient funds.",
      paymentReference: recorded.declinedIntent.id,
    });
  });

  test.each([
    { intent: "processing", status: "processing" },
    { intent: "requires_payment_method", status: "failed" },
    { intent: "canceled", status: "failed" },
  ])("complete but unpaid with a payment that is $intent: $status", async ({ intent, status }) => {
    const payment_intent = { ...recorded.succeededIntent, amount_received: 0, status: intent };
    answerWith({ ...recorded.paidSession, payment_status: "unpaid", payment_intent });
    expect(await provider.getCheckout("cs_test_1")).toMatchObject({
      status,
      amount: { amountMinor: "1900" },
    });
  });

  test("expired", async () => {
    answerWith({ ...recorded.openSession, status: "expired", url: null });
    expect(await provider.getCheckout("cs_test_1")).toMatchObject({ status: "expired" });
  });

  test("another mode, another owner and no owner are passed on, for the caller to refuse", async () => {
    answerWith({ ...recorded.paidSession, livemode: true, client_reference_id: "pur_other" });
    expect(await provider.getCheckout("cs_1")).toMatchObject({ livemode: true, purchaseId: "pur_other" });
    answerWith({ ...recorded.paidSession, client_reference_id: null, metadata: {} });
    expect(await provider.getCheckout("cs_1")).toMatchObject({ purchaseId: null });
    answerWith({ ...recorded.paidSession, client_reference_id: null });
    expect(await provider.getCheckout("cs_1")).toMatchObject({
      purchaseId: "pur_01jd0000000000000000000000",
    });
  });

  test.each([
    { change: { amount_total: 19.5 }, path: "amount_total" },
    { change: { amount_total: null }, path: "amount_total" },
    { change: { status: "paused" }, path: "status" },
    { change: { livemode: "no" }, path: "livemode" },
  ])("a shape that changed at $path is unknown and named", async ({ change, path }) => {
    answerWith({ ...recorded.openSession, ...change });
    const error = await failureOf(provider.getCheckout("cs_test_1"));
    expect(error.failure).toBe("unknown");
    expect(error.message).toContain(path);
  });

  test("a currency in which nothing is sold is unknown", async () => {
    answerWith({ ...recorded.openSession, currency: "sek" });
    expect((await failureOf(provider.getCheckout("cs_test_1"))).failure).toBe("unknown");
  });

  test("an object that is not there is refused", async () => {
    answerWith(recorded.noSuchSession, 404);
    expect((await failureOf(provider.getCheckout("cs_test_gone"))).failure).toBe("refused");
  });

  test("not being let in says nothing about the payment", async () => {
    answerWith(recorded.invalidKey, 401);
    expect((await failureOf(provider.getCheckout("cs_test_1"))).failure).toBe("unknown");
  });

  test("a reference cannot lead to another address", async () => {
    const paths: string[] = [];
    server.use(
      http.get("http://127.0.0.1:12111/*", ({ request: sent }) => {
        paths.push(new URL(sent.url).pathname);
        return HttpResponse.json(recorded.noSuchSession, { status: 404 });
      }),
    );
    await failureOf(provider.getCheckout("../../v1/balance?x=1"));
    for (const path of paths) expect(path).toMatch(/^\/v1\/checkout\/sessions\//);
  });
});

describe("captureCheckout", () => {
  test("has nothing to take: it answers the present state", async () => {
    let answer: object = recorded.openSession;
    server.use(http.get(`${api}/:id`, () => HttpResponse.json(answer)));
    const state = await provider.getCheckout("cs_test_1");
    answer = recorded.paidSession;
    expect(await provider.captureCheckout(state)).toMatchObject({
      reference: state.reference,
      status: "paid",
    });
  });
});

describe("expireCheckout", () => {
  test("closes an open one under our key", async () => {
    let key: string | null = null;
    server.use(
      http.post(`${api}/:id/expire`, ({ request: sent }) => {
        key = sent.headers.get("idempotency-key");
        return HttpResponse.json({ ...recorded.openSession, status: "expired", url: null });
      }),
    );
    expect(await provider.expireCheckout("cs_test_1", "op-2")).toMatchObject({ status: "expired" });
    expect(key).toBe("op-2");
  });

  test("answers one that was paid meanwhile as it is", async () => {
    server.use(
      http.post(`${api}/:id/expire`, () => HttpResponse.json(recorded.notOpen, { status: 400 })),
      http.get(`${api}/:id`, () => HttpResponse.json(recorded.paidSession)),
    );
    expect(await provider.expireCheckout("cs_test_1", "op-2")).toMatchObject({ status: "paid" });
  });

  test("a fault is unknown", async () => {
    server.use(
      http.post(`${api}/:id/expire`, () => HttpResponse.json(recorded.serverFault, { status: 502 })),
    );
    expect((await failureOf(provider.expireCheckout("cs_test_1", "op-2"))).failure).toBe("unknown");
  });
});
