import { HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import * as recorded from "./recorded-answers.ts";
import { answerCalls, failureOf, refuse, testProvider } from "./test-rig.ts";

const server = setupServer();
const { payouts } = testProvider({ accountNumber: "7878780080316316" });
const fund = recorded.fundAccount.id;
const payoutId = "pyt_01jd0000000000000000000000";
const details = {
  legalName: "Gaurav Kumar",
  phone: "+91 90000 90000",
  pan: "ABCPE1234F",
  address: { street: "507, Koramangala", city: "Bengaluru", state: "Karnataka", postalCode: "560034" },
  bank: { beneficiary: "Gaurav Kumar", accountNumber: "765432123456789", ifsc: "HDFC0000053" },
};
const account = {
  idempotencyKey: "account-pac_1",
  accountId: "pac_01jd0000000000000000000000",
  email: "creator@example.com",
  displayName: "gaurav",
  country: "IN",
  details,
};
const payout = {
  idempotencyKey: `payout-${payoutId}`.slice(0, 36),
  payoutId,
  accountReference: fund,
  amount: { amountMinor: "1000000", currency: "INR" },
} as const;

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe("an account", () => {
  test("is a contact with a bank account, and active at once", async () => {
    const sent = answerCalls(server, {
      "POST /v1/contacts": { id: "cont_00000000000001", entity: "contact" },
      "POST /v1/fund_accounts": recorded.fundAccount,
    });
    expect(await payouts.createAccount(account)).toEqual({
      reference: fund,
      status: "active",
      requirements: [],
    });
    expect(sent.map((call) => call.body)).toEqual([
      {
        name: "Gaurav Kumar",
        email: "creator@example.com",
        contact: "+91 90000 90000",
        type: "vendor",
        reference_id: account.accountId,
      },
      {
        contact_id: "cont_00000000000001",
        account_type: "bank_account",
        bank_account: { name: "Gaurav Kumar", ifsc: "HDFC0000053", account_number: "765432123456789" },
      },
    ]);
  });

  test("needs the bank's details", async () => {
    expect((await failureOf(payouts.createAccount({ ...account, details: null }))).failure).toBe("refused");
  });

  test("that was switched off is restricted", async () => {
    answerCalls(server, { [`GET /v1/fund_accounts/${fund}`]: { ...recorded.fundAccount, active: false } });
    expect(await payouts.getAccount(fund)).toMatchObject({ status: "restricted" });
  });

  test("has no page of Razorpay's", async () => {
    expect(await payouts.onboardingLink({ reference: fund, returnUrl: "", refreshUrl: "" })).toBeNull();
  });
});

describe("a payout", () => {
  test("goes from our account to the creator's, once", async () => {
    const sent = answerCalls(server, { "POST /v1/payouts": recorded.payout });
    expect(await payouts.sendPayout(payout)).toEqual({
      reference: recorded.payout.id,
      payoutId,
      status: "sent",
      amount: payout.amount,
      reversedMinor: "0",
      failure: null,
    });
    expect(sent[0]?.headers.get("x-payout-idempotency")).toBe(payout.idempotencyKey);
    expect(sent[0]?.body).toEqual({
      account_number: "7878780080316316",
      fund_account_id: fund,
      amount: 1_000_000,
      currency: "INR",
      mode: "IMPS",
      purpose: "payout",
      queue_if_low_balance: true,
      reference_id: payoutId,
      narration: "BoltzTrader earnings",
    });
  });

  test.each([
    { amountMinor: "50000000", mode: "IMPS" },
    { amountMinor: "50000001", mode: "NEFT" },
  ])("of $amountMinor paise goes by $mode", async ({ amountMinor, mode }) => {
    const sent = answerCalls(server, { "POST /v1/payouts": recorded.payout });
    await payouts.sendPayout({ ...payout, amount: { amountMinor, currency: "INR" } });
    expect(sent[0]?.body).toMatchObject({ mode });
  });

  test.each([
    { amountMinor: "1000", currency: "USD" },
    { amountMinor: "99", currency: "INR" },
    { amountMinor: "-500", currency: "INR" },
  ] as const)("of $amountMinor $currency is not even asked for", async (amount) => {
    const sent = answerCalls(server, {});
    expect((await failureOf(payouts.sendPayout({ ...payout, amount }))).failure).toBe("refused");
    expect(sent).toHaveLength(0);
  });

  test.each([
    { answered: "queued", status: "sent" },
    { answered: "pending", status: "sent" },
    { answered: "scheduled", status: "sent" },
    { answered: "processing", status: "sent" },
    { answered: "processed", status: "paid" },
    { answered: "reversed", status: "reversed", reversedMinor: "1000000", failure: "Account is closed." },
    { answered: "failed", status: "failed", failure: "Account is closed." },
    { answered: "rejected", status: "failed", failure: "Account is closed." },
    { answered: "cancelled", status: "failed", failure: "Account is closed." },
  ])("that is $answered is $status", async ({ answered, status, reversedMinor = "0", failure = null }) => {
    const status_details = {
      description: "Account is closed.",
      source: "beneficiary_bank",
      reason: "closed",
    };
    answerCalls(server, {
      [`GET /v1/payouts/${recorded.payout.id}`]: { ...recorded.payout, status: answered, status_details },
    });
    expect(await payouts.getPayout(recorded.payout.id)).toMatchObject({ status, reversedMinor, failure });
  });

  test("whose answer was lost is found by our own id", async () => {
    const sent = answerCalls(server, {
      "POST /v1/payouts": () => HttpResponse.error(),
      "GET /v1/payouts": recorded.collection([recorded.payout]),
    });
    expect((await failureOf(payouts.sendPayout(payout))).failure).toBe("unknown");
    expect(await payouts.findPayout(payoutId)).toMatchObject({ reference: recorded.payout.id });
    expect(sent[1]?.query).toEqual({
      account_number: "7878780080316316",
      reference_id: payoutId,
      count: "100",
    });
  });

  test("that was never made is not found", async () => {
    answerCalls(server, {
      "GET /v1/payouts": recorded.collection([{ ...recorded.payout, reference_id: null }]),
    });
    expect(await payouts.findPayout(payoutId)).toBeUndefined();
  });

  test("under a key that was used for another is a conflict", async () => {
    answerCalls(server, { "POST /v1/payouts": () => refuse(recorded.differentRequest) });
    expect((await failureOf(payouts.sendPayout(payout))).failure).toBe("conflict");
  });

  test("cannot be taken back from a bank", async () => {
    const work = payouts.reversePayout({
      idempotencyKey: "reversal-1",
      payoutReference: recorded.payout.id,
      amount: payout.amount,
    });
    expect((await failureOf(work)).failure).toBe("refused");
  });
});

test("without RazorpayX nothing of it can be reached", async () => {
  const route = testProvider().payouts;
  expect((await failureOf(route.sendPayout(payout))).failure).toBe("refused");
  expect((await failureOf(route.getPayout(recorded.payout.id))).failure).toBe("refused");
});
