import { createServer, type Server, type ServerResponse } from "node:http";
import { inspect } from "node:util";
import { delay, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { ProviderFailure } from "../port.ts";
import { createRazorpayProvider } from "./razorpay-provider.ts";
import * as recorded from "./recorded-answers.ts";
import { answerCalls, failureOf, refuse, testProvider } from "./test-rig.ts";

const provider = testProvider();
const refundCall = `POST /v1/payments/${recorded.capturedPayment.id}/refund`;
const askRefund = () =>
  provider.createRefund({
    idempotencyKey: "refund-ref_1",
    refundId: "ref_1",
    purchaseId: "pur_1",
    paymentReference: recorded.capturedPayment.id,
    amount: { amountMinor: "20000", currency: "INR" },
  });

describe("what a failed call means", () => {
  const server = setupServer();
  beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());

  const cases: { name: string; answer: () => Response; failure: ProviderFailure; read?: ProviderFailure }[] =
    [
      { name: "500", answer: () => refuse(recorded.serverFault, 500), failure: "unknown" },
      {
        name: "503 from a proxy",
        answer: () => HttpResponse.html("<h1>503</h1>", { status: 503 }),
        failure: "unknown",
      },
      { name: "a broken connection", answer: () => HttpResponse.error(), failure: "unknown" },
      { name: "half a JSON", answer: () => HttpResponse.text('{"id":"rfnd_'), failure: "unknown" },
      { name: "JSON null", answer: () => HttpResponse.text("null"), failure: "unknown" },
      { name: "a list", answer: () => HttpResponse.json(recorded.collection([])), failure: "unknown" },
      {
        name: "another address",
        answer: () => new HttpResponse(null, { status: 302, headers: { location: "http://127.0.0.1:9/" } }),
        failure: "unknown",
      },
      { name: "the key in use", answer: () => refuse(recorded.keyInUse, 409), failure: "unknown" },
      {
        name: "the key used for something else",
        answer: () => refuse(recorded.differentRequest),
        failure: "conflict",
      },
      {
        name: "an amount below the minimum",
        answer: () => refuse(recorded.amountTooSmall),
        failure: "refused",
      },
      {
        name: "a refusal without a body",
        answer: () => new HttpResponse(null, { status: 400 }),
        failure: "refused",
      },
      {
        name: "a wrong API key",
        answer: () => refuse(recorded.invalidKey, 401),
        failure: "refused",
        read: "unknown",
      },
      { name: "429", answer: () => refuse(recorded.tooMany, 429), failure: "rate_limited" },
    ];

  test.each(cases)("write: $name is $failure", async ({ answer, failure }) => {
    const sent = answerCalls(server, { [refundCall]: answer });
    expect((await failureOf(askRefund())).failure).toBe(failure);
    expect(sent).toHaveLength(1);
  });

  test.each(cases)("read: $name", async ({ answer, failure, read }) => {
    answerCalls(server, { [`GET /v1/refunds/${recorded.refund.id}`]: answer });
    const error = await failureOf(provider.getRefund(recorded.refund.id));
    expect(error.failure).toBe(read ?? failure);
  });

  test("no answer in time is unknown, and is not waited for", async () => {
    const late = async () => {
      await delay(3_000);
      return HttpResponse.json(recorded.refund);
    };
    answerCalls(server, { [refundCall]: late });
    const startedAt = performance.now();
    expect((await failureOf(askRefund())).failure).toBe("unknown");
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });

  test("429 says how long to wait, or leaves it open", async () => {
    const headers = { "retry-after": "7" };
    answerCalls(server, {
      [refundCall]: () => HttpResponse.json(recorded.tooMany, { status: 429, headers }),
    });
    expect(await failureOf(askRefund())).toMatchObject({ failure: "rate_limited", retryAfterMs: 7_000 });
    answerCalls(server, { [refundCall]: () => refuse(recorded.tooMany, 429) });
    expect(await failureOf(askRefund())).toMatchObject({ retryAfterMs: null });
  });

  test("neither the message nor what is logged with it names a person or a key", async () => {
    answerCalls(server, { [refundCall]: () => refuse(recorded.invalidEmail) });
    const error = await failureOf(askRefund());
    expect(error.message).toBe("Razorpay: 400 BAD_REQUEST_ERROR input_validation_failed email");
    const logged = `${inspect(error, { depth: 10 })} ${JSON.stringify(error.cause)}`;
    expect(logged).not.toContain("buyer@example.com");
    expect(logged).not.toContain("secret-of-the-key");
  });
});

describe("a server that stalls", () => {
  let stalled: Server | undefined;
  afterEach(() => {
    stalled?.close();
    stalled?.closeAllConnections();
  });

  const stalls: { name: string; answer: (response: ServerResponse) => void }[] = [
    { name: "never begins", answer: () => undefined },
    { name: "begins and never ends", answer: (response) => response.write('{"id":') },
    {
      name: "comes one byte at a time",
      answer: (response) => {
        const drip = setInterval(() => response.write(" "), 50);
        response.on("close", () => clearInterval(drip));
      },
    },
  ];

  test.each(stalls)("an answer that $name is given up at the deadline", async ({ answer }) => {
    const timeoutMs = 300;
    const started = createServer((_, response) => answer(response));
    stalled = started;
    await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
    const address = started.address();
    if (address === null || typeof address === "string") throw new Error("the server listens on no port");
    const impatient = createRazorpayProvider({
      keyId: "rzp_test_1",
      keySecret: "s",
      webhookSecrets: ["w"],
      endpoint: { host: "127.0.0.1", port: address.port, protocol: "http" },
      timeoutMs,
    });
    const startedAt = performance.now();
    await expect(impatient.getRefund("rfnd_1")).rejects.toMatchObject({ failure: "unknown" });
    const tookMs = performance.now() - startedAt;
    expect(tookMs).toBeGreaterThanOrEqual(timeoutMs - 20);
    expect(tookMs).toBeLessThan(timeoutMs + 2_000);
  });
});

test("the mode follows from the key", () => {
  const modeOf = (keyId: string) =>
    createRazorpayProvider({ keyId, keySecret: "s", webhookSecrets: ["w"] }).livemode;
  expect(modeOf("rzp_test_1")).toBe(false);
  expect(modeOf("rzp_live_1")).toBe(true);
});

test("without a webhook secret there is no provider", () => {
  expect(() => createRazorpayProvider({ keyId: "rzp_test_1", keySecret: "s", webhookSecrets: [] })).toThrow(
    /webhook secret/,
  );
});
