import { system } from "@boltz/domain";
import { type PaymentProvider, ProviderError } from "@boltz/providers";
import { sendRefund, syncRefund } from "@boltz/services";
import { describe, expect, test } from "vitest";
import { type Sale, useReturns } from "../support/returns.ts";

const market = useReturns();
const { stack, job, buy, buyListing, person, settle, request, refund, stateOf, refundsOf, refundIdsOf } =
  market;
const { ledgerOf, balancesOf, mailsTo, auditOf, refundsAtProvider, stored } = market;

const operationOf = { stripe: "refund", razorpay: "rzp.refund" } as const;

const send = async (sale: Sale) => {
  for (const refundId of await refundIdsOf(sale))
    await sendRefund({ ctx: job("send-refund"), input: { refundId } });
};

/** Sends it through a provider that differs from the sandbox in what is given. */
const sendWith = async (sale: Sale, differs: Partial<PaymentProvider>) => {
  const ctx = job("send-refund");
  const providers = { ...ctx.providers, [sale.provider]: { ...stack()[sale.provider], ...differs } };
  for (const refundId of await refundIdsOf(sale))
    await sendRefund({ ctx: { ...ctx, providers }, input: { refundId } });
};

const refuse = () => Promise.reject(new ProviderError("refused", "the bank says no"));

const opsOf = async (sale: Sale) => {
  const rows = await stored<{ state: string; attempts: number }>(
    `SELECT o.state, o.attempts FROM provider_ops o JOIN refunds r ON r.id = o.subject_id
     JOIN strategy_purchases p ON p.id = r.purchase_id WHERE p.payment_reference = $1`,
    [sale.paymentReference],
  );
  return rows;
};

const sweep = async () => {
  stack().clock.offsetMs += 3_700_000;
  await market.sweep();
};

