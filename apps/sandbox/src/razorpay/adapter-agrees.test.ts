import {
  createRazorpayProvider,
  type Movement,
  ProviderError,
  type RazorpayProvider,
} from "@boltz/providers";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { nextOrder, type Rig, startRig } from "../test-rig.ts";

const keyId = "rzp_test_sandbox";
const keySecret = "secret_sandbox";
const accountNumber = "7878780080316316";

let rig: Rig;
let provider: RazorpayProvider;
let bank: RazorpayProvider["payouts"];
let startedAt: Date;
let keys = 0;

beforeAll(async () => {
  const webhookSecret = "whsec_razorpay";
  const razorpay = { webhookUrl: "http://127.0.0.1:9", webhookSecret, keyId, keySecret, accountNumber };
  rig = await startRig({ razorpay });
  rig.sandbox.deliverTo(rig.webhookUrl, rig.webhookUrl);
  provider = connect();
  bank = createRazorpayProvider({ ...connection(), x: { accountNumber } }).payouts;
  startedAt = new Date(Math.floor(Date.now() / 1000) * 1000);
});
afterEach(() => rig.sandbox.faults.reset());
afterAll(() => rig.close());

function connection() {
  const { endpoint, timeoutMs } = rig.providerOptions;
  return { keyId, keySecret, webhookSecrets: ["whsec_razorpay"], endpoint, timeoutMs };
}

function connect(options: { timeoutMs?: number; keySecret?: string } = {}): RazorpayProvider {
  return createRazorpayProvider({ ...connection(), ...options });
}

/** An id or key that no other test has used. */
function nextKey(what: string): string {
  keys += 1;
  return `${what}-${Date.now()}-${keys}`;
}

const rupees = (amountMinor: string) => ({ amountMinor, currency: "INR" }) as const;

async function order(
  price: { amountMinor: string; currency: "INR" | "USD" | "JPY" | "KWD" } = rupees("49900"),
) {
  const request = { ...nextOrder(), purchaseId: nextKey("pur"), price };
  return { request, ...(await provider.createCheckout(request)) };
}

async function buy(price?: Parameters<typeof order>[0]) {
  const { request, reference } = await order(price);
  const { paymentId } = rig.sandbox.payRazorpay(reference);
  return { purchaseId: request.purchaseId, paymentReference: paymentId, paid: request.price };
}

async function failureOf(work: Promise<unknown>): Promise<ProviderError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ProviderError) return error;
  throw new Error("expected a ProviderError", { cause: error });
}

async function linesOf(...references: string[]): Promise<string[][]> {
  const lines: Movement[] = [];
  const range = { from: startedAt, to: new Date(Date.now() + 60_000) };
  for await (const line of provider.listMovements(range)) lines.push(line);
  return lines
    .filter(({ objectReference }) => references.includes(objectReference ?? ""))
    .map(({ kind, gross, feeMinor }) => [kind, gross.amountMinor, gross.currency, feeMinor]);
}

