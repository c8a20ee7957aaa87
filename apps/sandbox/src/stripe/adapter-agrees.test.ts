import { createStripeProvider, type Movement, type PaymentProvider, ProviderError } from "@boltz/providers";
import Stripe from "stripe";
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

/** A sale that was paid by card. `laterMs`: how far the sandbox's clock is ahead. */
async function buy({ currency, price }: Price, laterMs = 0) {
  const expiresAt = new Date(Date.now() + laterMs + 3_600_000);
  const order = { ...nextOrder(), price: { amountMinor: price, currency }, expiresAt };
  const { reference } = await provider.createCheckout(order);
  rig.sandbox.pay(reference, testCards.pays.number);
  const state = await provider.getCheckout(reference);
  expect(await provider.captureCheckout(state)).toEqual(state);
  expect(state).toMatchObject({ status: "paid", amount: order.price, purchaseId: order.purchaseId });
  return { purchaseId: order.purchaseId, paymentReference: state.paymentReference ?? "", paid: order.price };
}

async function failureOf(work: Promise<unknown>): Promise<ProviderError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ProviderError) return error;
  throw new Error("expected a ProviderError", { cause: error });
}

async function movements(from = startedAt): Promise<Movement[]> {
  const lines: Movement[] = [];
  const to = new Date(Date.now() + 4 * 86_400_000);
  for await (const line of provider.listMovements({ from, to })) lines.push(line);
  return lines;
}

/** Kind, amount, currency and fee of the lines about these objects. */
async function linesOf(...references: string[]): Promise<string[][]> {
  const lines = (await movements()).filter(({ objectReference }) =>
    references.includes(objectReference ?? ""),
  );
  return lines.map(({ kind, gross, feeMinor }) => [kind, gross.amountMinor, gross.currency, feeMinor]);
}

describe.each(prices)("in $currency", ({ currency, price, part, rest }) => {
  test("a sale is refunded in parts, never above what was paid", async () => {
    const { purchaseId, paymentReference } = await buy({ currency, price });
    const refund = (amountMinor: string) => {
      const amount = { amountMinor, currency };
      const refundId = nextKey("rfd");
      const request = { idempotencyKey: refundId, refundId, purchaseId, paymentReference, amount };
      return { request, done: provider.createRefund(request) };
    };
    const first = refund(part);
    const state = await first.done;
    expect(state).toMatchObject({
      refundId: first.request.refundId,
      paymentReference,
      amount: { amountMinor: part, currency },
      status: "succeeded",
      failure: null,
    });
    expect(await provider.createRefund(first.request)).toEqual(state);
    expect(await provider.getRefund(state.reference)).toEqual(state);
    expect((await failureOf(refund(price).done)).failure).toBe("refused");
    const last = await refund(rest).done;
    const refused = await failureOf(refund(part).done);
    expect(refused.failure).toBe("refused");
    expect(refused.message).toContain("charge_already_refunded");
    expect(await provider.listRefunds(paymentReference)).toEqual([last, state]);
    const fee = (await linesOf(paymentReference))[0]?.[3];
    expect(await linesOf(paymentReference, state.reference, last.reference)).toEqual([
      ["charge", price, currency, fee],
      ["refund", `-${part}`, currency, "0"],
      ["refund", `-${rest}`, currency, "0"],
    ]);
  });

  test("a dispute takes the money and its fee, and brings both back when it is won", async () => {
    const { purchaseId, paymentReference, paid } = await buy({ currency, price });
    const reference = rig.sandbox.dashboard.openDispute(paymentReference, { reason: "product_not_received" });
    const opened = await provider.getDispute(reference);
    expect(opened).toMatchObject({
      reference,
      paymentReference,
      amount: paid,
      reason: "product_not_received",
      status: "open",
      withdrawnMinor: price,
      feeMinor: "1500",
    });
    expect(opened.evidenceDueAt?.getTime()).toBeGreaterThan(opened.createdAt.getTime());
    const refund = { idempotencyKey: nextKey("rfd"), refundId: "rfd_x", purchaseId, paymentReference };
    const refused = await failureOf(provider.createRefund({ ...refund, amount: paid }));
    expect(refused.message).toContain("charge_disputed");
    rig.sandbox.dashboard.decideDispute(reference, "won");
    expect(await provider.getDispute(reference)).toMatchObject({
      status: "won",
      evidenceDueAt: null,
      withdrawnMinor: "0",
      feeMinor: "0",
    });
    expect(await linesOf(reference)).toEqual([
      ["dispute", `-${price}`, currency, "1500"],
      ["dispute", price, currency, "0"],
      ["fee", "1500", currency, "0"],
    ]);
  });
});

