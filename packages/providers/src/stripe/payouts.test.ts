import { HttpResponse } from "msw";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { PayoutRequest } from "../port.ts";
import { listOf, refusal, reversal, transfer } from "./recorded-money.ts";
import { answerWith, failureOf, formOf, provider, server } from "./stripe-test-rig.ts";

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const { payouts } = provider;
const request: PayoutRequest = {
  idempotencyKey: "payout-1",
  payoutId: "pay_1",
  accountReference: "acct_1SVa1jPq7RsTuVwX",
  amount: { amountMinor: "133000", currency: "USD" },
};

describe("sendPayout", () => {
  test("is one transfer from the balance, under our own key", async () => {
    const requests = answerWith(() => transfer);
    expect(await payouts.sendPayout(request)).toEqual({
      reference: transfer.id,
      payoutId: "pay_1",
      status: "paid",
      amount: { amountMinor: "133000", currency: "USD" },
      reversedMinor: "0",
      failure: null,
    });
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ method: "POST", path: "/v1/transfers", key: "payout-1" });
    expect(formOf(requests[0])).toEqual({
      amount: "133000",
      currency: "usd",
      destination: "acct_1SVa1jPq7RsTuVwX",
      transfer_group: "pay_1",
      "metadata[payout_id]": "pay_1",
    });
  });

  test("of more than one charge may be is sent", async () => {
    const requests = answerWith(() => ({ ...transfer, amount: 123_456_789 }));
    const amount = { amountMinor: "123456789", currency: "USD" } as const;
    expect(await payouts.sendPayout({ ...request, amount })).toMatchObject({ amount });
    expect(formOf(requests[0])).toMatchObject({ amount: "123456789" });
  });

  test.each([
    { amount: { amountMinor: "2500", currency: "JPY" }, sent: "2500" },
    { amount: { amountMinor: "12340", currency: "KWD" }, sent: "12340" },
  ] as const)("sends $amount.amountMinor minor units of $amount.currency", async ({ amount, sent }) => {
    const currency = amount.currency.toLowerCase();
    const requests = answerWith(() => ({ ...transfer, amount: Number(sent), currency }));
    expect(await payouts.sendPayout({ ...request, amount })).toMatchObject({ amount });
    expect(formOf(requests[0])).toMatchObject({ amount: sent, currency });
  });

  test.each([
    { amountMinor: "12345", currency: "KWD" },
    { amountMinor: "0", currency: "USD" },
    { amountMinor: "9007199254740993", currency: "USD" },
  ] as const)("does not even ask for $amountMinor $currency", async (amount) => {
    const requests = answerWith(() => transfer);
    expect((await failureOf(payouts.sendPayout({ ...request, amount }))).failure).toBe("refused");
    expect(requests).toHaveLength(0);
  });

  test.each(["balance_insufficient", "insufficient_capabilities_for_transfer"])(
    "%s is refused by name",
    async (code) => {
      answerWith(() => HttpResponse.json(refusal(code), { status: 400 }));
      const error = await failureOf(payouts.sendPayout(request));
      expect(error.failure).toBe("refused");
      expect(error.message).toBe(`Stripe: 400 ${code}`);
    },
  );
});

describe("getPayout", () => {
  test.each([
    { change: {}, status: "paid", reversedMinor: "0" },
    { change: { amount_reversed: 3_000 }, status: "paid", reversedMinor: "3000" },
    { change: { amount_reversed: 133_000, reversed: true }, status: "reversed", reversedMinor: "133000" },
  ])("with $reversedMinor taken back is $status", async ({ change, status, reversedMinor }) => {
    const requests = answerWith(() => ({ ...transfer, ...change }));
    expect(await payouts.getPayout(transfer.id)).toMatchObject({ status, reversedMinor });
    expect(requests[0]?.path).toBe(`/v1/transfers/${transfer.id}`);
  });

  test("made in the dashboard has no id of ours", async () => {
    answerWith(() => ({ ...transfer, metadata: {} }));
    expect(await payouts.getPayout(transfer.id)).toMatchObject({ payoutId: null });
  });

  test.each([
    { change: { reversed: null }, path: "reversed" },
    { change: { amount_reversed: -1 }, path: "amount_reversed" },
    { change: { object: "payout" }, path: "object" },
  ])("a shape that changed at $path is unknown and named", async ({ change, path }) => {
    answerWith(() => ({ ...transfer, ...change }));
    const error = await failureOf(payouts.getPayout(transfer.id));
    expect(error.failure).toBe("unknown");
    expect(error.message).toContain(path);
  });
});

describe("findPayout", () => {
  test("finds what was made for our id", async () => {
    const requests = answerWith(() => listOf([{ ...transfer, id: "tr_by_hand", metadata: {} }, transfer]));
    expect(await payouts.findPayout("pay_1")).toMatchObject({ reference: transfer.id, status: "paid" });
    expect(requests[0]).toMatchObject({
      path: "/v1/transfers",
      query: { transfer_group: "pay_1", limit: "100" },
    });
  });

  test("finds nothing where nothing was made", async () => {
    answerWith(() => listOf([]));
    expect(await payouts.findPayout("pay_1")).toBeUndefined();
  });

  test("does not take no answer for nothing", async () => {
    answerWith(() => HttpResponse.json({ error: { type: "api_error" } }, { status: 500 }));
    expect((await failureOf(payouts.findPayout("pay_1"))).failure).toBe("unknown");
    answerWith(() => ({ object: "list" }));
    expect((await failureOf(payouts.findPayout("pay_1"))).failure).toBe("unknown");
  });
});

describe("reversePayout", () => {
  const take = {
    idempotencyKey: "reversal-1",
    payoutReference: transfer.id,
    amount: { amountMinor: "3000", currency: "USD" },
  } as const;

  test("takes back a part, under our own key", async () => {
    const requests = answerWith(() => reversal);
    expect(await payouts.reversePayout(take)).toEqual({
      reference: reversal.id,
      amount: { amountMinor: "3000", currency: "USD" },
    });
    expect(requests[0]).toMatchObject({
      method: "POST",
      path: `/v1/transfers/${transfer.id}/reversals`,
      key: "reversal-1",
    });
    expect(formOf(requests[0])).toEqual({ amount: "3000" });
  });

  test("is refused where the creator's account holds too little", async () => {
    answerWith(() => HttpResponse.json(refusal("balance_insufficient"), { status: 400 }));
    expect((await failureOf(payouts.reversePayout(take))).failure).toBe("refused");
  });

  test("a shape that changed is unknown", async () => {
    answerWith(() => ({ ...reversal, object: "refund" }));
    expect((await failureOf(payouts.reversePayout(take))).failure).toBe("unknown");
  });
});
