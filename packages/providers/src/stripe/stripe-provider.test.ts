import { delay, HttpResponse, http } from "msw";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { CheckoutRequest, ProviderFailure } from "../port.ts";
import * as recorded from "./recorded-answers.ts";
import { createStripeProvider } from "./stripe-provider.ts";
import { failureOf, origin, provider, server } from "./stripe-test-rig.ts";

const api = `${origin}/v1/checkout/sessions`;

const request: CheckoutRequest = {
  idempotencyKey: "op-1",
  purchaseId: "pur_01jd0000000000000000000000",
  title: "Donchian breakout",
  price: { amountMinor: "1900", currency: "USD" },
  buyerEmail: "buyer@example.com",
  successUrl: "https://market.example/purchases/pur_01jd0000000000000000000000",
  cancelUrl: "https://market.example/listings/lst_1",
  expiresAt: new Date(1_795_003_600_999),
  handOverUrl: "https://market.example/pay/pur_01jd0000000000000000000000",
};

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

/** Every form body and key that was posted. */
function recordPosts(answer: () => Response): { body: string; key: string | null }[] {
  const posts: { body: string; key: string | null }[] = [];
  server.use(
    http.post(api, async ({ request: sent }) => {
      posts.push({ body: await sent.text(), key: sent.headers.get("idempotency-key") });
      return answer();
    }),
  );
  return posts;
}

describe("createCheckout", () => {
  test("asks for exactly this purchase, under our own key", async () => {
    const posts = recordPosts(() => HttpResponse.json(recorded.openSession));
    const checkout = await provider.createCheckout(request);
    expect(checkout).toEqual({ reference: recorded.openSession.id, url: recorded.openSession.url });
    expect(posts[0]?.key).toBe("op-1");
    expect(Object.fromEntries(new URLSearchParams(posts[0]?.body))).toEqual({
      mode: "payment",
      submit_type: "pay",
      client_reference_id: request.purchaseId,
      "metadata[purchase_id]": request.purchaseId,
      customer_email: "buyer@example.com",
      success_url: request.successUrl,
      cancel_url: request.cancelUrl,
      expires_at: "1795003600",
      "adaptive_pricing[enabled]": "false",
      "payment_intent_data[metadata][purchase_id]": request.purchaseId,
      "payment_intent_data[transfer_group]": request.purchaseId,
      "line_items[0][quantity]": "1",
      "line_items[0][price_data][currency]": "usd",
      "line_items[0][price_data][unit_amount]": "1900",
      "line_items[0][price_data][product_data][name]": "Donchian breakout",
    });
  });

  test("sends the same bytes again, or a retry would be another request", async () => {
    const posts = recordPosts(() => HttpResponse.json(recorded.openSession));
    await provider.createCheckout(request);
    await provider.createCheckout({ ...request });
    expect(posts).toHaveLength(2);
    expect(posts[1]).toEqual(posts[0]);
  });

  test.each([
    { price: { amountMinor: "2500", currency: "JPY" }, sent: "2500" },
    { price: { amountMinor: "12340", currency: "KWD" }, sent: "12340" },
    { price: { amountMinor: "49900", currency: "INR" }, sent: "49900" },
  ] as const)("charges $price.amountMinor minor units of $price.currency", async ({ price, sent }) => {
    const posts = recordPosts(() => HttpResponse.json(recorded.openSession));
    await provider.createCheckout({ ...request, price });
    const body = new URLSearchParams(posts[0]?.body);
    expect(body.get("line_items[0][price_data][unit_amount]")).toBe(sent);
    expect(body.get("line_items[0][price_data][currency]")).toBe(price.currency.toLowerCase());
  });

  test.each([
    { amountMinor: "12345", currency: "KWD" },
    { amountMinor: "0", currency: "USD" },
    { amountMinor: "-100", currency: "USD" },
    { amountMinor: "100000000", currency: "USD" },
  ] as const)("does not even ask for $amountMinor $currency", async (price) => {
    const posts = recordPosts(() => HttpResponse.json(recorded.openSession));
    const error = await failureOf(provider.createCheckout({ ...request, price }));
    expect(error.failure).toBe("refused");
    expect(posts).toHaveLength(0);
  });
});

