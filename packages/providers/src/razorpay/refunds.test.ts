import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import * as recorded from "./recorded-answers.ts";
import { answerCalls, failureOf, testProvider } from "./test-rig.ts";

const server = setupServer();
const provider = testProvider();
const payment = recorded.capturedPayment.id;
const request = {
  idempotencyKey: "refund-ref_01jd0000000000000000",
  refundId: "ref_01jd0000000000000000000000",
  purchaseId: "pur_01jd0000000000000000000000",
  paymentReference: payment,
  amount: { amountMinor: "20000", currency: "INR" },
} as const;

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

test("refunds a part, under our own key, with our own id", async () => {
  const sent = answerCalls(server, { [`POST /v1/payments/${payment}/refund`]: recorded.refund });
  expect(await provider.createRefund(request)).toEqual({
    reference: recorded.refund.id,
    refundId: request.refundId,
    paymentReference: payment,
    amount: request.amount,
    status: "succeeded",
    failure: null,
    createdAt: new Date(1_795_100_000_000),
  });
  expect(sent[0]?.headers.get("x-refund-idempotency")).toBe(request.idempotencyKey);
  expect(sent[0]?.body).toEqual({
    amount: 20000,
    speed: "normal",
    notes: { refund_id: request.refundId, purchase_id: request.purchaseId },
  });
});

test.each(["short", `refund-${"x".repeat(60)}`, "refund:1 2 3 4 5"])(
  "the key '%s', which Razorpay would not take, is sent as a digest that is always the same",
  async (idempotencyKey) => {
    const sent = answerCalls(server, { [`POST /v1/payments/${payment}/refund`]: recorded.refund });
    await provider.createRefund({ ...request, idempotencyKey });
    await provider.createRefund({ ...request, idempotencyKey });
    const [first, second] = sent.map((call) => call.headers.get("x-refund-idempotency"));
    expect(first).toMatch(/^[0-9a-f]{36}$/);
    expect(second).toBe(first);
  },
);

test.each([
  { answered: "created", status: "pending" },
  { answered: "pending", status: "pending" },
  { answered: "processed", status: "succeeded" },
  { answered: "failed", status: "failed" },
])("$answered is $status", async ({ answered, status }) => {
  answerCalls(server, {
    [`GET /v1/refunds/${recorded.refund.id}`]: { ...recorded.refund, status: answered },
  });
  expect(await provider.getRefund(recorded.refund.id)).toMatchObject({ status });
});

test("another status is unknown", async () => {
  answerCalls(server, { [`GET /v1/refunds/${recorded.refund.id}`]: { ...recorded.refund, status: "lost" } });
  expect((await failureOf(provider.getRefund(recorded.refund.id))).failure).toBe("unknown");
});

test("lists every refund of a payment, those from the dashboard too, page by page", async () => {
  const many = Array.from({ length: 130 }, (_, index) => ({
    ...recorded.refund,
    id: `rfnd_${index}`,
    notes: [],
  }));
  const pages = [recorded.collection(many.slice(0, 100)), recorded.collection(many.slice(100))];
  const sent = answerCalls(server, { [`GET /v1/payments/${payment}/refunds`]: () => pages.shift() ?? {} });
  const refunds = await provider.listRefunds(payment);
  expect(refunds.map((refund) => refund.reference)).toEqual(many.map((refund) => refund.id));
  expect(refunds[0]?.refundId).toBeNull();
  expect(sent.map((call) => call.query)).toEqual([
    { count: "100", skip: "0" },
    { count: "100", skip: "100" },
  ]);
});