describe.each(["stripe", "razorpay"] as const)("a call to %s", (provider) => {
  const only = operationOf[provider];

  test("whose answer was lost is made again with its key, and there is one refund", async () => {
    const sale = await buy({ provider });
    stack().sandbox.faults.set({ only, dropNext: 1, webhooks: "lose" });
    await request(sale);
    await settle();
    expect(await opsOf(sale)).toEqual([{ state: "unknown", attempts: 1 }]);
    expect(await stateOf(sale)).toMatchObject({ status: "completed", access: "frozen" });
    await sweep();
    expect(await opsOf(sale)).toEqual([{ state: "ok", attempts: 2 }]);
    expect(await refundsAtProvider(sale)).toHaveLength(1);
    expect(await stateOf(sale)).toMatchObject({ status: "refunded", returned: 9_000 });
  });

  test("whose answer was lost is settled by its webhook, which finds the refund by our id", async () => {
    const sale = await buy({ provider });
    stack().sandbox.faults.set({ only, dropNext: 1, webhooks: "hold" });
    await request(sale);
    await settle();
    expect(await refundsOf(sale)).toMatchObject([{ status: "planned" }]);
    await stack().sandbox.faults.release();
    await settle();
    expect(await opsOf(sale)).toEqual([{ state: "ok", attempts: 1 }]);
    expect(await refundsOf(sale)).toMatchObject([{ status: "succeeded", origin: "buyer" }]);
    await sweep();
    expect(await refundsAtProvider(sale)).toHaveLength(1);
  });

  test.each([
    ["a fault", { failNext: 1 }],
    ["too many requests", { rateLimitNext: 1 }],
  ])("that met %s is made again", async (_, fault) => {
    const sale = await buy({ provider });
    stack().sandbox.faults.set({ only, ...fault });
    await request(sale);
    await settle();
    expect(await opsOf(sale)).toMatchObject([{ state: "unknown" }]);
    await sweep();
    expect(await refundsAtProvider(sale)).toHaveLength(1);
    expect(await stateOf(sale)).toMatchObject({ status: "refunded" });
  });

  test("that is refused leaves the purchase as it was, and tells who asked", async () => {
    const sale = await buy({ provider });
    await request(sale);
    await sendWith(sale, { createRefund: refuse });
    expect(await refundsOf(sale)).toMatchObject([{ status: "failed", failure: "the bank says no" }]);
    expect(await opsOf(sale)).toMatchObject([{ state: "failed" }]);
    expect(await stateOf(sale)).toMatchObject({ status: "completed", access: "active", sales: 1 });
    expect(await mailsTo(sale.buyer)).toEqual(["refund_failed"]);
  });

  test("that comes after somebody else gave the money back takes that over", async () => {
    const sale = await buy({ provider });
    stack().sandbox.faults.set({ webhooks: "lose" });
    stack().sandbox.dashboard.refund(sale.paymentReference);
    await request(sale);
    await settle();
    expect(await refundsOf(sale)).toMatchObject([
      { status: "failed", origin: "buyer" },
      { status: "succeeded", origin: "provider" },
    ]);
    expect(await stateOf(sale)).toMatchObject({ status: "refunded", access: "revoked", returned: 9_000 });
    expect(await mailsTo(sale.buyer)).toEqual(["refunded"]);
  });

  test("that is refused after its refund was made finds that refund", async () => {
    const sale = await buy({ provider });
    await request(sale);
    await sendWith(sale, {
      createRefund: async (order) => {
        await stack()[provider].createRefund(order);
        return refuse();
      },
    });
    expect(await refundsOf(sale)).toMatchObject([{ status: "succeeded" }]);
    await settle();
    expect(await refundsAtProvider(sale)).toHaveLength(1);
  });

  test("that pends is followed until it succeeds, also without a webhook", async () => {
    const sale = await buy({ provider });
    stack().sandbox.faults.set({ refundsPend: true });
    await request(sale);
    await settle();
    expect(await refundsOf(sale)).toMatchObject([{ status: "pending" }]);
    expect(await stateOf(sale)).toMatchObject({ status: "completed", access: "frozen", returned: 0 });
    stack().sandbox.faults.set({ webhooks: "lose" });
    const [made] = await refundsAtProvider(sale);
    stack().sandbox.dashboard.settleRefund(made?.reference ?? "", "succeeded");
    await sweep();
    expect(await stateOf(sale)).toMatchObject({ status: "refunded", access: "revoked" });
  });

  test("that pends and fails gives access back, and may be asked for again", async () => {
    const sale = await buy({ provider });
    stack().sandbox.faults.set({ refundsPend: true });
    await request(sale);
    await settle();
    const [made] = await refundsAtProvider(sale);
    stack().sandbox.dashboard.settleRefund(made?.reference ?? "", "failed");
    await settle();
    expect(await stateOf(sale)).toMatchObject({ status: "completed", access: "active", sales: 1 });
    expect(await mailsTo(sale.buyer)).toEqual(["refund_failed"]);
    stack().sandbox.faults.set({ refundsPend: false });
    await request(sale);
    await settle();
    expect(await refundsOf(sale)).toMatchObject([{ status: "failed" }, { status: "succeeded" }]);
    expect(await stateOf(sale)).toMatchObject({ status: "refunded" });
  });

  test("that fails after all gives everything back to everybody", async () => {
    const sale = await buy({ provider });
    const before = [await stateOf(sale), await ledgerOf(sale)];
    await request(sale);
    await settle();
    const [made] = await refundsAtProvider(sale);
    stack().sandbox.dashboard.settleRefund(made?.reference ?? "", "failed");
    await settle();
    expect([await stateOf(sale), await ledgerOf(sale)]).toEqual(before);
    expect(await refundsOf(sale)).toMatchObject([{ status: "failed" }]);
    expect(await mailsTo(sale.buyer)).toEqual(["refunded", "refund_failed"]);
    expect(await auditOf(sale)).toEqual([
      "refund_requested user",
      expect.stringMatching(/^marketplace_refund /),
      expect.stringMatching(/^refund_failed /),
    ]);
  });

  test("that fails after the buyer bought it again leaves the first purchase ended", async () => {
    const first = await buy({ provider });
    await request(first);
    await settle();
    const second = await buyListing(first);
    const [made] = await refundsAtProvider(first);
    stack().sandbox.dashboard.settleRefund(made?.reference ?? "", "failed");
    await settle();
    expect(await stateOf(first)).toMatchObject({
      status: "refunded",
      access: "revoked",
      returned: 0,
      sales: 1,
    });
    expect(await stateOf(second)).toMatchObject({ status: "completed", access: "active" });
    const currency = provider === "stripe" ? "USD" : "INR";
    expect(await balancesOf(first.creator, currency)).toEqual({ available: 6_300, pending: 6_300 });
  });
});