describe("a checkout", () => {
  test("is made once, opens the hosted page and is paid", async () => {
    const { request, reference, url } = await order();
    expect(url).toBe(request.handOverUrl);
    expect(await provider.createCheckout(request)).toEqual({ reference, url });
    const other = { ...request, price: rupees("50000") };
    expect((await failureOf(provider.createCheckout(other))).failure).toBe("conflict");
    expect(await provider.getCheckout(reference)).toMatchObject({
      status: "open",
      purchaseId: request.purchaseId,
      amount: request.price,
      livemode: false,
      paymentReference: null,
    });
    const form = provider.handOver({
      orderId: reference,
      ...request,
      method: "upi",
      callbackUrl: `${request.handOverUrl}/callback`,
    });
    const page = await fetch(form.action, { method: "POST", body: new URLSearchParams(form.fields) });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain(request.title);
    const { paymentId } = rig.sandbox.payRazorpay(reference, { method: "upi" });
    expect(await provider.getCheckout(reference)).toMatchObject({
      status: "paid",
      amount: request.price,
      paymentReference: paymentId,
    });
    expect(await provider.expireCheckout(reference, nextKey("expire"))).toMatchObject({ status: "paid" });
  });

  test.each([
    { amountMinor: "1900", currency: "USD" },
    { amountMinor: "2500", currency: "JPY" },
    { amountMinor: "12340", currency: "KWD" },
  ] as const)("is charged $amountMinor minor units of $currency", async (price) => {
    const { paymentReference } = await buy(price);
    const [line] = await linesOf(paymentReference);
    expect(line?.slice(0, 3)).toEqual(["charge", price.amountMinor, price.currency]);
    expect(Number(line?.[3])).toBeGreaterThan(0);
  });

  test("that was declined or has no answer yet stays open, and expires", async () => {
    const { reference } = await order();
    rig.sandbox.payRazorpay(reference, { outcome: "late", method: "upi" });
    expect(await provider.getCheckout(reference)).toMatchObject({ status: "open", lastFailure: null });
    rig.sandbox.payRazorpay(reference, { outcome: "declined" });
    const declined = await provider.getCheckout(reference);
    expect(declined).toMatchObject({ status: "open", paymentReference: null });
    expect(declined.lastFailure).toMatch(/declined/);
    expect(await provider.expireCheckout(reference, nextKey("expire"))).toMatchObject({ status: "expired" });
  });

  test("that is only held is captured, once", async () => {
    const { reference } = await order();
    const { paymentId } = rig.sandbox.payRazorpay(reference, { outcome: "authorized" });
    const held = await provider.getCheckout(reference);
    expect(held).toMatchObject({ status: "authorized", paymentReference: paymentId });
    rig.sandbox.faults.set({ dropNext: 1, only: "rzp.capture" });
    expect((await failureOf(provider.captureCheckout(held))).failure).toBe("unknown");
    expect(await provider.captureCheckout(held)).toMatchObject({ status: "paid", amount: held.amount });
    expect(await provider.getCheckout(reference)).toMatchObject({ status: "paid" });
    expect(await linesOf(paymentId)).toHaveLength(1);
  });

  test("whose answer was lost is found and not made again", async () => {
    const request = { ...nextOrder(), purchaseId: nextKey("pur"), price: rupees("49900") };
    rig.sandbox.faults.set({ dropNext: 1, only: "rzp.order" });
    expect((await failureOf(provider.createCheckout(request))).failure).toBe("unknown");
    const { reference } = await provider.createCheckout(request);
    expect(await provider.createCheckout(request)).toMatchObject({ reference });
    expect(rig.sandbox.faults.counters().requests["rzp.order"]).toBe(1);
  });
});

describe("a refund", () => {
  test("is made in parts, once for its key, never above what was paid", async () => {
    const { purchaseId, paymentReference } = await buy();
    const request = (amountMinor: string) => ({
      idempotencyKey: nextKey("refund"),
      refundId: nextKey("ref"),
      purchaseId,
      paymentReference,
      amount: rupees(amountMinor),
    });
    const first = request("20000");
    rig.sandbox.faults.set({ dropNext: 1, only: "rzp.refund" });
    expect((await failureOf(provider.createRefund(first))).failure).toBe("unknown");
    const state = await provider.createRefund(first);
    expect(state).toMatchObject({ refundId: first.refundId, paymentReference, status: "succeeded" });
    const other = { ...first, amount: rupees("20001") };
    expect((await failureOf(provider.createRefund(other))).failure).toBe("conflict");
    expect((await failureOf(provider.createRefund(request("29901")))).failure).toBe("refused");
    const last = await provider.createRefund(request("29900"));
    expect(await provider.getRefund(last.reference)).toEqual(last);
    const listed = await provider.listRefunds(paymentReference);
    expect(new Set(listed.map(({ reference }) => reference))).toEqual(
      new Set([state.reference, last.reference]),
    );
    expect(await linesOf(state.reference, last.reference)).toEqual([
      ["refund", "-20000", "INR", "0"],
      ["refund", "-29900", "INR", "0"],
    ]);
  });

  test("of the dashboard is told from ours, and can fail", async () => {
    rig.sandbox.faults.set({ refundsPend: true });
    const { paymentReference } = await buy();
    const reference = rig.sandbox.dashboard.refund(paymentReference, 700);
    expect(await provider.getRefund(reference)).toMatchObject({ status: "pending", refundId: null });
    rig.sandbox.dashboard.settleRefund(reference, "failed");
    expect(await provider.getRefund(reference)).toMatchObject({ status: "failed" });
  });
});

test("a dispute is contested once, and its loss stands in the book", async () => {
  const { paymentReference, paid } = await buy();
  const reference = rig.sandbox.dashboard.openDispute(paymentReference);
  const opened = await provider.getDispute(reference);
  expect(opened).toMatchObject({ paymentReference, amount: paid, status: "open", feeMinor: "0" });
  expect(opened.evidenceDueAt?.getTime()).toBeGreaterThan(opened.createdAt.getTime());
  const evidence = {
    idempotencyKey: nextKey("evidence"),
    reference,
    amount: paid,
    summary: "s".repeat(2_000),
    activityLog: "2026-11-20 downloaded\n".repeat(500),
    productDescription: "A licence for a trading strategy.",
    buyerEmail: "buyer@example.com",
    purchasedOn: new Date(),
  };
  const handedIn = await provider.submitEvidence(evidence);
  expect(handedIn).toMatchObject({ status: "under_review", evidenceDueAt: null });
  expect(await provider.submitEvidence(evidence)).toEqual(handedIn);
  rig.sandbox.dashboard.decideDispute(reference, "lost");
  expect(await provider.getDispute(reference)).toMatchObject({ status: "lost", withdrawnMinor: "49900" });
  expect((await linesOf(reference)).at(-1)).toEqual(["dispute", "-49900", "INR", "0"]);
});

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
      bank: { beneficiary: "Gaurav Kumar", accountNumber: "1234567890", ifsc: "HDFC0000317" },
    },
  };
}

