import { HttpResponse } from "msw";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { RefundRequest } from "../port.ts";
import { listOf, refund, refusal } from "./recorded-money.ts";
import { answerWith, failureOf, formOf, provider, server } from "./stripe-test-rig.ts";

const request: RefundRequest = {
  idempotencyKey: "op-refund-1",
  refundId: "rfd_1",
  purchaseId: "pur_01jd0000000000000000000000",
  paymentReference: "pi_3SVb2kLkdIwHu7ix0qYz1a2b",
  amount: { amountMinor: "1900", currency: "USD" },
};

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe("createRefund", () => {
  test("refunds this payment by this amount, under our own key", async () => {
    const requests = answerWith(() => refund);
    expect(await provider.createRefund(request)).toEqual({
      reference: "re_3SVb2kLkdIwHu7ix0aB1c2D3",
      refundId: "rfd_1",
      paymentReference: "pi_3SVb2kLkdIwHu7ix0qYz1a2b",
      amount: { amountMinor: "1900", currency: "USD" },
      status: "succeeded",
      failure: null,
      createdAt: new Date(1_795_100_000_000),
    });
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ method: "POST", path: "/v1/refunds", key: "op-refund-1" });
    expect(formOf(requests[0])).toEqual({
      payment_intent: "pi_3SVb2kLkdIwHu7ix0qYz1a2b",
      amount: "1900",
      "metadata[refund_id]": "rfd_1",
      "metadata[purchase_id]": "pur_01jd0000000000000000000000",
    });
  });

  test.each([
    { amount: { amountMinor: "2500", currency: "JPY" }, sent: "2500" },
    { amount: { amountMinor: "12340", currency: "KWD" }, sent: "12340" },
  ] as const)("sends $amount.amountMinor minor units of $amount.currency", async ({ amount, sent }) => {
    const currency = amount.currency.toLowerCase();
    const requests = answerWith(() => ({ ...refund, amount: Number(sent), currency }));
    expect((await provider.createRefund({ ...request, amount })).amount).toEqual(amount);
    expect(formOf(requests[0])).toMatchObject({ amount: sent });
  });

  test.each([
    { amountMinor: "12345", currency: "KWD" },
    { amountMinor: "0", currency: "USD" },
    { amountMinor: "-1", currency: "USD" },
  ] as const)("does not even ask for $amountMinor $currency", async (amount) => {
    const requests = answerWith(() => refund);
    expect((await failureOf(provider.createRefund({ ...request, amount }))).failure).toBe("refused");
    expect(requests).toHaveLength(0);
  });

  test.each(["charge_already_refunded", "charge_disputed"])("%s is refused by name", async (code) => {
    answerWith(() => HttpResponse.json(refusal(code), { status: 400 }));
    const error = await failureOf(provider.createRefund(request));
    expect(error.failure).toBe("refused");
    expect(error.message).toBe(`Stripe: 400 ${code}`);
  });
});

describe("getRefund", () => {
  test.each([
    { answer: { status: "pending" }, status: "pending", failure: null },
    { answer: { status: "requires_action" }, status: "pending", failure: null },
    { answer: { status: "succeeded" }, status: "succeeded", failure: null },
    {
      answer: { status: "failed", failure_reason: "expired_or_canceled_card" },
      status: "failed",
      failure: "expired_or_canceled_card",
    },
    { answer: { status: "canceled" }, status: "failed", failure: "canceled" },
  ])("$answer.status is $status", async ({ answer, status, failure }) => {
    const requests = answerWith(() => ({ ...refund, ...answer }));
    expect(await provider.getRefund(refund.id)).toMatchObject({ status, failure });
    expect(requests[0]?.path).toBe(`/v1/refunds/${refund.id}`);
  });

  test("made in the dashboard has no id of ours", async () => {
    answerWith(() => ({ ...refund, metadata: {} }));
    expect(await provider.getRefund(refund.id)).toMatchObject({ refundId: null });
  });

  test("of a payment that we did not make names the charge", async () => {
    answerWith(() => ({ ...refund, payment_intent: null }));
    expect(await provider.getRefund(refund.id)).toMatchObject({ paymentReference: refund.charge });
    answerWith(() => ({ ...refund, payment_intent: null, charge: null }));
    expect((await failureOf(provider.getRefund(refund.id))).failure).toBe("unknown");
  });

  test.each([
    { change: { status: "lost" }, path: "status" },
    { change: { amount: 19.5 }, path: "amount" },
    { change: { created: null }, path: "created" },
    { change: { object: "charge" }, path: "object" },
  ])("a shape that changed at $path is unknown and named", async ({ change, path }) => {
    answerWith(() => ({ ...refund, ...change }));
    const error = await failureOf(provider.getRefund(refund.id));
    expect(error.failure).toBe("unknown");
    expect(error.message).toContain(path);
  });

  test("in a currency in which nothing is sold is unknown", async () => {
    answerWith(() => ({ ...refund, currency: "sek" }));
    expect((await failureOf(provider.getRefund(refund.id))).failure).toBe("unknown");
  });
});

describe("listRefunds", () => {
  test("reads every page", async () => {
    const requests = answerWith(({ query }) =>
      query["starting_after"] === undefined
        ? listOf(
            [
              { ...refund, id: "re_3" },
              { ...refund, id: "re_2", metadata: null },
            ],
            true,
          )
        : listOf([{ ...refund, id: "re_1", amount: 100 }]),
    );
    const refunds = await provider.listRefunds("pi_1");
    expect(refunds.map(({ reference }) => reference)).toEqual(["re_3", "re_2", "re_1"]);
    expect(refunds.map(({ refundId }) => refundId)).toEqual(["rfd_1", null, "rfd_1"]);
    expect(requests.map(({ query }) => query)).toEqual([
      { payment_intent: "pi_1", limit: "100" },
      { payment_intent: "pi_1", limit: "100", starting_after: "re_2" },
    ]);
  });

  test("answers none as none", async () => {
    answerWith(() => listOf([]));
    expect(await provider.listRefunds("pi_1")).toEqual([]);
  });

  test("is not half a list when the second page fails", async () => {
    answerWith(({ query }) =>
      query["starting_after"] === undefined
        ? listOf([refund], true)
        : HttpResponse.json({ error: { type: "api_error" } }, { status: 500 }),
    );
    expect((await failureOf(provider.listRefunds("pi_1"))).failure).toBe("unknown");
  });
});
