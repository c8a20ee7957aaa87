import { createStripeProvider, type Movement, type PaymentProvider, ProviderError } from "@boltz/providers";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { testCards } from "../payments/test-cards.ts";
import { nextOrder, type Rig, startRig } from "../test-rig.ts";

let rig: Rig;
let provider: PaymentProvider;
let startedAt: Date;
let keys = 0;

beforeAll(async () => {
  rig = await startRig();
  provider = createStripeProvider(rig.providerOptions);
  startedAt = new Date(Math.floor(Date.now() / 1000) * 1000);
});
afterEach(() => rig.sandbox.faults.reset());
afterAll(() => rig.close());

const prices = [
  { currency: "USD", price: "1900", part: "500", rest: "1400" },
  { currency: "JPY", price: "2500", part: "999", rest: "1501" },
  { currency: "KWD", price: "12340", part: "3330", rest: "9010" },
] as const;
type Price = Pick<(typeof prices)[number], "currency" | "price">;
const dollars: Price = prices[0];

/** An id or key that no other test has used. */
function nextKey(what: string): string {
  keys += 1;
  return `${what}-${keys}`;
}

/** A sale that was paid by card, for the balance that payouts are made from. */
async function buy({ currency, price }: Price): Promise<string> {
  const order = { ...nextOrder(), price: { amountMinor: price, currency } };
  const { reference } = await provider.createCheckout(order);
  rig.sandbox.pay(reference, testCards.pays.number);
  return (await provider.getCheckout(reference)).paymentReference ?? "";
}

async function failureOf(work: Promise<unknown>): Promise<ProviderError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ProviderError) return error;
  throw new Error("expected a ProviderError", { cause: error });
}

async function movements(): Promise<Movement[]> {
  const lines: Movement[] = [];
  const to = new Date(Date.now() + 60_000);
  for await (const line of provider.listMovements({ from: startedAt, to })) lines.push(line);
  return lines;
}

/** Kind, amount, currency and fee of the lines about these objects. */
async function linesOf(...references: string[]): Promise<string[][]> {
  const lines = (await movements()).filter(({ objectReference }) =>
    references.includes(objectReference ?? ""),
  );
  return lines.map(({ kind, gross, feeMinor }) => [kind, gross.amountMinor, gross.currency, feeMinor]);
}

async function newAccount(status?: "active" | "pending" | "restricted" | "rejected") {
  const request = {
    idempotencyKey: nextKey("account"),
    accountId: nextKey("pac"),
    email: "creator@example.com",
    displayName: "Quiet Quant",
    country: "US",
    details: null,
  };
  const account = await provider.payouts.createAccount(request);
  expect(await provider.payouts.createAccount(request)).toEqual(account);
  if (status !== undefined) rig.sandbox.dashboard.setAccount(account.reference, status);
  return account;
}

describe.each(prices)("in $currency", ({ currency, price, part, rest }) => {
  test("a creator is paid, and part of it and then the rest are taken back", async () => {
    await buy({ currency, price });
    await buy({ currency, price });
    const { reference: accountReference } = await newAccount("active");
    const payoutId = nextKey("pay");
    const amount = { amountMinor: price, currency };
    const request = { idempotencyKey: `payout-${payoutId}`, payoutId, accountReference, amount };
    expect(await provider.payouts.findPayout(payoutId)).toBeUndefined();
    const sent = await provider.payouts.sendPayout(request);
    expect(sent).toMatchObject({ payoutId, status: "paid", amount, reversedMinor: "0", failure: null });
    expect(await provider.payouts.sendPayout(request)).toEqual(sent);
    expect(await provider.payouts.findPayout(payoutId)).toEqual(sent);
    const reverse = (amountMinor: string) =>
      provider.payouts.reversePayout({
        idempotencyKey: nextKey("reversal"),
        payoutReference: sent.reference,
        amount: { amountMinor, currency },
      });
    expect((await reverse(part)).amount).toEqual({ amountMinor: part, currency });
    expect(await provider.payouts.getPayout(sent.reference)).toMatchObject({
      status: "paid",
      reversedMinor: part,
    });
    await reverse(rest);
    expect(await provider.payouts.getPayout(sent.reference)).toMatchObject({
      status: "reversed",
      reversedMinor: price,
    });
    expect((await failureOf(reverse(part))).failure).toBe("refused");
    expect(await linesOf(sent.reference)).toEqual([
      ["payout", `-${price}`, currency, "0"],
      ["payout_reversal", part, currency, "0"],
      ["payout_reversal", rest, currency, "0"],
    ]);
  });
});

describe("a creator's account", () => {
  test("begins with the creator, who goes on at the provider's page", async () => {
    const account = await newAccount();
    expect(account.status).toBe("onboarding");
    expect(account.requirements).toContain("identity.individual.given_name");
    const returnUrl = "http://127.0.0.1:8005/creator/payouts";
    const link = { reference: account.reference, returnUrl, refreshUrl: `${returnUrl}?again` };
    const url = (await provider.payouts.onboardingLink(link)) ?? "";
    const form = { name: "Quiet Quant", birth: "1990-01-01", bank: "1", outcome: "verified" };
    const body = new URLSearchParams(form);
    const headers = { origin: rig.sandbox.url };
    const handedIn = await fetch(url, { method: "POST", body, headers, redirect: "manual" });
    expect(handedIn.headers.get("location")).toBe(returnUrl);
    expect(await provider.payouts.getAccount(account.reference)).toEqual({
      reference: account.reference,
      status: "active",
      requirements: [],
    });
    expect(await provider.payouts.onboardingLink(link)).not.toBe(url);
  });

  test.each(["active", "pending", "restricted", "rejected"] as const)(
    "is %s, and says so",
    async (status) => {
      const { reference } = await newAccount(status);
      const account = await provider.payouts.getAccount(reference);
      expect(account.status).toBe(status);
      expect(account.requirements.length > 0).toBe(status === "restricted");
    },
  );

  test("that is not active is sent nothing", async () => {
    await buy(dollars);
    const { reference: accountReference } = await newAccount("restricted");
    const amount = { amountMinor: "1000", currency: "USD" } as const;
    const payoutId = nextKey("pay");
    const request = { idempotencyKey: payoutId, payoutId, accountReference, amount };
    const refused = await failureOf(provider.payouts.sendPayout(request));
    expect(refused.failure).toBe("refused");
    expect(refused.message).toContain("insufficient_capabilities_for_transfer");
    expect(await provider.payouts.findPayout(payoutId)).toBeUndefined();
  });
});

