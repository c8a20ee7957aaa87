import { HttpResponse } from "msw";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { PayoutAccountRequest } from "../port.ts";
import { accountLink, bankDetailsDue, newAccount, refusal } from "./recorded-money.ts";
import { answerWith, failureOf, provider, server } from "./stripe-test-rig.ts";

beforeAll(() => server.listen({ onUnhandledFrame: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const { payouts } = provider;
const request: PayoutAccountRequest = {
  idempotencyKey: "account-1",
  accountId: "pac_1",
  email: "creator@example.com",
  displayName: "Quiet Quant",
  country: "US",
  details: null,
};

interface Changed {
  status?: string;
  entries?: object[] | null;
  closed?: boolean;
}

function accountWith({ status = "active", entries = [], closed = false }: Changed) {
  const stripe_transfers = { status, status_details: [] };
  const recipient = { applied: true, capabilities: { stripe_balance: { stripe_transfers } } };
  return { ...newAccount, closed, configuration: { recipient }, requirements: { entries } };
}

describe("createAccount", () => {
  test("asks for an account that only receives, under our own key", async () => {
    const requests = answerWith(() => newAccount);
    expect(await payouts.createAccount(request)).toEqual({
      reference: "acct_1SVa1jPq7RsTuVwX",
      status: "onboarding",
      requirements: ["external_account", "identity.individual.given_name"],
    });
    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({ method: "POST", path: "/v2/core/accounts", key: "account-1" });
    expect(JSON.parse(requests[0]?.body ?? "")).toEqual({
      contact_email: "creator@example.com",
      display_name: "Quiet Quant",
      identity: { country: "US" },
      dashboard: "express",
      configuration: {
        recipient: { capabilities: { stripe_balance: { stripe_transfers: { requested: true } } } },
      },
      defaults: { responsibilities: { fees_collector: "application", losses_collector: "application" } },
      metadata: { account_id: "pac_1" },
      include: ["configuration.recipient", "requirements"],
    });
  });

  test("in a country that Stripe does not serve is refused", async () => {
    answerWith(() => HttpResponse.json(refusal("unsupported_country"), { status: 400 }));
    const error = await failureOf(payouts.createAccount(request));
    expect(error.failure).toBe("refused");
    expect(error.message).toContain("unsupported_country");
  });

  test("under a key used for another one is a conflict", async () => {
    const error = { type: "idempotency_error", code: "idempotency_error", message: "other parameters" };
    answerWith(() => HttpResponse.json({ error }, { status: 400 }));
    expect((await failureOf(payouts.createAccount(request))).failure).toBe("conflict");
  });
});

describe("getAccount", () => {
  const due = bankDetailsDue;
  const refusedByStripe = { ...due, errors: [{ code: "invalid_value_other", description: "no such bank" }] };
  const asksAgain = { ...due, requested_reasons: [{ code: "routine_verification" }] };
  const atStripe = { ...due, awaiting_action_from: "stripe" };
  const later = { ...due, minimum_deadline: { status: "eventually_due" } };
  const late = { ...due, minimum_deadline: { status: "past_due" } };

  test("asks for the parts that say whether money can be sent", async () => {
    const requests = answerWith(() => newAccount);
    await payouts.getAccount(newAccount.id);
    expect(requests[0]).toMatchObject({
      method: "GET",
      path: `/v2/core/accounts/${newAccount.id}`,
      query: { "include[0]": "configuration.recipient", "include[1]": "requirements" },
    });
  });

  test.each([
    { name: "active", change: {}, status: "active" },
    { name: "active and asked for more", change: { entries: [asksAgain] }, status: "active" },
    {
      name: "pending at Stripe",
      change: { status: "pending", entries: [atStripe, later] },
      status: "pending",
    },
    { name: "pending, nothing listed", change: { status: "pending", entries: null }, status: "pending" },
    { name: "pending on the creator", change: { status: "pending", entries: [late] }, status: "onboarding" },
    { name: "never filled in", change: { status: "restricted", entries: [due] }, status: "onboarding" },
    {
      name: "filled in wrongly",
      change: { status: "restricted", entries: [refusedByStripe] },
      status: "restricted",
    },
    { name: "asked again", change: { status: "restricted", entries: [asksAgain] }, status: "restricted" },
    { name: "restricted without a word", change: { status: "restricted" }, status: "restricted" },
    { name: "rejected", change: { status: "rejected", entries: [due] }, status: "rejected" },
    { name: "unsupported", change: { status: "unsupported" }, status: "rejected" },
    { name: "closed", change: { closed: true }, status: "rejected" },
  ] satisfies { name: string; change: Changed; status: string }[])(
    "$name is $status",
    async ({ change, status }) => {
      answerWith(() => accountWith(change));
      expect((await payouts.getAccount("acct_1")).status).toBe(status);
    },
  );

  test("without the capability is restricted", async () => {
    answerWith(() => ({
      ...newAccount,
      requirements: null,
      configuration: { recipient: { applied: false } },
    }));
    expect(await payouts.getAccount("acct_1")).toMatchObject({ status: "restricted", requirements: [] });
  });

  test("names each thing that the creator has to do now, once", async () => {
    answerWith(() => accountWith({ status: "restricted", entries: [due, late, later, atStripe] }));
    expect(await payouts.getAccount("acct_1")).toMatchObject({ requirements: ["external_account"] });
  });

  test.each([
    { change: { configuration: null }, path: "configuration" },
    { change: { object: "account" }, path: "object" },
    { change: { requirements: { entries: [{}] } }, path: "requirements.entries.0.description" },
    { change: accountWith({ status: "asleep" }), path: "stripe_transfers.status" },
  ])("a shape that changed at $path is unknown and named", async ({ change, path }) => {
    answerWith(() => ({ ...newAccount, ...change }));
    const error = await failureOf(payouts.getAccount("acct_1"));
    expect(error.failure).toBe("unknown");
    expect(error.message).toContain(path);
  });
});

describe("onboardingLink", () => {
  const visit = {
    reference: newAccount.id,
    returnUrl: "https://market.example/creator/payouts",
    refreshUrl: "https://market.example/creator/payouts?link=again",
  };

  test("is the page where the creator goes on, a new one each time", async () => {
    const requests = answerWith(() => accountLink);
    expect(await payouts.onboardingLink(visit)).toBe(accountLink.url);
    await payouts.onboardingLink(visit);
    expect(requests[0]).toMatchObject({ method: "POST", path: "/v2/core/account_links" });
    expect(JSON.parse(requests[0]?.body ?? "")).toEqual({
      account: newAccount.id,
      use_case: {
        type: "account_onboarding",
        account_onboarding: { return_url: visit.returnUrl, refresh_url: visit.refreshUrl },
      },
    });
    expect(requests[1]?.key).not.toBe(requests[0]?.key);
  });

  test("that is not there is unknown", async () => {
    answerWith(() => ({ ...accountLink, url: null }));
    expect((await failureOf(payouts.onboardingLink(visit))).failure).toBe("unknown");
  });
});