const rails = [
  { name: "Route", rail: () => provider.payouts, write: "rzp.transfer" },
  { name: "RazorpayX", rail: () => bank, write: "rzp.payout" },
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
    rig.sandbox.faults.set({ dropNext: 1, only: write });
    expect((await failureOf(rail().sendPayout(request))).failure).toBe("unknown");
    const sent = await rail().sendPayout(request);
    expect(sent).toMatchObject({ payoutId, amount: request.amount, reversedMinor: "0", failure: null });
    expect(await rail().findPayout(payoutId)).toMatchObject({ reference: sent.reference });
    await expect.poll(async () => (await rail().getPayout(sent.reference)).status).toBe("paid");
    const other = { ...request, amount: rupees("40001") };
    expect((await failureOf(rail().sendPayout(other))).failure).toBe("conflict");
    rig.sandbox.dashboard.failPayout(sent.reference);
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
  rig.sandbox.faults.set({ dropNext: 1, only: "rzp.reversal" });
  expect((await failureOf(provider.payouts.reversePayout(take))).failure).toBe("unknown");
  const reversal = await provider.payouts.reversePayout(take);
  expect(reversal.amount).toEqual(take.amount);
  expect(await provider.payouts.getPayout(sent.reference)).toMatchObject({
    status: "paid",
    reversedMinor: "15000",
  });
  const rest = { ...take, idempotencyKey: nextKey("rev"), amount: rupees("25001") };
  expect((await failureOf(provider.payouts.reversePayout(rest))).failure).toBe("refused");
  expect(await linesOf(sent.reference, reversal.reference)).toEqual([
    ["payout", "-40000", "INR", "0"],
    ["payout_reversal", "15000", "INR", "0"],
  ]);
});

test("an account that is not let through says so, and is sent nothing", async () => {
  const { reference: accountReference } = await provider.payouts.createAccount(newCreator());
  for (const status of ["pending", "restricted", "rejected"] as const) {
    rig.sandbox.dashboard.setAccount(accountReference, status);
    expect(await provider.payouts.getAccount(accountReference)).toMatchObject({ status });
  }
  const request = { payoutId: nextKey("pyt"), accountReference, amount: rupees("40000") };
  const refused = provider.payouts.sendPayout({ ...request, idempotencyKey: nextKey("payout") });
  expect((await failureOf(refused)).failure).toBe("refused");
});

test("a fault says nothing about the object, and too many calls say when to come back", async () => {
  const { reference } = await order();
  rig.sandbox.faults.set({ failNext: 1 });
  expect((await failureOf(provider.getCheckout(reference))).failure).toBe("unknown");
  rig.sandbox.faults.set({ rateLimitNext: 1, retryAfterSeconds: 3 });
  expect(await failureOf(provider.getCheckout(reference))).toMatchObject({
    failure: "rate_limited",
    retryAfterMs: 3_000,
  });
  rig.sandbox.faults.set({ delayMs: 600 });
  expect((await failureOf(connect({ timeoutMs: 200 }).getCheckout(reference))).failure).toBe("unknown");
  rig.sandbox.faults.reset();
  expect((await failureOf(connect({ keySecret: "wrong" }).getCheckout(reference))).failure).toBe("unknown");
  expect((await failureOf(provider.getCheckout("order_gone"))).failure).toBe("refused");
});

test("every webhook is verified and names what it is about", async () => {
  await rig.sandbox.faults.settled();
  const named = new Set<string>();
  for (const webhook of rig.received) {
    const { type, object } = await provider.verifyEvent({ ...webhook, now: new Date() });
    const family = type.replace(/\.\w+$/, "");
    named.add(`${family}: ${object?.kind} ${object?.reference.split("_")[0]}`);
  }
  expect([...named].sort()).toEqual([
    "account: account acc",
    "order: checkout order",
    "payment.dispute: dispute disp",
    "payment: checkout order",
    "payout: payout pout",
    "product.route: account acc",
    "refund: refund rfnd",
    "transfer: payout trf",
  ]);
});
