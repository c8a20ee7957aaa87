import { syncDispute } from "@boltz/services";
import { describe, expect, test } from "vitest";
import { type Sale, useReturns } from "../support/returns.ts";

const market = useReturns();
const { stack, job, buy, buyAtWrongPrice, person, settle, request, refund, stateOf } = market;
const { disputesOf, ledgerOf, balancesOf, mailsTo, auditOf } = market;

const dispute = ({ paymentReference }: Sale, amount?: number) =>
  stack().sandbox.dashboard.openDispute(paymentReference, { amount });
const decide = (reference: string, result: "won" | "lost") =>
  stack().sandbox.dashboard.decideDispute(reference, result);

/** Stripe takes money and charge when a dispute opens and gives both back; Razorpay takes it when it is lost. */
const costOf = { stripe: 1_500, razorpay: 0 } as const;
const currencyOf = { stripe: "USD", razorpay: "INR" } as const;

describe.each(["stripe", "razorpay"] as const)("a dispute at %s", (provider) => {
  const cost = costOf[provider];
  const currency = currencyOf[provider];

  test("that is opened freezes the money and the access, and tells creator and finance", async () => {
    const [finance, admin, moderator] = [
      await person("finance"),
      await person("admin"),
      await person("moderator"),
    ];
    const sale = await buy({ provider });
    dispute(sale);
    await settle();
    expect(await stateOf(sale)).toEqual({
      status: "completed",
      returned: 9_000,
      fee: 2_700,
      access: "frozen",
      sales: 1,
    });
    expect(await disputesOf(sale)).toMatchObject([
      { status: "open", amount: 9_000, fee: 2_700, earning: 6_300, cost },
    ]);
    expect(await balancesOf(sale.creator, currency)).toEqual({});
    expect(await ledgerOf(sale)).toEqual(
      provider === "stripe"
        ? { "provider:stripe": cost, "platform:provider_costs": -cost }
        : { "provider:razorpay": -9_000, "disputes:held": 9_000 },
    );
    expect(await mailsTo(sale.creator)).toEqual(["dispute_opened"]);
    expect([await mailsTo(finance), await mailsTo(admin), await mailsTo(moderator)]).toEqual([
      ["dispute_to_answer"],
      ["dispute_to_answer"],
      [],
    ]);
    expect(await auditOf(sale)).toEqual([expect.stringMatching(/^dispute_opened system:/)]);
  });

  test("that is won gives all of it back", async () => {
    const sale = await buy({ provider });
    const before = [await stateOf(sale), await ledgerOf(sale)];
    const reference = dispute(sale);
    await settle();
    decide(reference, "won");
    await settle();
    expect([await stateOf(sale), await ledgerOf(sale)]).toEqual(before);
    expect(await disputesOf(sale)).toMatchObject([{ status: "won", withdrawn: 0, cost: 0 }]);
    expect(await mailsTo(sale.creator)).toEqual(["dispute_opened", "dispute_won"]);
  });

  test("that is lost ends the sale, and its charge is the creator's", async () => {
    const sale = await buy({ provider });
    const reference = dispute(sale);
    await settle();
    decide(reference, "lost");
    await settle();
    expect(await stateOf(sale)).toEqual({
      status: "charged_back",
      returned: 9_000,
      fee: 2_700,
      access: "revoked",
      sales: 0,
    });
    expect(await disputesOf(sale)).toMatchObject([{ status: "lost", withdrawn: 9_000, cost }]);
    expect(await balancesOf(sale.creator, currency)).toEqual(cost === 0 ? {} : { debt: -cost });
    expect(await ledgerOf(sale)).toEqual(cost === 0 ? {} : { "provider:stripe": cost, debt: -cost });
    expect(await mailsTo(sale.creator)).toEqual(["dispute_opened", "dispute_lost"]);
    expect((await auditOf(sale)).at(-1)).toMatch(/^dispute_lost system:/);
    await expect(refund(await person("admin"), sale)).rejects.toMatchObject({ code: "wrong_state" });
  });

  test("of a part freezes that part, and the rest is the creator's when it is lost", async () => {
    const sale = await buy({ provider });
    const reference = dispute(sale, 3_000);
    await settle();
    expect(await balancesOf(sale.creator, currency)).toEqual({ pending: 4_200 });
    decide(reference, "lost");
    await settle();
    expect(await stateOf(sale)).toMatchObject({ status: "charged_back", access: "revoked", returned: 3_000 });
    expect(await balancesOf(sale.creator, currency)).toEqual({ available: 4_200 - cost });
  });

  test("blocks refunds while the bank looks at it, and no longer", async () => {
    const sale = await buy({ provider });
    const reference = dispute(sale);
    await settle();
    await expect(request(sale)).rejects.toMatchObject({ code: "disputed" });
    await expect(refund(await person("admin"), sale)).rejects.toMatchObject({ code: "disputed" });
    decide(reference, "won");
    await settle();
    await request(sale);
    await settle();
    expect(await stateOf(sale)).toMatchObject({ status: "refunded", returned: 9_000, access: "revoked" });
  });

  test("after a part was refunded takes what is left", async () => {
    const sale = await buy({ provider });
    await refund(await person("finance"), sale, 4_001n);
    await settle();
    const reference = dispute(sale);
    await settle();
    expect(await stateOf(sale)).toMatchObject({ returned: 9_000, fee: 2_700 });
    decide(reference, "lost");
    await settle();
    expect(await stateOf(sale)).toMatchObject({ status: "charged_back" });
    expect(await disputesOf(sale)).toMatchObject([{ amount: 4_999 }]);
  });

  test("leaves one trace, however often and in whatever order its events come", async () => {
    const sale = await buy({ provider });
    stack().sandbox.faults.set({ webhooks: "hold", webhookCopies: 4 });
    const reference = dispute(sale);
    decide(reference, "lost");
    await stack().sandbox.faults.release({ reversed: true });
    await settle();
    expect(await disputesOf(sale)).toMatchObject([{ status: "lost", withdrawn: 9_000, cost }]);
    expect(await auditOf(sale)).toHaveLength(2);
    expect(await balancesOf(sale.creator, currency)).toEqual(cost === 0 ? {} : { debt: -cost });
    const sync = () => syncDispute({ ctx: job("handle-event"), input: { provider, reference } });
    await Promise.all(Array.from({ length: 10 }, sync));
    expect(await auditOf(sale)).toHaveLength(2);
  });

  test("is found by ten workers at once and taken over once", async () => {
    const sale = await buy({ provider });
    stack().sandbox.faults.set({ webhooks: "lose" });
    const reference = dispute(sale);
    const sync = () => syncDispute({ ctx: job("handle-event"), input: { provider, reference } });
    await Promise.all(Array.from({ length: 10 }, sync));
    expect(await disputesOf(sale)).toHaveLength(1);
    expect(await auditOf(sale)).toHaveLength(1);
  });

  test("that nobody told us the end of is asked about", async () => {
    const sale = await buy({ provider });
    const reference = dispute(sale);
    await settle();
    stack().sandbox.faults.set({ webhooks: "lose" });
    decide(reference, "won");
    stack().clock.offsetMs = 2 * 3_600_000;
    await market.sweep();
    expect(await disputesOf(sale)).toMatchObject([{ status: "won" }]);
    expect(await stateOf(sale)).toMatchObject({ status: "completed", access: "active", sales: 1 });
  });
});

test("a dispute of a sale that was never completed is the platform's", async () => {
  const sale = await buyAtWrongPrice(100);
  const reference = dispute(sale);
  await settle();
  expect(await disputesOf(sale)).toMatchObject([{ amount: 9_100, fee: 0, earning: 0 }]);
  await expect(refund(await person("admin"), sale)).rejects.toMatchObject({ code: "disputed" });
  decide(reference, "lost");
  await settle();
  expect(await stateOf(sale)).toMatchObject({ status: "quarantined", returned: 0, access: null });
  expect(await balancesOf(sale.creator)).toEqual({});
  await expect(refund(await person("admin"), sale)).rejects.toMatchObject({ code: "wrong_state" });
});
