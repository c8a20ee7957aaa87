import type { DisputeState } from "@boltz/providers";
import { listDisputes, releaseEarnings, syncDispute } from "@boltz/services";
import { describe, expect, test } from "vitest";
import { type Sale, useReturns } from "../support/returns.ts";

const market = useReturns();
const { stack, job, buy, buyListing, person, settle, request, refund, stateOf, refundsOf } = market;
const { disputesOf, ledgerOf, balancesOf, mailsTo, stored } = market;

const dispute = ({ paymentReference }: Sale, amount?: number) =>
  stack().sandbox.dashboard.openDispute(paymentReference, { amount });
const decide = (reference: string, result: "won" | "lost") =>
  stack().sandbox.dashboard.decideDispute(reference, result);

/** Asks a provider that answers something else about the dispute than the sandbox does. */
const syncAs = async ({ provider }: Sale, reference: string, differs: Partial<DisputeState>) => {
  const ctx = job("handle-event");
  const state = await stack()[provider].getDispute(reference);
  const other = { ...stack()[provider], getDispute: async () => ({ ...state, ...differs }) };
  return syncDispute({
    ctx: { ...ctx, providers: { ...ctx.providers, [provider]: other } },
    input: { provider, reference },
  });
};

describe("a dispute", () => {
  test("after the hold ended takes what is available, and gives it back", async () => {
    const sale = await buy();
    stack().clock.offsetMs = 8 * 86_400_000;
    await releaseEarnings({ ctx: job("release-earnings") });
    stack().clock.offsetMs = 0;
    const reference = dispute(sale);
    await settle();
    expect(await balancesOf(sale.creator)).toEqual({});
    decide(reference, "won");
    await settle();
    expect(await balancesOf(sale.creator)).toEqual({ available: 6_300 });
  });

  test("that was lost and is won in the end gives back the charge, too", async () => {
    const sale = await buy();
    const reference = dispute(sale);
    decide(reference, "lost");
    await settle();
    expect(await balancesOf(sale.creator)).toEqual({ debt: -1_500 });
    await syncAs(sale, reference, { status: "won", withdrawnMinor: "0", feeMinor: "0" });
    expect(await stateOf(sale)).toMatchObject({
      status: "completed",
      access: "active",
      sales: 1,
      returned: 0,
    });
    expect(await balancesOf(sale.creator)).toEqual({ pending: 6_300 });
    expect(await ledgerOf(sale)).toEqual({
      "provider:stripe": -9_000,
      "platform:fees": 2_700,
      pending: 6_300,
    });
  });

  test("whose money moves to and fro after the decision is followed", async () => {
    const sale = await buy();
    const reference = dispute(sale);
    decide(reference, "won");
    await settle();
    for (const withdrawnMinor of ["9000", "0", "9000", "0"]) {
      await syncAs(sale, reference, { withdrawnMinor });
      expect(await disputesOf(sale)).toMatchObject([{ status: "won", withdrawn: Number(withdrawnMinor) }]);
    }
    expect(await ledgerOf(sale)).toEqual({
      "provider:stripe": -9_000,
      "platform:fees": 2_700,
      pending: 6_300,
    });
  });

  test("of what was refunded before costs the platform, not the creator", async () => {
    const sale = await buy();
    await request(sale);
    await settle();
    const reference = dispute(sale, 9_000);
    await settle();
    expect(await disputesOf(sale)).toMatchObject([{ amount: 9_000, fee: 0, earning: 0 }]);
    decide(reference, "lost");
    await settle();
    expect(await stateOf(sale)).toMatchObject({ status: "refunded", returned: 9_000, access: "revoked" });
    expect(await balancesOf(sale.creator)).toEqual({});
    expect(await ledgerOf(sale)).toEqual({ "provider:stripe": 10_500, "platform:provider_costs": -10_500 });
    expect(await mailsTo(sale.creator)).toEqual(["sale_refunded"]);
  });

  test("that is lost lets the buyer buy again; won later, the first purchase stays ended", async () => {
    const sale = await buy();
    const reference = dispute(sale);
    decide(reference, "lost");
    await settle();
    const again = await buyListing(sale);
    await syncAs(sale, reference, { status: "won", withdrawnMinor: "0" });
    expect(await stateOf(sale)).toMatchObject({ status: "charged_back", access: "revoked", sales: 1 });
    expect(await stateOf(again)).toMatchObject({ status: "completed", access: "active" });
  });

  test("while a refund is on its way: both reach the buyer, and the creator pays once", async () => {
    const sale = await buy({ provider: "razorpay" });
    stack().sandbox.faults.set({ refundsPend: true, webhooks: "hold" });
    await refund(await person("finance"), sale, 5_000n);
    await settle();
    await syncAs(sale, dispute(sale, 4_000), { amount: { amountMinor: "9000", currency: "INR" } });
    expect(await stateOf(sale)).toMatchObject({ returned: 9_000, access: "frozen" });
    const [made] = await market.refundsAtProvider(sale);
    stack().sandbox.dashboard.settleRefund(made?.reference ?? "", "succeeded");
    stack().clock.offsetMs = 3_700_000;
    await market.sweep();
    expect(await refundsOf(sale)).toMatchObject([
      { status: "succeeded", amount: 5_000, fee: 1_500, earning: 3_500 },
    ]);
    expect(await disputesOf(sale)).toMatchObject([{ amount: 9_000, fee: 1_200, earning: 2_800 }]);
    expect(await stateOf(sale)).toMatchObject({ status: "completed", returned: 9_000, fee: 2_700 });
    expect(await balancesOf(sale.creator, "INR")).toEqual({});
    expect(await ledgerOf(sale)).toEqual({
      "provider:razorpay": -4_000,
      "disputes:held": 9_000,
      "platform:provider_costs": -5_000,
    });
  });

  test("that was opened before a refund was sent has the refund refused", async () => {
    const sale = await buy();
    stack().sandbox.faults.set({ webhooks: "hold" });
    dispute(sale);
    await request(sale);
    await settle();
    await stack().sandbox.faults.release();
    await settle();
    expect(await refundsOf(sale)).toMatchObject([{ status: "failed" }]);
    expect(await stateOf(sale)).toMatchObject({ status: "completed", access: "frozen", returned: 9_000 });
  });

  test("of a payment that is not ours is nobody's", async () => {
    const sale = await buy();
    const reference = dispute(sale);
    await stored("UPDATE strategy_purchases SET payment_reference = 'other' WHERE payment_reference = $1", [
      sale.paymentReference,
    ]);
    const input = { provider: "stripe" as const, reference };
    expect(await syncDispute({ ctx: job("handle-event"), input })).toBe("not_ours");
    await stack().sandbox.faults.settled();
  });

  test("is listed for staff, open and decided apart, page by page", async () => {
    const [first, second, third] = [await buy(), await buy(), await buy()];
    const ctx = stack().as(await person("moderator"));
    const before = (await listDisputes({ ctx, input: { open: true, limit: 50 } })).items.length;
    const [reference] = [first, second, third].map((sale) => dispute(sale));
    await settle();
    const page = await listDisputes({ ctx, input: { open: true, limit: 2 } });
    expect(page.items).toHaveLength(2);
    const cursor = page.nextCursor ?? undefined;
    const rest = await listDisputes({ ctx, input: { open: true, limit: 50, cursor } });
    expect(page.items.length + rest.items.length).toBe(before + 3);
    decide(reference ?? "", "won");
    await settle();
    const decided = await listDisputes({ ctx, input: { open: false, limit: 50 } });
    expect(decided.items[0]).toMatchObject({
      purchaseId: expect.any(String),
      status: expect.stringMatching(/won|lost/),
    });
    for (const other of [first.buyer, first.creator])
      await expect(
        listDisputes({ ctx: stack().as(other), input: { open: true, limit: 2 } }),
      ).rejects.toMatchObject({ code: "forbidden" });
  });
});
