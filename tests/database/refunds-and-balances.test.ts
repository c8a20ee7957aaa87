import { uuidFromId } from "@boltz/db";
import { findPurchases, getStaffPurchase, releaseEarnings, requestPayout } from "@boltz/services";
import { describe, expect, test } from "vitest";
import { activePayoutAccount, type Sale, useReturns } from "../support/returns.ts";

const market = useReturns();
const { stack, job, buy, buyAtWrongPrice, person, settle, request, refund, stateOf, refundsOf } = market;
const { ledgerOf, balancesOf, stored, refundsAtProvider } = market;

const release = async () => {
  stack().clock.offsetMs = 7 * 86_400_000 + 60_000;
  await releaseEarnings({ ctx: job("release-earnings") });
};

const reversalsOf = ({ creator }: Sale) =>
  stored("SELECT amount_minor::int AS amount, status FROM transfer_reversals WHERE creator_id = $1", [
    uuidFromId("usr", creator.id),
  ]);

const payOut = async (sale: Sale, currency: "USD" | "INR") => {
  await activePayoutAccount(stack(), sale.creator, sale.provider);
  await requestPayout({
    ctx: stack().as({ ...sale.creator, kyc: "verified" }),
    input: { currency, idempotencyKey: crypto.randomUUID() },
  });
  await expect
    .poll(async () => {
      stack().clock.offsetMs += 3_700_000;
      await market.sweep();
      return balancesOf(sale.creator, currency);
    })
    .toEqual({});
};

describe("a refund takes the creator's share", () => {
  test("from what this purchase has pending, not from what others have", async () => {
    const sale = await buy();
    await buy({ creator: sale.creator });
    await request(sale);
    await settle();
    expect(await balancesOf(sale.creator)).toEqual({ pending: 6_300 });
  });

  test("from what is available once it was released", async () => {
    const sale = await buy();
    await release();
    expect(await balancesOf(sale.creator)).toEqual({ available: 6_300 });
    stack().clock.offsetMs = 0;
    const later = await buy({ creator: sale.creator });
    await refund(await person("finance"), sale, 3_000n);
    await settle();
    expect(await balancesOf(sale.creator)).toEqual({ available: 4_200, pending: 6_300 });
    expect(await stateOf(later)).toMatchObject({ status: "completed" });
  });

  test("partly pending, partly available: nothing is taken twice", async () => {
    const sale = await buy();
    await refund(await person("finance"), sale, 3_000n);
    await settle();
    await release();
    await refund(await person("finance"), sale);
    await settle();
    expect(await balancesOf(sale.creator)).toEqual({});
    expect(await ledgerOf(sale)).toEqual({});
  });

  test.each([
    { provider: "stripe", currency: "USD" },
    { provider: "razorpay", currency: "INR" },
  ] as const)("as a debt once it was paid out by $provider, which is taken back there", async (row) => {
    const { provider, currency } = row;
    const sale = await buy({ provider, priceMinor: 100_000n });
    await release();
    await payOut(sale, currency);
    stack().sandbox.faults.set({ only: provider === "stripe" ? "reversal" : "rzp.reversal", failNext: 1 });
    await refund(await person("finance"), sale, 40_000n);
    await settle();
    expect(await balancesOf(sale.creator, currency)).toEqual({ debt: -28_000 });
    expect(await reversalsOf(sale)).toEqual([{ amount: 28_000, status: "unknown" }]);
    expect(await stateOf(sale)).toMatchObject({ status: "completed", returned: 40_000 });
    stack().clock.offsetMs += 3_700_000;
    await market.sweep();
    expect(await balancesOf(sale.creator, currency)).toEqual({});
  });

  test("as a debt that the next sale repays, where the payout is gone", async () => {
    const sale = await buy();
    await release();
    stack().sandbox.faults.set({ accountsPayOutAtOnce: true });
    await payOut(sale, "USD");
    await refund(await person("admin"), sale);
    await settle();
    expect(await balancesOf(sale.creator)).toEqual({ debt: -6_300 });
    expect(await reversalsOf(sale)).toEqual([{ amount: 6_300, status: "refused" }]);
    stack().clock.offsetMs = 0;
    await buy({ creator: sale.creator, priceMinor: 20_000n });
    await release();
    expect(await balancesOf(sale.creator)).toEqual({ available: 7_700 });
  });
});

