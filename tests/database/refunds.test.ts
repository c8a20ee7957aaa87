import { randomUUID } from "node:crypto";
import { getPurchase, listPurchases, removeListing, requestRefund } from "@boltz/services";
import { describe, expect, test } from "vitest";
import { useReturns } from "../support/returns.ts";

const market = useReturns();
const { stack, buy, buyListing, person, settle, request, refund, stateOf, refundsOf, ledgerOf, balancesOf } =
  market;
const { mailsTo, auditOf, refundsAtProvider } = market;

const viewOf = ({ buyer, purchaseId }: Awaited<ReturnType<typeof buy>>) =>
  getPurchase({ ctx: stack().as(buyer), input: { purchaseId } });

describe.each(["stripe", "razorpay"] as const)("with %s, a buyer who gives a strategy back", (provider) => {
  test("loses access at once and has all the money back", async () => {
    const sale = await buy({ provider });
    const asked = await request(sale);
    expect(asked).toMatchObject({ status: "completed", refundPending: true });
    expect(await stateOf(sale)).toMatchObject({ status: "completed", access: "frozen", sales: 1 });
    await settle();
    expect(await stateOf(sale)).toEqual({
      status: "refunded",
      returned: 9_000,
      fee: 2_700,
      access: "revoked",
      sales: 0,
    });
    expect(await viewOf(sale)).toMatchObject({
      status: "refunded",
      refundPending: false,
      refunded: { amountMinor: "9000" },
    });
    expect(await ledgerOf(sale)).toEqual({});
    expect(await balancesOf(sale.creator, provider === "stripe" ? "USD" : "INR")).toEqual({});
    expect(await refundsAtProvider(sale)).toHaveLength(1);
    expect(await mailsTo(sale.buyer)).toEqual(["refunded"]);
    expect(await mailsTo(sale.creator)).toEqual(["sale_refunded"]);
    expect(await auditOf(sale)).toEqual([
      "refund_requested user",
      expect.stringMatching(/^marketplace_refund system:/),
    ]);
  });

  test("has one refund, however often the button was pressed", async () => {
    const sale = await buy({ provider });
    await Promise.all(Array.from({ length: 20 }, () => request(sale)));
    await settle();
    expect(await request(sale)).toMatchObject({ status: "refunded", refundPending: false });
    expect(await refundsOf(sale)).toMatchObject([{ status: "succeeded", amount: 9_000 }]);
    expect(await refundsAtProvider(sale)).toHaveLength(1);
  });
});

describe("a buyer's refund", () => {
  test("is open for ever once the listing was removed because it harms, as the buyer is shown", async () => {
    const sale = await buy({ refundDays: 0 });
    expect((await viewOf(sale)).refundableUntil).toBeNull();
    const ctx = stack().as(await person("moderator"));
    const removal = {
      listingId: sale.listing.listingId,
      reason: "It sends orders that its rules do not name.",
    };
    await removeListing({ ctx, input: { ...removal, harm: false } });
    await expect(request(sale)).rejects.toMatchObject({ code: "refund_window_closed" });
    await removeListing({ ctx, input: { ...removal, harm: true } });
    const { refundableUntil } = await viewOf(sale);
    expect(new Date(refundableUntil ?? 0).getTime()).toBeGreaterThan(Date.now() + 300 * 86_400_000);
    expect(await request(sale)).toMatchObject({ refundPending: true });
    await settle();
    expect(await stateOf(sale)).toMatchObject({ status: "refunded", returned: 9_000, access: "revoked" });
  });

  test("is refused after the window, of one without a window, and of what cost nothing", async () => {
    const sale = await buy();
    stack().clock.offsetMs = 14 * 86_400_000 + 60_000;
    await expect(request(sale)).rejects.toMatchObject({ code: "refund_window_closed" });
    stack().clock.offsetMs = 0;
    await expect(request(await buy({ refundDays: 0 }))).rejects.toMatchObject({
      code: "refund_window_closed",
    });
  });

  test("is asked for by a buyer who is suspended, too", async () => {
    const sale = await buy();
    await request({ ...sale, buyer: { ...sale.buyer, suspended: true } });
    expect(await refundsOf(sale)).toHaveLength(1);
  });

  test("is nobody else's to ask for", async () => {
    const sale = await buy();
    const { purchaseId } = sale;
    for (const other of [await person(), sale.creator, await person("admin")]) {
      await expect(
        requestRefund({ ctx: stack().as(other), input: { purchaseId, reason: "" } }),
      ).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(
      requestRefund({ ctx: stack().as({ kind: "visitor" }), input: { purchaseId, reason: "" } }),
    ).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await refundsOf(sale)).toEqual([]);
  });

  test("is shown in the list of purchases while it is on its way", async () => {
    const sale = await buy();
    await request(sale);
    const { items } = await listPurchases({ ctx: stack().as(sale.buyer), input: { limit: 10 } });
    expect(items).toMatchObject([{ id: sale.purchaseId, refundPending: true, disputed: false }]);
    await settle();
  });

  test("leaves the way free to buy it again", async () => {
    const first = await buy();
    await request(first);
    await settle();
    const second = await buyListing(first);
    expect(await stateOf(first)).toMatchObject({ status: "refunded", access: "revoked", sales: 1 });
    expect(await stateOf(second)).toMatchObject({ status: "completed", access: "active" });
  });
});

