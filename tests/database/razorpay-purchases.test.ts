import { type PaymentMethod, startPurchaseInput } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { getPurchase, getPurchaseOptions } from "@boltz/services";
import { seedListing, seedPerson } from "@boltz/testkit";
import { describe, expect, test } from "vitest";
import { inputFor, settledOnce, useMarket } from "../support/market.ts";

const { stack, creator, scene, start, payFor, payOrder, sweep, recordsOf, suspenseOf } = useMarket();

const inrScene = () => scene({ priceMinor: 49_900n, currency: "INR" });

const begin = async (method: PaymentMethod = "card") => {
  const { buyer, listing } = await inrScene();
  const input = inputFor(listing, { provider: "razorpay", method });
  const started = await start(buyer, input);
  return { buyer, listing, input, started };
};

const HOUR_AND_A_BIT_MS = 61 * 60_000;

/** The bank answers at last about a payment that it had left open. */
const bankAnswers = async (paymentId: string, result: "succeeded" | "failed") => {
  const url = `${stack().sandbox.url}/razorpay/payments/${paymentId}/settle`;
  const answer = await fetch(url, {
    method: "POST",
    body: new URLSearchParams({ result }),
    redirect: "manual",
  });
  expect(answer.status).toBe(303);
};

const entriesOf = (purchaseId: Parameters<typeof uuidFromId<"pur">>[1]) =>
  stack().db.stored<{ name: string; amount: string }>(
    `SELECT split_part(a.name, ':', 1) || ':' || split_part(a.name, ':', -1) AS name, e.amount_minor AS amount
     FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id JOIN ledger_transactions t ON t.id = e.transaction_id
     WHERE t.purchase_id = $1 ORDER BY e.amount_minor`,
    [uuidFromId("pur", purchaseId)],
  );

