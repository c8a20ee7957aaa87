import type { RazorpayProvider } from "@boltz/providers";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { failureOf, nextKey, openShop, rupees, type Shop } from "./adapter.fixture.ts";

let shop: Shop;
let provider: RazorpayProvider;
let sandbox: Shop["rig"]["sandbox"];

beforeAll(async () => {
  shop = await openShop();
  provider = shop.provider;
  sandbox = shop.rig.sandbox;
});
afterEach(() => sandbox.faults.reset());
afterAll(() => shop.rig.close());

function newCreator() {
  const name = nextKey("creator");
  return {
    idempotencyKey: nextKey("account"),
    accountId: nextKey("pac"),
    email: `${name}@example.com`,
    displayName: name,
    country: "IN",
    details: {
      legalName: "Gaurav Kumar",
      phone: "+919000090000",
      pan: "ABCPE1234F",
      address: { street: "507, Koramangala", city: "Bengaluru", state: "Karnataka", postalCode: "560034" },
      bank: { beneficiary: "Gaurav Kumar", accountNumber: "1234567890", ifsc: "HDFC0000317" },
    },
  };
}

const rails = [
  { name: "Route", rail: () => provider.payouts, write: "rzp.transfer" },
  { name: "RazorpayX", rail: () => shop.bankProvider.payouts, write: "rzp.payout" },
] as const;

describe.each(rails)("paying creators by $name", ({ rail, write }) => {
  test("from the account to the payout, whatever answers are lost", async () => {
    const creator = newCreator();
    const { reference: accountReference, status } = await rail().createAccount(creator);
    expect(status).toBe("active");
    expect(await rail().createAccount(creator)).toMatchObject({ reference: accountReference });
    expect(await rail().getAccount(accountReference)).toMatchObject({ status: "active" });
    const link = { reference: accountReference, returnUrl: "http://x.test", refreshUrl: "http://x.test" };
    expect(await rail().onboardingLink(link)).toBeNull();
    const payoutId = nextKey("pyt");
    const idempotencyKey = nextKey("payout");
    const request = { idempotencyKey, payoutId, accountReference, amount: rupees("40000") };
    expect(await rail().findPayout(payoutId)).toBeUndefined();
    sandbox.faults.set({ dropNext: 1, only: write });
    expect((await failureOf(rail().sendPayout(request))).failure).toBe("unknown");
    const sent = await rail().sendPayout(request);
    expect(sent).toMatchObject({ payoutId, amount: request.amount, reversedMinor: "0", failure: null });
    expect(await rail().findPayout(payoutId)).toMatchObject({ reference: sent.reference });
    await expect.poll(async () => (await rail().getPayout(sent.reference)).status).toBe("paid");
    const other = { ...request, amount: rupees("40001") };
    expect((await failureOf(rail().sendPayout(other))).failure).toBe("conflict");
    sandbox.dashboard.failPayout(sent.reference);
    expect((await rail().getPayout(sent.reference)).status).toMatch(/failed|reversed/);
    expect((await rail().getPayout(sent.reference)).failure).not.toBeNull();
  });
});

test("what was transferred is taken back in parts, once for each key", async () => {
  const { reference: accountReference } = await provider.payouts.createAccount(newCreator());
  const request = { payoutId: nextKey("pyt"), accountReference, amount: rupees("40000") };
  const sent = await provider.payouts.sendPayout({ ...request, idempotencyKey: nextKey("payout") });
  await expect.poll(async () => (await provider.payouts.getPayout(sent.reference)).status).toBe("paid");
  const take = { idempotencyKey: nextKey("rev"), payoutReference: sent.reference, amount: rupees("15000") };
  sandbox.faults.set({ dropNext: 1, only: "rzp.reversal" });
  expect((await failureOf(provider.payouts.reversePayout(take))).failure).toBe("unknown");
  const reversal = await provider.payouts.reversePayout(take);
  expect(reversal.amount).toEqual(take.amount);
  expect(await provider.payouts.getPayout(sent.reference)).toMatchObject({
    status: "paid",
    reversedMinor: "15000",
  });
  const rest = { ...take, idempotencyKey: nextKey("rev"), amount: rupees("25001") };
  expect((await failureOf(provider.payouts.reversePayout(rest))).failure).toBe("refused");
  expect(await shop.linesOf(sent.reference, reversal.reference)).toEqual([
    ["payout", "-40000", "INR", "0"],
    ["payout_reversal", "15000", "INR", "0"],
  ]);
});

test("an account that is not let through says so, and is sent nothing", async () => {
  const { reference: accountReference } = await provider.payouts.createAccount(newCreator());
  for (const status of ["pending", "restricted", "rejected"] as const) {
    sandbox.dashboard.setAccount(accountReference, status);
    expect(await provider.payouts.getAccount(accountReference)).toMatchObject({ status });
  }
  const request = { payoutId: nextKey("pyt"), accountReference, amount: rupees("40000") };
  const refused = provider.payouts.sendPayout({ ...request, idempotencyKey: nextKey("payout") });
  expect((await failureOf(refused)).failure).toBe("refused");
});

test("every webhook is verified and names what it is about", async () => {
  expect(await shop.namedByWebhooks()).toEqual([
    "account: account acc",
    "payout: payout pout",
    "product.route: account acc",
    "transfer: payout trf",
  ]);
});