describe.each(["stripe", "razorpay"] as const)("a refund in the dashboard of %s", (provider) => {
  const refundThere = ({ paymentReference }: Sale, amount?: number) =>
    stack().sandbox.dashboard.refund(paymentReference, amount);

  test("of all is taken over, and access ends", async () => {
    const sale = await buy({ provider });
    refundThere(sale);
    await settle();
    expect(await refundsOf(sale)).toMatchObject([{ origin: "provider", status: "succeeded", amount: 9_000 }]);
    expect(await stateOf(sale)).toMatchObject({ status: "refunded", access: "revoked", sales: 0 });
    expect(await ledgerOf(sale)).toEqual({});
  });

  test("of parts is taken over part by part, whatever order their events come in, and however often", async () => {
    const sale = await buy({ provider });
    stack().sandbox.faults.set({ webhooks: "hold", webhookCopies: 3 });
    for (const amount of [1_001, 2_002, 5_997]) refundThere(sale, amount);
    await stack().sandbox.faults.release({ reversed: true });
    await settle();
    expect((await refundsOf(sale)).map(({ amount }) => amount).sort()).toEqual([1_001, 2_002, 5_997]);
    expect(await stateOf(sale)).toMatchObject({ status: "refunded", returned: 9_000, fee: 2_700 });
    expect((await auditOf(sale)).filter((line) => line.startsWith("marketplace_refund"))).toHaveLength(3);
  });

  test("is taken over once by ten workers", async () => {
    const sale = await buy({ provider });
    stack().sandbox.faults.set({ webhooks: "lose" });
    const reference = refundThere(sale, 4_000);
    const sync = () => syncRefund({ ctx: job("handle-event"), input: { provider, reference } });
    expect(new Set(await Promise.all(Array.from({ length: 10 }, sync)))).toEqual(new Set(["handled"]));
    expect(await refundsOf(sale)).toMatchObject([{ amount: 4_000, status: "succeeded" }]);
  });

  test("before the purchase is settled waits for it", async () => {
    const sale = await buy({ provider });
    await stored("UPDATE strategy_purchases SET payment_reference = 'other' WHERE payment_reference = $1", [
      sale.paymentReference,
    ]);
    stack().sandbox.faults.set({ webhooks: "lose" });
    const reference = refundThere(sale, 4_000);
    const ctx = stack().as(system("handle-event"));
    expect(await syncRefund({ ctx, input: { provider, reference } })).toBe("not_ours");
    expect(await refundsOf(sale)).toEqual([]);
  });
});

test("a part refunded by our staff and the rest in the dashboard end the purchase", async () => {
  const sale = await buy();
  await refund(await person("finance"), sale, 3_333n);
  await settle();
  stack().sandbox.dashboard.refund(sale.paymentReference);
  await settle();
  expect(await stateOf(sale)).toMatchObject({
    status: "refunded",
    returned: 9_000,
    fee: 2_700,
    access: "revoked",
  });
});

test("a job that comes twice, or for what is done, does nothing", async () => {
  const sale = await buy();
  await request(sale);
  await Promise.all([send(sale), settle(), send(sale)]);
  await send(sale);
  expect(await refundsAtProvider(sale)).toHaveLength(1);
  expect(await refundsOf(sale)).toMatchObject([{ status: "succeeded" }]);
});
