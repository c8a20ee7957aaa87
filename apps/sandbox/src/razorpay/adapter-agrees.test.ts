import type { RazorpayProvider } from "@boltz/providers";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { nextOrder } from "../test-rig.ts";
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

describe("a checkout", () => {
  test("is made once, opens the hosted page and is paid", async () => {
    const { reference, url, ...request } = await shop.order();
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
    const { paymentId } = sandbox.payRazorpay(reference, { method: "upi" });
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
    const { paymentReference } = await shop.buy(price);
    const [line] = await shop.linesOf(paymentReference);
    expect(line?.slice(0, 3)).toEqual(["charge", price.amountMinor, price.currency]);
    expect(Number(line?.[3])).toBeGreaterThan(0);
  });

  test("that was declined or has no answer yet stays open, and expires", async () => {
    const { reference } = await shop.order();
    sandbox.payRazorpay(reference, { outcome: "late", method: "upi" });
    expect(await provider.getCheckout(reference)).toMatchObject({ status: "open", lastFailure: null });
    sandbox.payRazorpay(reference, { outcome: "declined" });
    const declined = await provider.getCheckout(reference);
    expect(declined).toMatchObject({ status: "open", paymentReference: null });
    expect(declined.lastFailure).toMatch(/declined/);
    expect(await provider.expireCheckout(reference, nextKey("expire"))).toMatchObject({ status: "expired" });
  });

  test("that is only held is captured, once", async () => {
    const { reference } = await shop.order();
    const { paymentId } = sandbox.payRazorpay(reference, { outcome: "authorized" });
    const held = await provider.getCheckout(reference);
    expect(held).toMatchObject({ status: "authorized", paymentReference: paymentId });
    sandbox.faults.set({ dropNext: 1, only: "rzp.capture" });
    expect((await failureOf(provider.captureCheckout(held))).failure).toBe("unknown");
    expect(await provider.captureCheckout(held)).toMatchObject({ status: "paid", amount: held.amount });
    expect(await provider.getCheckout(reference)).toMatchObject({ status: "paid" });
    expect(await shop.linesOf(paymentId)).toHaveLength(1);
  });

  test("whose answer was lost is found and not made again", async () => {
    const request = { ...nextOrder(), purchaseId: nextKey("pur"), price: rupees("49900") };
    sandbox.faults.set({ dropNext: 1, only: "rzp.order" });
    expect((await failureOf(provider.createCheckout(request))).failure).toBe("unknown");
    const { reference } = await provider.createCheckout(request);
    expect(await provider.createCheckout(request)).toMatchObject({ reference });
    expect(sandbox.faults.counters().requests["rzp.order"]).toBe(1);
  });
});

describe("a refund", () => {
  test("is made in parts, once for its key, never above what was paid", async () => {
    const { purchaseId, paymentReference } = await shop.buy();
    const request = (amountMinor: string) => ({
      idempotencyKey: nextKey("refund"),
      refundId: nextKey("ref"),
      purchaseId,
      paymentReference,
      amount: rupees(amountMinor),
    });
    const first = request("20000");
    sandbox.faults.set({ dropNext: 1, only: "rzp.refund" });
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
    expect(await shop.linesOf(state.reference, last.reference)).toEqual([
      ["refund", "-20000", "INR", "0"],
      ["refund", "-29900", "INR", "0"],
    ]);
  });

  test("of the dashboard is told from ours, and can fail", async () => {
    sandbox.faults.set({ refundsPend: true });
    const { paymentReference } = await shop.buy();
    const reference = sandbox.dashboard.refund(paymentReference, 700);
    expect(await provider.getRefund(reference)).toMatchObject({ status: "pending", refundId: null });
    sandbox.dashboard.settleRefund(reference, "failed");
    expect(await provider.getRefund(reference)).toMatchObject({ status: "failed" });
  });
});

test("a dispute is contested once, and its loss stands in the book", async () => {
  const { paymentReference, paid } = await shop.buy();
  const reference = sandbox.dashboard.openDispute(paymentReference);
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
  sandbox.dashboard.decideDispute(reference, "lost");
  expect(await provider.getDispute(reference)).toMatchObject({ status: "lost", withdrawnMinor: "49900" });
  expect((await shop.linesOf(reference)).at(-1)).toEqual(["dispute", "-49900", "INR", "0"]);
});

test("a fault says nothing about the object, and too many calls say when to come back", async () => {
  const { reference } = await shop.order();
  sandbox.faults.set({ failNext: 1 });
  expect((await failureOf(provider.getCheckout(reference))).failure).toBe("unknown");
  sandbox.faults.set({ rateLimitNext: 1, retryAfterSeconds: 3 });
  expect(await failureOf(provider.getCheckout(reference))).toMatchObject({
    failure: "rate_limited",
    retryAfterMs: 3_000,
  });
  sandbox.faults.set({ delayMs: 600 });
  expect((await failureOf(shop.connect({ timeoutMs: 200 }).getCheckout(reference))).failure).toBe("unknown");
  sandbox.faults.reset();
  expect((await failureOf(shop.connect({ keySecret: "wrong" }).getCheckout(reference))).failure).toBe(
    "unknown",
  );
  expect((await failureOf(provider.getCheckout("order_gone"))).failure).toBe("refused");
});

test("every webhook is verified and names what it is about", async () => {
  expect(await shop.namedByWebhooks()).toEqual([
    "order: checkout order",
    "payment.dispute: dispute disp",
    "payment: checkout order",
    "refund: refund rfnd",
  ]);
});