describe("a purchase by Razorpay", () => {
  test("is offered in rupees with UPI first, and not in dollars", async () => {
    const { buyer, listing } = await inrScene();
    const optionsOf = async (listingId: typeof listing.listingId, country?: string) =>
      (await getPurchaseOptions({ ctx: stack().as(buyer), input: { listingId, country } })).options.map(
        ({ provider, method }) => `${provider} ${method}`,
      );
    expect(await optionsOf(listing.listingId, "IN")).toEqual([
      "razorpay upi",
      "razorpay card",
      "stripe card",
    ]);
    expect(await optionsOf(listing.listingId, "DE")).toEqual(["stripe card", "razorpay card"]);
    const inDollars = await seedListing(stack().db, creator());
    expect(await optionsOf(inDollars.listingId, "IN")).toEqual(["stripe card"]);
    await expect(start(buyer, inputFor(inDollars, { provider: "razorpay" }))).rejects.toMatchObject({
      code: "provider_unavailable",
    });
    await expect(
      start(buyer, inputFor(listing, { provider: "stripe", method: "upi" })),
    ).rejects.toMatchObject({ code: "provider_unavailable" });
  });

  test.each(["card", "upi"] as const)(
    "by %s goes from our hand-over page over order and webhook to access and money",
    async (method) => {
      const { buyer, started } = await begin(method);
      const { publicUrl } = stack().services.settings;
      expect(started).toMatchObject({
        status: "pending",
        checkoutUrl: `${publicUrl}/pay/razorpay/${started.purchaseId}`,
      });
      const { orderId } = await payOrder(started.purchaseId, { method });
      expect(orderId).toMatch(/^order_/);
      await stack().settleWebhooks();
      expect(await recordsOf(buyer)).toEqual(settledOnce);
      expect(await entriesOf(started.purchaseId)).toEqual([
        { name: "provider:razorpay", amount: "-49900" },
        { name: "platform:fees", amount: "14970" },
        { name: "creator:pending", amount: "34930" },
      ]);
      const view = await getPurchase({ ctx: stack().as(buyer), input: { purchaseId: started.purchaseId } });
      expect(view).toMatchObject({ status: "completed", provider: "razorpay", method, checkoutUrl: null });
    },
  );

  test("another method while the order is open ends the try before it and begins anew", async () => {
    const { buyer, listing, started } = await begin("card");
    const other = await start(buyer, inputFor(listing, { provider: "razorpay", method: "upi" }));
    expect(other.purchaseId).not.toBe(started.purchaseId);
    await payOrder(other.purchaseId, { method: "upi" });
    await stack().settleWebhooks();
    const { purchases, access } = await recordsOf(buyer);
    expect(purchases.map(({ status }) => status)).toEqual(["expired", "completed"]);
    expect(access).toBe(1);
  });

  test("that the bank only authorized is captured, once, and then settled", async () => {
    const { buyer, started } = await begin();
    expect(await payOrder(started.purchaseId, { outcome: "authorized" })).toMatchObject({
      status: "authorized",
    });
    stack().sandbox.faults.set({ webhookCopies: 3 });
    await stack().settleWebhooks();
    expect(await recordsOf(buyer)).toEqual(settledOnce);
    expect(stack().sandbox.faults.counters().requests["rzp.capture"]).toBe(1);
  });

  test("that is authorized for another amount is not captured", async () => {
    stack().sandbox.faults.set({ amountDelta: -100 });
    const { buyer, started } = await begin();
    await payOrder(started.purchaseId, { outcome: "authorized" });
    await stack().settleWebhooks();
    expect(await recordsOf(buyer)).toMatchObject({ purchases: [{ status: "pending" }], access: 0 });
    expect(stack().sandbox.faults.counters().requests["rzp.capture"]).toBe(0);
  });

  test("for another amount is set aside, and what was received waits in suspense", async () => {
    stack().sandbox.faults.set({ amountDelta: -100 });
    const { buyer, started } = await begin();
    const { paymentId } = await payOrder(started.purchaseId);
    await stack().settleWebhooks();
    expect(await recordsOf(buyer)).toMatchObject({
      purchases: [{ status: "quarantined", reason: "amount_mismatch" }],
      ...{ access: 0, sales: 0, postings: 0, receipts: 0 },
    });
    expect(await suspenseOf(started.purchaseId)).toEqual([{ currency: "INR", amount: "49800" }]);
    const [row] = await stack().db.stored(
      `SELECT paid_minor AS paid, paid_currency AS currency, payment_reference AS payment
       FROM strategy_purchases WHERE id = $1`,
      [uuidFromId("pur", started.purchaseId)],
    );
    expect(row).toEqual({ paid: "49800", currency: "INR", payment: paymentId });
  });

  test("that is declined says why, and goes through at the next try", async () => {
    const { buyer, started } = await begin();
    await payOrder(started.purchaseId, { outcome: "declined" });
    await stack().settleWebhooks();
    const view = () => getPurchase({ ctx: stack().as(buyer), input: { purchaseId: started.purchaseId } });
    expect(await view()).toMatchObject({
      status: "pending",
      lastFailure: expect.stringContaining("declined by the bank"),
    });
    await payOrder(started.purchaseId, { method: "upi" });
    await stack().settleWebhooks();
    expect(await recordsOf(buyer)).toEqual(settledOnce);
  });

  test("whose bank answers after its hour is revived by the money", async () => {
    const { buyer, started } = await begin("upi");
    const { paymentId, status } = await payOrder(started.purchaseId, { method: "upi", outcome: "late" });
    expect(status).toBe("created");
    stack().clock.offsetMs = HOUR_AND_A_BIT_MS;
    await sweep();
    expect((await recordsOf(buyer)).purchases).toEqual([{ status: "expired", reason: null }]);
    await bankAnswers(paymentId, "succeeded");
    await stack().settleWebhooks();
    expect(await recordsOf(buyer)).toEqual(settledOnce);
  });

  test("whose late money comes while the buyer's next page is open closes that page", async () => {
    const { buyer, listing, started } = await begin("upi");
    const { paymentId } = await payOrder(started.purchaseId, { method: "upi", outcome: "late" });
    stack().clock.offsetMs = HOUR_AND_A_BIT_MS;
    await sweep();
    const next = await start(buyer, inputFor(listing));
    await bankAnswers(paymentId, "succeeded");
    await stack().settleWebhooks();
    expect(payFor(next.checkoutUrl)).toEqual({ kind: "closed", status: "expired" });
    const { purchases, access, sales, postings } = await recordsOf(buyer);
    expect(purchases.map(({ status }) => status)).toEqual(["completed", "expired"]);
    expect({ access, sales, postings }).toEqual({ access: 1, sales: 1, postings: 1 });
  });

  test("whose late money comes after the buyer bought it again is kept in suspense", async () => {
    const { buyer, listing, started } = await begin("upi");
    const { paymentId } = await payOrder(started.purchaseId, { method: "upi", outcome: "late" });
    stack().clock.offsetMs = HOUR_AND_A_BIT_MS;
    await sweep();
    const again = await start(buyer, inputFor(listing, { provider: "razorpay" }));
    await payOrder(again.purchaseId);
    await stack().settleWebhooks();
    await bankAnswers(paymentId, "succeeded");
    await stack().settleWebhooks();
    const { purchases, access, sales } = await recordsOf(buyer);
    expect(purchases).toEqual([
      { status: "quarantined", reason: "already_owned" },
      { status: "completed", reason: null },
    ]);
    expect({ access, sales }).toEqual({ access: 1, sales: 1 });
    expect(await suspenseOf(started.purchaseId)).toEqual([{ currency: "INR", amount: "49900" }]);
  });

  test("whose events come twice and newest first settles once", async () => {
    const { buyer, started } = await begin();
    stack().sandbox.faults.set({ webhooks: "hold", webhookCopies: 2 });
    await payOrder(started.purchaseId);
    await stack().sandbox.faults.release({ reversed: true });
    await stack().settleWebhooks();
    expect(await recordsOf(buyer)).toEqual(settledOnce);
    const events = await stack().db.stored(
      `SELECT type, state FROM provider_events WHERE object_reference =
         (SELECT checkout_reference FROM strategy_purchases WHERE id = $1) ORDER BY type`,
      [uuidFromId("pur", started.purchaseId)],
    );
    expect(events).toEqual([
      { type: "order.paid", state: "handled" },
      { type: "payment.authorized", state: "handled" },
      { type: "payment.captured", state: "handled" },
    ]);
  });

  test("whose webhook is lost is found by the sweeper", async () => {
    const { buyer, started } = await begin();
    stack().sandbox.faults.set({ webhooks: "lose" });
    await payOrder(started.purchaseId);
    stack().clock.offsetMs = 31_000;
    await sweep();
    expect(await recordsOf(buyer)).toEqual(settledOnce);
  });

  test("whose order was made and whose answer was lost is found again, not made again", async () => {
    const { buyer, listing } = await inrScene();
    const input = inputFor(listing, { provider: "razorpay" });
    stack().sandbox.faults.set({ only: "rzp.order", dropNext: 1 });
    await expect(start(buyer, input)).rejects.toMatchObject({ code: "provider_unavailable" });
    const started = await start(buyer, input);
    expect(stack().sandbox.faults.counters().requests["rzp.order"]).toBe(1);
    await payOrder(started.purchaseId);
    await stack().settleWebhooks();
    expect(await recordsOf(buyer)).toEqual(settledOnce);
  });

  test("whose capture's answer is lost is asked about again and captured once", async () => {
    const { buyer, started } = await begin();
    stack().sandbox.faults.set({ only: "rzp.capture", dropNext: 1 });
    await payOrder(started.purchaseId, { outcome: "authorized" });
    await stack().settleWebhooks();
    stack().clock.offsetMs = 31_000;
    await sweep();
    await stack().settleWebhooks();
    expect(await recordsOf(buyer)).toEqual(settledOnce);
  });
});

test("a key that was used with another method or coupon is refused", async () => {
  const { buyer, input } = await begin();
  for (const change of [{ method: "upi" }, { provider: "stripe" }, { couponCode: "OTHER" }] as const)
    await expect(start(buyer, startPurchaseInput.parse({ ...input, ...change }))).rejects.toMatchObject({
      code: "idempotency_mismatch",
    });
  const stranger = await seedPerson(stack().db);
  expect(await start(stranger, input)).toMatchObject({ status: "pending" });
});
