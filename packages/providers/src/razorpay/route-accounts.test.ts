import { HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import * as recorded from "./recorded-answers.ts";
import { answerCalls, failureOf, refuse, testProvider } from "./test-rig.ts";

const server = setupServer();
const { payouts } = testProvider();
const accountId = "pac_01jd0000000000000000000000";
const account = recorded.linkedAccount.id;
const product = recorded.product.id;
const reference = `${account}:${product}`;
const request = {
  idempotencyKey: "account-pac_1",
  accountId,
  email: "creator@example.com",
  displayName: "gaurav",
  country: "IN",
  details: {
    legalName: "Gaurav K. Kumar",
    phone: "+91 90000-90000",
    pan: "ABCPE1234F",
    address: { street: "507, Koramangala", city: "Bengaluru", state: "Karnataka", postalCode: "560034" },
    bank: { beneficiary: "Gaurav Kumar", accountNumber: "1234567890", ifsc: "HDFC0000317" },
  },
};

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const onboarding = {
  "POST /v2/accounts": recorded.linkedAccount,
  [`GET /v2/accounts/${account}/stakeholders`]: recorded.collection([]),
  [`POST /v2/accounts/${account}/stakeholders`]: recorded.stakeholder,
  [`POST /v2/accounts/${account}/products`]: {
    ...recorded.product,
    activation_status: "needs_clarification",
    requirements: [
      { field_reference: "settlements.ifsc_code", reason_code: "field_missing", status: "required" },
    ],
  },
  [`PATCH /v2/accounts/${account}/products/${product}`]: recorded.product,
};

describe("createAccount", () => {
  test("makes the linked account, its holder, the product and the bank account", async () => {
    const sent = answerCalls(server, onboarding);
    expect(await payouts.createAccount(request)).toEqual({ reference, status: "active", requirements: [] });
    expect(sent.map((call) => call.call)).toEqual(Object.keys(onboarding));
    expect(sent[0]?.body).toEqual({
      email: "creator@example.com",
      phone: "919000090000",
      type: "route",
      reference_id: accountId.slice(-20),
      legal_business_name: "Gaurav K. Kumar",
      business_type: "individual",
      contact_name: "Gaurav K Kumar",
      profile: {
        ...{ category: "it_and_software", subcategory: "saas" },
        addresses: {
          registered: {
            ...{ street1: "507, Koramangala", street2: "Bengaluru", city: "Bengaluru" },
            ...{ state: "Karnataka", postal_code: "560034", country: "IN" },
          },
        },
      },
      legal_info: { pan: "ABCPE1234F" },
      notes: { account_id: accountId },
    });
    expect(sent[2]?.body).toEqual({
      name: "Gaurav K. Kumar",
      email: "creator@example.com",
      relationship: { executive: true },
      kyc: { pan: "ABCPE1234F" },
    });
    expect(sent[3]?.body).toEqual({ product_name: "route", tnc_accepted: true });
    expect(sent[4]?.body).toEqual({
      settlements: {
        account_number: "1234567890",
        ifsc_code: "HDFC0000317",
        beneficiary_name: "Gaurav Kumar",
      },
      tnc_accepted: true,
    });
  });

  test("a retry goes on with the account whose answer was lost", async () => {
    const sent = answerCalls(server, {
      ...onboarding,
      "POST /v2/accounts": () => refuse(recorded.emailTaken),
      [`GET /v2/accounts/${account}`]: recorded.linkedAccount,
      [`GET /v2/accounts/${account}/stakeholders`]: recorded.collection([recorded.stakeholder]),
    });
    expect(await payouts.createAccount(request)).toMatchObject({ reference, status: "active" });
    expect(sent.filter((call) => call.call.endsWith("/stakeholders"))).toHaveLength(1);
  });

  test("another's account is never taken over, whatever the address", async () => {
    answerCalls(server, {
      ...onboarding,
      "POST /v2/accounts": () => refuse(recorded.emailTaken),
      [`GET /v2/accounts/${account}`]: { ...recorded.linkedAccount, notes: { account_id: "pac_other" } },
    });
    expect((await failureOf(payouts.createAccount(request))).failure).toBe("refused");
  });

  test.each([
    { name: "without bank details", change: { details: null } },
    { name: "outside India", change: { country: "US" } },
  ])("$name is refused before anything is sent", async ({ change }) => {
    const sent = answerCalls(server, {});
    expect((await failureOf(payouts.createAccount({ ...request, ...change }))).failure).toBe("refused");
    expect(sent).toHaveLength(0);
  });

  test("what Razorpay refuses is refused, and a fault half-way is unknown", async () => {
    answerCalls(server, { "POST /v2/accounts": () => refuse(recorded.invalidEmail) });
    expect((await failureOf(payouts.createAccount(request))).failure).toBe("refused");
    answerCalls(server, {
      ...onboarding,
      [`POST /v2/accounts/${account}/products`]: () => HttpResponse.error(),
    });
    expect((await failureOf(payouts.createAccount(request))).failure).toBe("unknown");
  });
});

describe("getAccount", () => {
  const call = `GET /v2/accounts/${account}/products/${product}`;

  test.each([
    { activation_status: "activated", status: "active" },
    { activation_status: "requested", status: "pending" },
    { activation_status: "under_review", status: "pending" },
    { activation_status: "needs_clarification", status: "onboarding" },
    { activation_status: "suspended", status: "restricted" },
    { activation_status: "rejected", status: "rejected" },
  ])("$activation_status is $status", async ({ activation_status, status }) => {
    answerCalls(server, { [call]: { ...recorded.product, activation_status } });
    expect(await payouts.getAccount(reference)).toMatchObject({ reference, status });
  });

  test("says what Razorpay still wants", async () => {
    const requirements = [
      { field_reference: "kyc.pan", reason_code: "field_missing", status: "required" },
      { field_reference: "name", reason_code: "mismatch", description: "Name differs from the PAN." },
    ];
    const answered = { ...recorded.product, activation_status: "needs_clarification", requirements };
    answerCalls(server, { [call]: answered });
    expect((await payouts.getAccount(reference)).requirements).toEqual([
      "kyc.pan: field missing",
      "Name differs from the PAN.",
    ]);
  });

  test.each([account, `${account}:../x`, ":", `${account}/x:${product}`])(
    "'%s' leads nowhere",
    async (wrong) => {
      const sent = answerCalls(server, {});
      expect((await failureOf(payouts.getAccount(wrong))).failure).toBe("refused");
      expect(sent).toHaveLength(0);
    },
  );

  test("there is no page of Razorpay's", async () => {
    expect(await payouts.onboardingLink({ reference, returnUrl: "", refreshUrl: "" })).toBeNull();
  });
});