test("a refund on its way can still fail, and then the money is back in the book", async () => {
  rig.sandbox.faults.set({ refundsPend: true });
  const { paymentReference } = await buy(dollars);
  const reference = rig.sandbox.dashboard.refund(paymentReference, 700);
  expect(await provider.getRefund(reference)).toMatchObject({ status: "pending", refundId: null });
  rig.sandbox.dashboard.settleRefund(reference, "failed");
  expect(await provider.getRefund(reference)).toMatchObject({
    status: "failed",
    failure: "expired_or_canceled_card",
  });
  expect(await linesOf(reference)).toEqual([
    ["refund", "-700", "USD", "0"],
    ["refund", "700", "USD", "0"],
  ]);
});

test("evidence is handed in once for a dispute that is then lost", async () => {
  const { paymentReference, paid } = await buy(dollars);
  const reference = rig.sandbox.dashboard.openDispute(paymentReference);
  const evidence = {
    idempotencyKey: nextKey("evidence"),
    reference,
    amount: paid,
    summary: "The buyer bought, downloaded and installed a licence.",
    activityLog: "x".repeat(25_000),
    productDescription: "A licence for a trading strategy.",
    buyerEmail: "buyer@example.com",
    purchasedOn: new Date(),
  };
  const handedIn = await provider.submitEvidence(evidence);
  expect(handedIn).toMatchObject({ status: "under_review", evidenceDueAt: null, withdrawnMinor: "1900" });
  expect(await provider.submitEvidence(evidence)).toEqual(handedIn);
  rig.sandbox.dashboard.decideDispute(reference, "lost");
  expect(await provider.getDispute(reference)).toMatchObject({
    status: "lost",
    withdrawnMinor: "1900",
    feeMinor: "1500",
  });
  const late = await failureOf(provider.submitEvidence({ ...evidence, idempotencyKey: nextKey("evidence") }));
  expect(late.failure).toBe("refused");
});

test("lists go on over all of their pages", async () => {
  const { paymentReference } = await buy({ currency: "JPY", price: "2500" });
  const made: string[] = [];
  for (let index = 0; index < 120; index += 1) made.push(rig.sandbox.dashboard.refund(paymentReference, 1));
  const refunds = await provider.listRefunds(paymentReference);
  expect(refunds.map(({ reference }) => reference)).toEqual(made.toReversed());
  const references = new Set(made);
  const lines = (await movements()).filter(({ objectReference }) => references.has(objectReference ?? ""));
  expect(lines.map(({ objectReference }) => objectReference)).toEqual(made);
});

test("a webhook about a sale, a refund or a dispute is verified and names it", async () => {
  await rig.sandbox.faults.settled();
  const named = new Set<string>();
  for (const webhook of rig.received) {
    const { type, object } = await provider.verifyEvent({ ...webhook, now: new Date() });
    const family = /^v1\.(?:checkout\.session|refund|charge\.dispute)/.exec(type)?.[0] ?? type;
    named.add(`${family}: ${object?.kind} ${object?.reference.split("_")[0]}`);
  }
  expect([...named].sort()).toEqual([
    "v1.charge.dispute: dispute dp",
    "v1.checkout.session: checkout cs",
    "v1.refund: refund re",
  ]);
});

test("the book is in order over days, holds every line once, and makes up the balance", async () => {
  await buy(dollars);
  rig.sandbox.faults.set({ clockOffsetMs: 86_400_000 });
  await buy(prices[2], 86_400_000);
  rig.sandbox.faults.set({ clockOffsetMs: 3 * 86_400_000 });
  await buy(prices[1], 3 * 86_400_000);
  const lines = await movements();
  const times = lines.map(({ occurredAt }) => occurredAt.getTime());
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(new Set(lines.map(({ reference }) => reference)).size).toBe(lines.length);
  const held = new Map<string, bigint>();
  for (const { gross, feeMinor } of lines) {
    const before = held.get(gross.currency.toLowerCase()) ?? 0n;
    held.set(gross.currency.toLowerCase(), before + BigInt(gross.amountMinor) - BigInt(feeMinor));
  }
  const { secretKey, endpoint } = rig.providerOptions;
  const balance = await new Stripe(secretKey, { ...endpoint, telemetry: false }).balance.retrieve();
  const available = new Map(balance.available.map(({ currency, amount }) => [currency, BigInt(amount)]));
  expect(held).toEqual(available);
  const [middle] = times.slice(Math.floor(times.length / 2));
  const half = new Date(middle ?? 0);
  expect(await movements(half)).toEqual(lines.filter(({ occurredAt }) => occurredAt >= half));
});
