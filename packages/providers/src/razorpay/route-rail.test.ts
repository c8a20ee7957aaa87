import { HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import * as recorded from "./recorded-answers.ts";
import { answerCalls, failureOf, refuse, testProvider } from "./test-rig.ts";

const server = setupServer();
const { payouts } = testProvider();
const account = recorded.linkedAccount.id;
const reference = `${account}:${recorded.product.id}`;
const transferId = recorded.heldTransfer.id;

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const payoutId = "pyt_01jd0000000000000000000000";
const payout = {
  idempotencyKey: "payout-pyt_01jd00000000000000000000",
  payoutId,
  accountReference: reference,
  amount: { amountMinor: "1000000", currency: "INR" },
} as const;
const listCall = "GET /v1/transfers";
const releaseCall = `PATCH /v1/transfers/${transferId}`;

describe("sendPayout", () => {
  test("makes a transfer on hold and then releases it", async () => {
    const sent = answerCalls(server, {
      [listCall]: recorded.collection([]),
      "POST /v1/transfers": recorded.heldTransfer,
      [releaseCall]: recorded.releasedTransfer,
    });
    expect(await payouts.sendPayout(payout)).toEqual({
      reference: transferId,
      payoutId,
      status: "paid",
      amount: payout.amount,
      reversedMinor: "0",
      failure: null,
    });
    expect(sent.map((call) => call.call)).toEqual([listCall, "POST /v1/transfers", releaseCall]);
    expect(sent[1]?.headers.get("x-transfer-idempotency")).toBe(payout.idempotencyKey);
    expect(sent[1]?.body).toEqual({
      account,
      amount: 1_000_000,
      currency: "INR",
      notes: { payout_id: payoutId },
      on_hold: true,
    });
    expect(sent[2]?.body).toEqual({ on_hold: false });
  });

  test("reads transfers only from a day before the payout was decided", async () => {
    const sent = answerCalls(server, { [listCall]: recorded.collection([recorded.releasedTransfer]) });
    await payouts.sendPayout(payout);
    expect(sent[0]?.query).toEqual({ count: "100", skip: "0", from: "1731859162" });
  });

  test("a retry releases the transfer that is there, also on a later page", async () => {
    const others = Array.from({ length: 100 }, (_, index) => ({
      ...recorded.releasedTransfer,
      id: `trf_${index}`,
      notes: { payout_id: `pyt_${index}` },
    }));
    const pages = [recorded.collection(others), recorded.collection([recorded.heldTransfer])];
    const sent = answerCalls(server, {
      [listCall]: () => pages.shift() ?? {},
      [releaseCall]: recorded.releasedTransfer,
    });
    expect(await payouts.sendPayout(payout)).toMatchObject({ reference: transferId, status: "paid" });
    expect(sent.map((call) => call.call)).toEqual([listCall, listCall, releaseCall]);
  });

  test("a retry after the release changes nothing", async () => {
    const sent = answerCalls(server, { [listCall]: recorded.collection([recorded.releasedTransfer]) });
    expect(await payouts.sendPayout(payout)).toMatchObject({ reference: transferId, status: "paid" });
    expect(sent).toHaveLength(1);
  });

  test("a transfer that failed is not released", async () => {
    const failed = {
      ...recorded.heldTransfer,
      status: "failed",
      error: { description: "Transfer failed due to insufficient balance" },
    };
    const sent = answerCalls(server, {
      [listCall]: recorded.collection([]),
      "POST /v1/transfers": failed,
    });
    expect(await payouts.sendPayout(payout)).toMatchObject({
      status: "failed",
      failure: "Transfer failed due to insufficient balance",
    });
    expect(sent).toHaveLength(2);
  });

  test.each([{ amount: 5 }, { recipient: "acc_other" }])(
    "the transfer of another request, %o, is never released",
    async (other) => {
      const sent = answerCalls(server, {
        [listCall]: recorded.collection([{ ...recorded.heldTransfer, ...other }]),
      });
      expect((await failureOf(payouts.sendPayout(payout))).failure).toBe("conflict");
      expect(sent).toHaveLength(1);
    },
  );

  test.each([
    { name: "making it", answers: { "POST /v1/transfers": () => HttpResponse.error() }, failure: "unknown" },
    {
      name: "releasing it",
      answers: { "POST /v1/transfers": recorded.heldTransfer, [releaseCall]: () => refuse({}, 504) },
      failure: "unknown",
    },
    {
      name: "a refusal",
      answers: { "POST /v1/transfers": () => refuse(recorded.noSuchId) },
      failure: "refused",
    },
  ])("$name: $failure", async ({ answers, failure }) => {
    answerCalls(server, { [listCall]: recorded.collection([]), ...answers });
    expect((await failureOf(payouts.sendPayout(payout))).failure).toBe(failure);
  });

  test("nothing is made where it cannot be told whether it was made", async () => {
    const sent = answerCalls(server, { [listCall]: () => refuse(recorded.serverFault, 500) });
    expect((await failureOf(payouts.sendPayout(payout))).failure).toBe("unknown");
    expect(sent).toHaveLength(1);
  });
});

describe("findPayout", () => {
  test("finds what was released", async () => {
    answerCalls(server, { [listCall]: recorded.collection([recorded.releasedTransfer]) });
    expect(await payouts.findPayout(payoutId)).toMatchObject({ reference: transferId, status: "paid" });
  });

  test.each([
    { name: "nothing was made", items: [] },
    { name: "it was never released, so that sending goes on with it", items: [recorded.heldTransfer] },
    { name: "only others were made", items: [{ ...recorded.releasedTransfer, notes: [] }] },
  ])("finds nothing where $name", async ({ items }) => {
    answerCalls(server, { [listCall]: recorded.collection(items) });
    expect(await payouts.findPayout(payoutId)).toBeUndefined();
  });
});

describe("getPayout", () => {
  test.each([
    { change: { status: "created", on_hold: false }, status: "sent" },
    { change: { status: "pending", on_hold: false }, status: "sent" },
    { change: { on_hold: true }, status: "sent" },
    { change: {}, status: "paid" },
    { change: { status: "partially_reversed", amount_reversed: 400 }, status: "paid", reversedMinor: "400" },
    {
      change: { status: "reversed", amount_reversed: 1000000 },
      status: "reversed",
      reversedMinor: "1000000",
    },
    { change: { status: "failed", error: null }, status: "failed" },
  ])("$change is $status", async ({ change, status, reversedMinor = "0" }) => {
    answerCalls(server, { [`GET /v1/transfers/${transferId}`]: { ...recorded.releasedTransfer, ...change } });
    expect(await payouts.getPayout(transferId)).toMatchObject({ status, reversedMinor });
  });

  test("a shape that changed is unknown", async () => {
    answerCalls(server, {
      [`GET /v1/transfers/${transferId}`]: { ...recorded.heldTransfer, on_hold: "yes" },
    });
    expect((await failureOf(payouts.getPayout(transferId))).failure).toBe("unknown");
  });
});

describe("reversePayout", () => {
  const reversals = `/v1/transfers/${transferId}/reversals`;
  const take = {
    idempotencyKey: "reversal-1",
    payoutReference: transferId,
    amount: { amountMinor: "40000", currency: "INR" },
  } as const;

  test("takes back a part", async () => {
    const sent = answerCalls(server, {
      [`GET ${reversals}`]: recorded.collection([]),
      [`POST ${reversals}`]: recorded.reversal,
    });
    expect(await payouts.reversePayout(take)).toEqual({
      reference: recorded.reversal.id,
      amount: take.amount,
    });
    expect(sent[1]?.body).toEqual({ amount: 40000, notes: { reversal_key: "reversal-1" } });
  });

  test("once: a retry finds the reversal that is there", async () => {
    const sent = answerCalls(server, { [`GET ${reversals}`]: recorded.collection([recorded.reversal]) });
    expect(await payouts.reversePayout(take)).toMatchObject({ reference: recorded.reversal.id });
    expect(sent).toHaveLength(1);
  });

  test("is refused where the creator's account holds too little", async () => {
    answerCalls(server, {
      [`GET ${reversals}`]: recorded.collection([]),
      [`POST ${reversals}`]: () => refuse(recorded.lowBalance),
    });
    expect((await failureOf(payouts.reversePayout(take))).failure).toBe("refused");
  });
});