describe("what waits in quarantine", () => {
  test("is refunded as it was received, by our staff, and only whole", async () => {
    const sale = await buyAtWrongPrice(100);
    const staff = await person("moderator");
    expect(await ledgerOf(sale)).toEqual({ "provider:stripe": -9_100, "platform:suspense": 9_100 });
    await expect(request(sale)).rejects.toMatchObject({ code: "wrong_state" });
    await expect(refund(staff, sale, 1_000n)).rejects.toMatchObject({ code: "invalid_input" });
    const { items } = await findPurchases({
      ctx: stack().as(staff),
      input: { query: "", quarantined: true, limit: 10 },
    });
    expect(items).toMatchObject([{ id: sale.purchaseId, refundable: { amountMinor: "9100" } }]);
    await refund(staff, sale);
    await settle();
    expect(await stateOf(sale)).toMatchObject({ status: "refunded", returned: 0, access: null, sales: 0 });
    expect(await ledgerOf(sale)).toEqual({});
    expect(await refundsOf(sale)).toMatchObject([{ amount: 9_100, fee: 0, earning: 0, status: "succeeded" }]);
    const [made] = await refundsAtProvider(sale);
    expect(made).toMatchObject({ amount: { amountMinor: "9100" } });
    stack().sandbox.dashboard.settleRefund(made?.reference ?? "", "failed");
    await settle();
    expect(await ledgerOf(sale)).toEqual({ "provider:stripe": -9_100, "platform:suspense": 9_100 });
    await refund(staff, sale);
    await settle();
    expect(await ledgerOf(sale)).toEqual({});
  });

  test("is refunded in the dashboard, part by part", async () => {
    const sale = await buyAtWrongPrice(-1_000);
    stack().sandbox.dashboard.refund(sale.paymentReference, 3_000);
    await settle();
    expect(await ledgerOf(sale)).toEqual({ "provider:stripe": -5_000, "platform:suspense": 5_000 });
    expect(await stateOf(sale)).toMatchObject({ status: "quarantined" });
    stack().sandbox.dashboard.refund(sale.paymentReference);
    await settle();
    expect(await stateOf(sale)).toMatchObject({ status: "refunded" });
    expect(await ledgerOf(sale)).toEqual({});
  });
});

describe("staff find a purchase", () => {
  test("by its id, its listing, its payment and its buyer's address, and see all that went back", async () => {
    const sale = await buy();
    const staff = await person("finance");
    await refund(staff, sale, 2_000n);
    await settle();
    const [row] = await stored<{ email: string }>("SELECT email FROM users WHERE email LIKE $1", [
      `${sale.buyer.id}%`,
    ]);
    const email = row?.email ?? "";
    await buy();
    for (const query of [
      sale.purchaseId,
      sale.listing.listingId,
      sale.paymentReference,
      email.toUpperCase(),
      ` ${email} `.trim(),
    ]) {
      const { items } = await findPurchases({
        ctx: stack().as(staff),
        input: { query, quarantined: false, limit: 5 },
      });
      expect(items.map(({ id }) => id)).toEqual([sale.purchaseId]);
    }
    expect(
      await getStaffPurchase({ ctx: stack().as(staff), input: { purchaseId: sale.purchaseId } }),
    ).toMatchObject({
      id: sale.purchaseId,
      buyer: email,
      price: { amountMinor: "9000" },
      refundable: { amountMinor: "7000" },
      refunds: [{ status: "succeeded", amount: { amountMinor: "2000" }, origin: "staff" }],
      disputes: [],
    });
  });

  test("page by page, the newest first", async () => {
    const sales = [await buy(), await buy(), await buy()];
    const ctx = stack().as(await person("moderator"));
    const first = await findPurchases({ ctx, input: { query: "", quarantined: false, limit: 2 } });
    expect(first.items.map(({ id }) => id)).toEqual([sales[2]?.purchaseId, sales[1]?.purchaseId]);
    const cursor = first.nextCursor ?? undefined;
    const second = await findPurchases({ ctx, input: { query: "", quarantined: false, limit: 2, cursor } });
    expect(second.items[0]?.id).toBe(sales[0]?.purchaseId);
  });

  test("and nobody else does", async () => {
    const sale = await buy();
    const nobody = { query: sale.purchaseId, quarantined: false, limit: 5 };
    for (const other of [sale.buyer, sale.creator])
      await expect(findPurchases({ ctx: stack().as(other), input: nobody })).rejects.toMatchObject({
        code: "forbidden",
      });
    const ctx = stack().as(await person("admin"));
    await expect(findPurchases({ ctx, input: { ...nobody, query: "a\u0000b" } })).rejects.toMatchObject({
      code: "invalid_input",
    });
    await expect(findPurchases({ ctx, input: { ...nobody, cursor: "pur_x" } })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });
});
