import { uuidFromId } from "@boltz/db";
import { system } from "@boltz/domain";
import { testCards } from "@boltz/sandbox";
import { getPurchase, listPurchases, settlePurchase, startPurchase } from "@boltz/services";
import { seedListing, seedPerson } from "@boltz/testkit";
import { describe, expect, test } from "vitest";
import { inputFor, sessionOf, settledOnce, useMarket } from "../support/market.ts";

const { stack, creator, scene, start, payFor, recordsOf } = useMarket();

describe("a purchase", () => {
  test("goes from the provider's page over its webhook to access, money, audit and receipt", async () => {
    const { buyer, listing, input } = await scene();
    const started = await start(buyer, input);
    expect(started).toMatchObject({
      status: "pending",
      checkoutUrl: expect.stringMatching(/\/checkout\/|\/c\/pay\//),
    });
    expect(payFor(started.checkoutUrl)).toEqual({ kind: "paid" });
    await stack().settleWebhooks();

    expect(await recordsOf(buyer)).toEqual(settledOnce);
    const view = await getPurchase({ ctx: stack().as(buyer), input: { purchaseId: started.purchaseId } });
    expect(view).toMatchObject({ status: "completed", listingId: listing.listingId, checkoutUrl: null });
    const [row] = await stack().db.stored(
      `SELECT paid_minor AS paid, paid_currency AS currency, payment_method AS method, list_price_minor AS list,
         round(extract(epoch FROM release_at - completed_at) / 86400)::int AS held_days
       FROM strategy_purchases WHERE id = $1`,
      [uuidFromId("pur", started.purchaseId)],
    );
    expect(row).toEqual({ paid: "4900", currency: "USD", method: "card", list: "4900", held_days: 7 });
    const entries = await stack().db.stored<{ name: string; amount: string }>(
      `SELECT split_part(a.name, ':', 1) || ':' || split_part(a.name, ':', -1) AS name, e.amount_minor AS amount
       FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id JOIN ledger_transactions t ON t.id = e.transaction_id
       WHERE t.purchase_id = $1 ORDER BY e.amount_minor`,
      [uuidFromId("pur", started.purchaseId)],
    );
    expect(entries).toEqual([
      { name: "provider:stripe", amount: "-4900" },
      { name: "platform:fees", amount: "1470" },
      { name: "creator:pending", amount: "3430" },
    ]);
  });

  test.each([
    { priceMinor: 500n, currency: "JPY", feeMinor: "150" },
    { priceMinor: 1_500n, currency: "KWD", feeMinor: "450" },
    { priceMinor: 49_900n, currency: "INR", feeMinor: "14970" },
  ] as const)("is charged exactly in $currency", async ({ priceMinor, currency, feeMinor }) => {
    const { buyer, input } = await scene({ priceMinor, currency });
    const started = await start(buyer, input);
    payFor(started.checkoutUrl);
    await stack().settleWebhooks();
    const [row] = await stack().db.stored<{ status: string; price: string; fee: string }>(
      "SELECT status, price_minor AS price, fee_minor AS fee FROM strategy_purchases WHERE id = $1",
      [uuidFromId("pur", started.purchaseId)],
    );
    expect(row).toEqual({ status: "completed", price: priceMinor.toString(), fee: feeMinor });
  });

  test("of a free listing settles at once, without a provider and without postings", async () => {
    const { buyer, input } = await scene({ priceMinor: 0n });
    const started = await start(buyer, input);
    expect(started).toMatchObject({ status: "completed", checkoutUrl: null });
    expect(await recordsOf(buyer)).toEqual({ ...settledOnce, postings: 0 });
    expect(stack().sandbox.faults.counters().requests.create).toBe(0);
  });

  test("started again while its page is open leads back to that page", async () => {
    const { buyer, listing, input } = await scene();
    const first = await start(buyer, input);
    expect(await start(buyer, input)).toEqual(first);
    expect(await start(buyer, inputFor(listing))).toEqual(first);
    expect(stack().sandbox.faults.counters().sessionsByReference[first.purchaseId]).toBe(1);
  });

  test("is refused with a key that was used for something else", async () => {
    const { buyer, input } = await scene();
    const other = await seedListing(stack().db, creator());
    await start(buyer, input);
    await expect(
      start(buyer, { ...inputFor(other), idempotencyKey: input.idempotencyKey }),
    ).rejects.toMatchObject({
      code: "idempotency_mismatch",
    });
  });

  test("is refused for one's own listing, twice, unverified, without a sign-in, and at another price", async () => {
    const { buyer, listing, input } = await scene({ priceMinor: 0n });
    await expect(start(creator(), input)).rejects.toMatchObject({ code: "own_listing" });
    await start(buyer, input);
    await expect(start(buyer, inputFor(listing))).rejects.toMatchObject({ code: "already_owned" });
    const unverified = await seedPerson(stack().db, { verified: false });
    await expect(start(unverified, inputFor(listing))).rejects.toMatchObject({ code: "email_unverified" });
    await expect(
      startPurchase({ ctx: stack().as({ kind: "visitor" }), input: inputFor(listing) }),
    ).rejects.toMatchObject({ code: "unauthenticated" });
    const stale = inputFor(listing, { expectedPrice: { amountMinor: "4900", currency: "USD" } });
    const another = await seedPerson(stack().db);
    await expect(start(another, stale)).rejects.toMatchObject({ code: "price_changed" });
    expect((await recordsOf(another)).purchases).toEqual([]);
  });

  test("of a changed price ends the old page before it opens the new one", async () => {
    const { buyer, listing, input } = await scene();
    const old = await start(buyer, input);
    await stack().db.stored("UPDATE strategy_marketplace SET price_minor = 5900 WHERE id = $1", [
      uuidFromId("lst", listing.listingId),
    ]);
    await expect(start(buyer, inputFor(listing))).rejects.toMatchObject({ code: "price_changed" });
    const fresh = await start(buyer, inputFor({ ...listing, priceMinor: 5_900n }));
    expect(fresh.purchaseId).not.toBe(old.purchaseId);
    expect(payFor(old.checkoutUrl)).toEqual({ kind: "closed", status: "expired" });
    payFor(fresh.checkoutUrl);
    await stack().settleWebhooks();
    const { purchases, access, sales, postings } = await recordsOf(buyer);
    expect(purchases.map(({ status }) => status)).toEqual(["expired", "completed"]);
    expect({ access, sales, postings }).toEqual({ access: 1, sales: 1, postings: 1 });
  });

  test("that is declined says why, and goes through with another card", async () => {
    const { buyer, input } = await scene();
    const started = await start(buyer, input);
    expect(payFor(started.checkoutUrl, testCards.insufficientFunds.number)).toMatchObject({
      kind: "declined",
    });
    await settlePurchase({ ctx: stack().as(system("test")), input: { purchaseId: started.purchaseId } });
    const view = () => getPurchase({ ctx: stack().as(buyer), input: { purchaseId: started.purchaseId } });
    expect(await view()).toMatchObject({
      status: "pending",
      lastFailure: "Your card has insufficient funds.",
    });
    payFor(started.checkoutUrl);
    await stack().settleWebhooks();
    expect(await view()).toMatchObject({ status: "completed", lastFailure: null });
  });

  test.each([
    ["succeeded", "completed", 1],
    ["failed", "failed", 0],
  ] as const)("that is complete but unpaid waits until it has %s", async (result, status, access) => {
    const { buyer, input } = await scene();
    const started = await start(buyer, input);
    payFor(started.checkoutUrl, testCards.processes.number);
    await stack().settleWebhooks();
    expect(await recordsOf(buyer)).toMatchObject({ purchases: [{ status: "pending" }], access: 0 });
    stack().sandbox.faults.settle(sessionOf(started.checkoutUrl), result);
    await stack().settleWebhooks();
    expect(await recordsOf(buyer)).toMatchObject({ purchases: [{ status }], access });
  });

  test("belongs to its buyer: anybody else's looks as if it were not there", async () => {
    const { buyer, input } = await scene({ priceMinor: 0n });
    const { purchaseId } = await start(buyer, input);
    for (const other of [
      await seedPerson(stack().db),
      await seedPerson(stack().db, { role: "admin" }),
      creator(),
    ])
      await expect(getPurchase({ ctx: stack().as(other), input: { purchaseId } })).rejects.toMatchObject({
        code: "not_found",
      });
    const page = await listPurchases({ ctx: stack().as(buyer), input: { limit: 10 } });
    expect(page.items.map((item) => item.id)).toEqual([purchaseId]);
    expect((await listPurchases({ ctx: stack().as(creator()), input: { limit: 10 } })).items).toEqual([]);
  });
});
