import { HttpResponse } from "msw";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { EvidenceRequest } from "../port.ts";
import { dispute, refusal, reinstatement } from "./recorded-money.ts";
import { answerWith, failureOf, formOf, provider, server } from "./stripe-test-rig.ts";

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const [withdrawal] = dispute.balance_transactions;

describe("getDispute", () => {
  test("says what it is about and what was taken", async () => {
    const requests = answerWith(() => dispute);
    expect(await provider.getDispute(dispute.id)).toEqual({
      reference: "du_1SVd4mLkdIwHu7ixM1n2O3p4",
      paymentReference: "pi_3SVb2kLkdIwHu7ix0qYz1a2b",
      amount: { amountMinor: "1900", currency: "USD" },
      reason: "fraudulent",
      status: "open",
      evidenceDueAt: new Date(1_796_083_199_000),
      withdrawnMinor: "1900",
      feeMinor: "1500",
      createdAt: new Date(1_795_200_000_000),
    });
    expect(requests[0]?.path).toBe(`/v1/disputes/${dispute.id}`);
  });

  test.each([
    { answered: "needs_response", status: "open" },
    { answered: "warning_needs_response", status: "open" },
    { answered: "appeal_needs_response", status: "open" },
    { answered: "under_review", status: "under_review" },
    { answered: "warning_under_review", status: "under_review" },
    { answered: "appeal_under_review", status: "under_review" },
    { answered: "won", status: "won" },
    { answered: "warning_closed", status: "won" },
    { answered: "prevented", status: "won" },
    { answered: "lost", status: "lost" },
  ])("$answered is $status", async ({ answered, status }) => {
    answerWith(() => ({ ...dispute, status: answered }));
    const state = await provider.getDispute(dispute.id);
    expect(state.status).toBe(status);
    expect(state.evidenceDueAt !== null).toBe(status === "open");
  });

  test.each([{ due_by: 0 }, { due_by: null }])("with $due_by as its day takes no evidence", async (day) => {
    answerWith(() => ({ ...dispute, evidence_details: { ...dispute.evidence_details, ...day } }));
    expect(await provider.getDispute(dispute.id)).toMatchObject({ evidenceDueAt: null });
  });

  test.each([
    { name: "an inquiry takes nothing", moves: [], withdrawn: "0", fee: "0" },
    {
      name: "what came back counts, its fee too",
      moves: [withdrawal, reinstatement],
      withdrawn: "0",
      fee: "0",
    },
    {
      name: "a fee that is kept stays",
      moves: [withdrawal, { ...reinstatement, fee: 0 }],
      withdrawn: "0",
      fee: "1500",
    },
    {
      name: "more came back than was taken",
      moves: [withdrawal, { ...reinstatement, amount: 1905, fee: -1600 }],
      withdrawn: "0",
      fee: "0",
    },
    {
      name: "settled in another currency",
      moves: [{ ...withdrawal, currency: "eur", amount: -1750, fee: 1400 }],
      withdrawn: "1900",
      fee: "0",
    },
    {
      name: "settled in another currency and back",
      moves: [
        { ...withdrawal, currency: "eur", amount: -1750, fee: 1400 },
        { ...reinstatement, currency: "eur", amount: 1750, fee: -1400 },
      ],
      withdrawn: "0",
      fee: "0",
    },
  ])("$name", async ({ moves, withdrawn, fee }) => {
    answerWith(() => ({ ...dispute, balance_transactions: moves }));
    expect(await provider.getDispute(dispute.id)).toMatchObject({ withdrawnMinor: withdrawn, feeMinor: fee });
  });

  test.each([
    { currency: "jpy", amount: 2500, minor: { amountMinor: "2500", currency: "JPY" } },
    { currency: "kwd", amount: 12_340, minor: { amountMinor: "12340", currency: "KWD" } },
  ])("counts $currency as it is counted", async ({ currency, amount, minor }) => {
    const moves = [{ ...withdrawal, currency, amount: -amount, fee: 450 }];
    answerWith(() => ({ ...dispute, currency, amount, balance_transactions: moves }));
    expect(await provider.getDispute(dispute.id)).toMatchObject({
      amount: minor,
      withdrawnMinor: minor.amountMinor,
      feeMinor: "450",
    });
  });

  test.each([
    { change: { status: "settled" }, path: "status" },
    { change: { balance_transactions: ["txn_1"] }, path: "balance_transactions.0" },
    { change: { evidence_details: undefined }, path: "evidence_details" },
  ])("a shape that changed at $path is unknown and named", async ({ change, path }) => {
    answerWith(() => ({ ...dispute, ...change }));
    const error = await failureOf(provider.getDispute(dispute.id));
    expect(error.failure).toBe("unknown");
    expect(error.message).toContain(path);
  });
});

describe("submitEvidence", () => {
  const request: EvidenceRequest = {
    idempotencyKey: "op-evidence-1",
    reference: dispute.id,
    amount: { amountMinor: "1900", currency: "USD" },
    summary: "The buyer bought and installed a licence.",
    activityLog: "2026-11-22 12:00 UTC downloaded version 1.2.0",
    productDescription: "A licence for the trading strategy Donchian breakout.",
    buyerEmail: "buyer@example.com",
    purchasedOn: new Date("2026-11-22T23:59:59Z"),
  };

  test("hands it in once and for all, under our own key", async () => {
    const requests = answerWith(() => ({ ...dispute, status: "under_review" }));
    expect(await provider.submitEvidence(request)).toMatchObject({ status: "under_review" });
    expect(requests[0]).toMatchObject({
      method: "POST",
      path: `/v1/disputes/${dispute.id}`,
      key: "op-evidence-1",
    });
    expect(formOf(requests[0])).toEqual({
      submit: "true",
      "evidence[access_activity_log]": request.activityLog,
      "evidence[customer_email_address]": "buyer@example.com",
      "evidence[product_description]": request.productDescription,
      "evidence[service_date]": "2026-11-22",
      "evidence[uncategorized_text]": request.summary,
    });
  });

  test("sends no more than Stripe takes, and no half a character", async () => {
    const requests = answerWith(() => dispute);
    await provider.submitEvidence({
      ...request,
      activityLog: `${"x".repeat(19_999)}😀`,
      summary: "y".repeat(30_000),
    });
    const form = formOf(requests[0]);
    expect(form["evidence[access_activity_log]"]).toBe(`${"x".repeat(19_999)}\uFFFD`);
    expect(form["evidence[uncategorized_text]"]).toBe("y".repeat(20_000));
  });

  test("for one that is closed is refused", async () => {
    answerWith(() => HttpResponse.json(refusal("dispute_closed"), { status: 400 }));
    expect((await failureOf(provider.submitEvidence(request))).failure).toBe("refused");
  });
});