describe("what a failed call means", () => {
  const cases: { name: string; answer: () => Response | Promise<Response>; failure: ProviderFailure }[] = [
    {
      name: "500",
      answer: () => HttpResponse.json(recorded.serverFault, { status: 500 }),
      failure: "unknown",
    },
    {
      name: "503 from a proxy",
      answer: () => HttpResponse.html("<h1>503</h1>", { status: 503 }),
      failure: "unknown",
    },
    { name: "a broken connection", answer: () => HttpResponse.error(), failure: "unknown" },
    { name: "half a JSON", answer: () => HttpResponse.text('{"id":"cs_te'), failure: "unknown" },
    { name: "JSON null", answer: () => HttpResponse.text("null"), failure: "unknown" },
    { name: "a list", answer: () => HttpResponse.json({ object: "list", data: [] }), failure: "unknown" },
    {
      name: "a session without a page",
      answer: () => HttpResponse.json({ ...recorded.openSession, url: null }),
      failure: "unknown",
    },
    {
      name: "the key in use",
      answer: () => HttpResponse.json(recorded.keyInUse, { status: 409 }),
      failure: "unknown",
    },
    {
      name: "the key used for something else",
      answer: () => HttpResponse.json(recorded.idempotencyMismatch, { status: 400 }),
      failure: "conflict",
    },
    {
      name: "an amount below the minimum",
      answer: () => HttpResponse.json(recorded.amountTooSmall, { status: 400 }),
      failure: "refused",
    },
    {
      name: "a wrong API key",
      answer: () => HttpResponse.json(recorded.invalidKey, { status: 401 }),
      failure: "refused",
    },
  ];

  test.each(cases)("create: $name is $failure", async ({ answer, failure }) => {
    server.use(http.post(api, answer));
    expect((await failureOf(provider.createCheckout(request))).failure).toBe(failure);
  });

  test("no answer in time is unknown, and is not waited for", async () => {
    server.use(
      http.post(api, async () => {
        await delay(3_000);
        return HttpResponse.json(recorded.openSession);
      }),
    );
    const startedAt = performance.now();
    const error = await failureOf(provider.createCheckout(request));
    expect(error.failure).toBe("unknown");
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test("a failed call is sent once: only the outbox repeats", async () => {
    const posts = recordPosts(() => HttpResponse.json(recorded.serverFault, { status: 500 }));
    await failureOf(provider.createCheckout(request));
    expect(posts).toHaveLength(1);
  });

  test("429 says how long to wait", async () => {
    server.use(
      http.post(api, () =>
        HttpResponse.json(recorded.rateLimited, { status: 429, headers: { "retry-after": "7" } }),
      ),
    );
    const error = await failureOf(provider.createCheckout(request));
    expect(error).toMatchObject({ failure: "rate_limited", retryAfterMs: 7_000 });
  });

  test("429 without a time leaves it open", async () => {
    server.use(http.post(api, () => HttpResponse.json(recorded.rateLimited, { status: 429 })));
    expect(await failureOf(provider.createCheckout(request))).toMatchObject({ retryAfterMs: null });
  });

  test("the message names the request and no person", async () => {
    const body = {
      error: {
        message: "Invalid email address: buyer@example.com",
        param: "customer_email",
        type: "invalid_request_error",
      },
    };
    server.use(
      http.post(api, () => HttpResponse.json(body, { status: 400, headers: { "request-id": "req_9" } })),
    );
    const error = await failureOf(provider.createCheckout(request));
    expect(error.message).toBe("Stripe: 400 invalid_request_error customer_email, request req_9");
  });
});

test("the mode follows from the key", () => {
  const modeOf = (secretKey: string) =>
    createStripeProvider({ secretKey, webhookSecrets: ["whsec_1"] }).livemode;
  expect(modeOf("sk_test_1")).toBe(false);
  expect(modeOf("sk_live_1")).toBe(true);
  expect(modeOf("rk_live_1")).toBe(true);
});

test("without a webhook secret there is no provider", () => {
  expect(() => createStripeProvider({ secretKey: "sk_test_1", webhookSecrets: [] })).toThrow(
    /webhook secret/,
  );
});
