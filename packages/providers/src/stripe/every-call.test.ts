import { delay, HttpResponse } from "msw";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ProviderFailure } from "../port.ts";
import { idempotencyMismatch, invalidKey, keyInUse, rateLimited, serverFault } from "./recorded-answers.ts";
import { refusal } from "./recorded-money.ts";
import { answerWith, collect, failureOf, provider, server } from "./stripe-test-rig.ts";

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const { payouts } = provider;
const amount = { amountMinor: "1900", currency: "USD" } as const;
const idempotencyKey = "op-1";
const day = { from: new Date("2026-11-18"), to: new Date("2026-11-19") };

interface Call {
  name: string;
  kind: "read" | "write";
  send: () => Promise<unknown>;
}

const calls: Call[] = [
  {
    name: "createRefund",
    kind: "write",
    send: () =>
      provider.createRefund({
        idempotencyKey,
        refundId: "rfd_1",
        purchaseId: "pur_1",
        paymentReference: "pi_1",
        amount,
      }),
  },
  { name: "getRefund", kind: "read", send: () => provider.getRefund("re_1") },
  { name: "listRefunds", kind: "read", send: () => provider.listRefunds("pi_1") },
  { name: "getDispute", kind: "read", send: () => provider.getDispute("du_1") },
  {
    name: "submitEvidence",
    kind: "write",
    send: () =>
      provider.submitEvidence({
        idempotencyKey,
        reference: "du_1",
        amount,
        summary: "bought",
        activityLog: "downloaded",
        productDescription: "a strategy",
        buyerEmail: "buyer@example.com",
        purchasedOn: day.from,
      }),
  },
  { name: "listMovements", kind: "read", send: () => collect(provider.listMovements(day)) },
  {
    name: "createAccount",
    kind: "write",
    send: () =>
      payouts.createAccount({
        idempotencyKey,
        accountId: "pac_1",
        email: "creator@example.com",
        displayName: "Quiet Quant",
        country: "US",
        details: null,
      }),
  },
  { name: "getAccount", kind: "read", send: () => payouts.getAccount("acct_1") },
  {
    name: "onboardingLink",
    kind: "write",
    send: () =>
      payouts.onboardingLink({
        reference: "acct_1",
        returnUrl: "https://market.example/creator",
        refreshUrl: "https://market.example/creator",
      }),
  },
  {
    name: "sendPayout",
    kind: "write",
    send: () => payouts.sendPayout({ idempotencyKey, payoutId: "pay_1", accountReference: "acct_1", amount }),
  },
  { name: "getPayout", kind: "read", send: () => payouts.getPayout("tr_1") },
  { name: "findPayout", kind: "read", send: () => payouts.findPayout("pay_1") },
  {
    name: "reversePayout",
    kind: "write",
    send: () => payouts.reversePayout({ idempotencyKey, payoutReference: "tr_1", amount }),
  },
];

const answers: { name: string; answer: () => Response; failure: (call: Call) => ProviderFailure }[] = [
  {
    name: "500",
    answer: () => HttpResponse.json(serverFault, { status: 500 }),
    failure: () => "unknown",
  },
  {
    name: "503 from a proxy",
    answer: () => HttpResponse.html("<h1>503</h1>", { status: 503 }),
    failure: () => "unknown",
  },
  { name: "a broken connection", answer: () => HttpResponse.error(), failure: () => "unknown" },
  { name: "half a JSON", answer: () => HttpResponse.text('{"id":"re_'), failure: () => "unknown" },
  { name: "JSON null", answer: () => HttpResponse.text("null"), failure: () => "unknown" },
  { name: "another object", answer: () => HttpResponse.json({ id: "x" }), failure: () => "unknown" },
  {
    name: "the key in use",
    answer: () => HttpResponse.json(keyInUse, { status: 409 }),
    failure: () => "unknown",
  },
  {
    name: "the key used for something else",
    answer: () => HttpResponse.json(idempotencyMismatch, { status: 400 }),
    failure: () => "conflict",
  },
  {
    name: "no such object",
    answer: () => HttpResponse.json(refusal("resource_missing", "id"), { status: 404 }),
    failure: () => "refused",
  },
  {
    name: "a wrong API key",
    answer: () => HttpResponse.json(invalidKey, { status: 401 }),
    failure: ({ kind }) => (kind === "write" ? "refused" : "unknown"),
  },
];

describe.each(calls)("$name", (call) => {
  test.each(answers)("$name", async ({ answer, failure }) => {
    const requests = answerWith(answer);
    const error = await failureOf(call.send());
    expect(error.failure).toBe(failure(call));
    expect(requests).toHaveLength(1);
  });

  test("429 says how long to wait", async () => {
    answerWith(() => HttpResponse.json(rateLimited, { status: 429, headers: { "retry-after": "7" } }));
    expect(await failureOf(call.send())).toMatchObject({ failure: "rate_limited", retryAfterMs: 7_000 });
  });

  test("no answer in time is unknown, and is not waited for", async () => {
    answerWith(async () => {
      await delay(3_000);
      return HttpResponse.json({});
    });
    const startedAt = performance.now();
    expect((await failureOf(call.send())).failure).toBe("unknown");
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test("names no person in its failure", async () => {
    answerWith(() => HttpResponse.json(refusal("parameter_invalid", "amount"), { status: 400 }));
    expect((await failureOf(call.send())).message).toBe("Stripe: 400 parameter_invalid amount");
  });
});