describe("a payout", () => {
  const amount = { amountMinor: "1000", currency: "USD" } as const;

  async function nextPayout() {
    await buy(dollars);
    const { reference: accountReference } = await newAccount("active");
    const payoutId = nextKey("pay");
    return { idempotencyKey: payoutId, payoutId, accountReference, amount };
  }

  test("whose answer is lost is found, and the same key makes no second one", async () => {
    const request = await nextPayout();
    rig.sandbox.faults.set({ dropNext: 1, only: "transfer" });
    expect((await failureOf(provider.payouts.sendPayout(request))).failure).toBe("unknown");
    const found = await provider.payouts.findPayout(request.payoutId);
    expect(found).toMatchObject({ status: "paid", amount });
    expect(await provider.payouts.sendPayout(request)).toEqual(found);
    expect(await linesOf(found?.reference ?? "")).toHaveLength(1);
  });

  test("under a used key and of another amount is a conflict", async () => {
    const request = await nextPayout();
    await provider.payouts.sendPayout(request);
    const other = { ...request, amount: { ...amount, amountMinor: "1001" } };
    expect((await failureOf(provider.payouts.sendPayout(other))).failure).toBe("conflict");
  });

  test("of more than there is is refused", async () => {
    const request = await nextPayout();
    const all = { ...request, amount: { ...amount, amountMinor: "99999999" } };
    const refused = await failureOf(provider.payouts.sendPayout(all));
    expect(refused.failure).toBe("refused");
    expect(refused.message).toContain("balance_insufficient");
  });

  test("that the creator has drawn out cannot be taken back", async () => {
    const request = await nextPayout();
    rig.sandbox.faults.set({ accountsPayOutAtOnce: true });
    const { reference: payoutReference } = await provider.payouts.sendPayout(request);
    const idempotencyKey = nextKey("reversal");
    const refused = await failureOf(
      provider.payouts.reversePayout({ idempotencyKey, payoutReference, amount }),
    );
    expect(refused.failure).toBe("refused");
    expect(refused.message).toContain("balance_insufficient");
  });

  test("that comes back is reversed in full", async () => {
    const { reference } = await provider.payouts.sendPayout(await nextPayout());
    rig.sandbox.dashboard.failPayout(reference);
    expect(await provider.payouts.getPayout(reference)).toMatchObject({
      status: "reversed",
      reversedMinor: "1000",
    });
  });
});

test("what is not there is refused, whatever it is", async () => {
  const { payouts } = provider;
  const calls = [
    () => provider.getCheckout("cs_gone"),
    () => provider.getRefund("re_gone"),
    () => provider.getDispute("dp_gone"),
    () => payouts.getAccount("acct_gone"),
    () => payouts.getPayout("tr_gone"),
    () =>
      payouts.onboardingLink({
        reference: "acct_gone",
        returnUrl: "http://x.test",
        refreshUrl: "http://x.test",
      }),
  ];
  for (const call of calls) {
    const error = await failureOf(call());
    expect(error.failure).toBe("refused");
    expect(error.message).toContain("404 resource_missing");
  }
});

test("a read that fails, is lost, is too fast or comes too late says nothing about the object", async () => {
  const paymentReference = await buy(dollars);
  const dispute = rig.sandbox.dashboard.openDispute(paymentReference);
  const account = await newAccount("active");
  const { payouts } = provider;
  const impatient = createStripeProvider({ ...rig.providerOptions, timeoutMs: 200 });
  const reads = [
    () => provider.listRefunds(paymentReference),
    () => provider.getDispute(dispute),
    () => payouts.findPayout("pay_1"),
    () => payouts.getAccount(account.reference),
    () => movements(),
  ];
  for (const read of reads) {
    rig.sandbox.faults.set({ failNext: 1 });
    expect((await failureOf(read())).failure).toBe("unknown");
    rig.sandbox.faults.set({ dropNext: 1 });
    expect((await failureOf(read())).failure).toBe("unknown");
    rig.sandbox.faults.set({ rateLimitNext: 1, retryAfterSeconds: 3 });
    expect(await failureOf(read())).toMatchObject({ failure: "rate_limited", retryAfterMs: 3_000 });
    await expect(read()).resolves.not.toThrow();
  }
  rig.sandbox.faults.set({ delayMs: 600 });
  expect((await failureOf(impatient.payouts.findPayout("pay_1"))).failure).toBe("unknown");
});

test("a webhook about a payout or an account is verified and names it", async () => {
  await rig.sandbox.faults.settled();
  const named = new Set<string>();
  for (const webhook of rig.received) {
    const { type, object } = await provider.verifyEvent({ ...webhook, now: new Date() });
    const family = /^v\d\.(?:transfer|core\.account)/.exec(type)?.[0];
    if (family !== undefined) named.add(`${family}: ${object?.kind} ${object?.reference.split("_")[0]}`);
  }
  expect([...named].sort()).toEqual(["v1.transfer: payout tr", "v2.core.account: account acct"]);
});