describe("our staff", () => {
  test.each(["moderator", "finance", "admin"] as const)(
    "a %s refunds all of it, with his name",
    async (role) => {
      const sale = await buy();
      const staff = await person(role);
      const view = await refund(staff, sale);
      expect(view).toMatchObject({ status: "planned", origin: "staff", amount: { amountMinor: "9000" } });
      expect(await stateOf(sale)).toMatchObject({ access: "frozen" });
      await settle();
      expect(await stateOf(sale)).toMatchObject({ status: "refunded", access: "revoked", sales: 0 });
      expect((await auditOf(sale))[0]).toBe(`refund_requested ${role}`);
    },
  );

  test("refund no purchase of their own, neither as buyer nor as creator", async () => {
    const sale = await buy();
    const asStaff = (who: typeof sale.buyer) => ({ ...who, role: "admin" as const });
    for (const own of [sale.buyer, sale.creator])
      await expect(refund(asStaff(own), sale)).rejects.toMatchObject({ code: "own_judgement" });
  });

  test("are the only ones who may", async () => {
    const sale = await buy();
    for (const other of [await person(), sale.buyer, sale.creator])
      await expect(refund(other, sale)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("send the same order twice and make one; with another order the key is refused", async () => {
    const [sale, other] = [await buy(), await buy()];
    const staff = await person("finance");
    const key = randomUUID();
    const views = await Promise.all(Array.from({ length: 8 }, () => refund(staff, sale, 500n, key)));
    expect(new Set(views.map(({ id }) => id)).size).toBe(1);
    await expect(refund(staff, sale, 600n, key)).rejects.toMatchObject({ code: "idempotency_mismatch" });
    await expect(refund(staff, other, 500n, key)).rejects.toMatchObject({ code: "idempotency_mismatch" });
    expect(await refundsOf(other)).toEqual([]);
    await settle();
    expect(await refundsOf(sale)).toMatchObject([{ status: "succeeded", amount: 500 }]);
  });

  test.each([
    { provider: "stripe", priceMinor: 4_999n, currency: "USD", parts: [1_111n, 2_223n, 1_665n] },
    { provider: "stripe", priceMinor: 501n, currency: "JPY", parts: [1n, 333n, 167n] },
    { provider: "stripe", priceMinor: 1_510n, currency: "KWD", parts: [10n, 730n, 770n] },
    { provider: "razorpay", priceMinor: 49_999n, currency: "INR", parts: [333n, 11_111n, 38_555n] },
  ] as const)("refund three odd parts of $currency, which end exactly at the price", async (row) => {
    const { priceMinor, currency, provider, parts } = row;
    const sale = await buy({ provider, priceMinor, currency });
    const staff = await person("moderator");
    for (const [index, part] of parts.entries()) {
      await refund(staff, sale, index === 2 ? null : part);
      if (index < 2) expect(await stateOf(sale)).toMatchObject({ status: "completed", access: "active" });
      await settle();
    }
    const rows = await refundsOf(sale);
    expect(rows.map(({ amount }) => BigInt(amount))).toEqual(parts);
    expect(await stateOf(sale)).toMatchObject({
      status: "refunded",
      returned: Number(priceMinor),
      access: "revoked",
      sales: 0,
    });
    expect(await ledgerOf(sale)).toEqual({});
    expect(await balancesOf(sale.creator, currency)).toEqual({});
  });

  test("refund a part, and the buyer keeps the strategy", async () => {
    const sale = await buy();
    await refund(await person("moderator"), sale, 1_000n);
    await settle();
    expect(await stateOf(sale)).toEqual({
      status: "completed",
      returned: 1_000,
      fee: 300,
      access: "active",
      sales: 1,
    });
    expect(await ledgerOf(sale)).toEqual({
      "provider:stripe": -8_000,
      "platform:fees": 2_400,
      pending: 5_600,
    });
    expect(await viewOf(sale)).toMatchObject({ status: "completed", refunded: { amountMinor: "1000" } });
  });

  test.each([
    ["refund_too_large", 9_001n],
    ["invalid_input", 0n],
    ["invalid_input", -1n],
  ])("are refused with %s for %s", async (code, amountMinor) => {
    const sale = await buy();
    await expect(refund(await person("admin"), sale, amountMinor)).rejects.toMatchObject({ code });
  });
});
