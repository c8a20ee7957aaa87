import { randomUUID } from "node:crypto";
import { uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import {
  countView,
  getDashboard,
  getPayoutStatement,
  listSalesForExport,
  refundPurchase,
  startPurchase,
} from "@boltz/services";
import { seedListing, seedPerson } from "@boltz/testkit";
import { expect, test } from "vitest";
import { inputFor, sessionOf } from "../support/market.ts";
import { DAY_MS, usePayouts } from "../support/payouts.ts";
import { seedSales } from "../support/seed-sales.ts";

const { stack, fund, activate, creator, finance, release, request, send, payoutOf, balancesOf } =
  usePayouts();

/** A sale as a buyer makes it, through the provider's page. */
const sell = async (seller: Person, options: Parameters<typeof seedListing>[2] = {}) => {
  const listing = await seedListing(stack().db, seller, { priceMinor: 10_000n, ...options });
  const buyer = await seedPerson(stack().db);
  const started = await startPurchase({ ctx: stack().as(buyer), input: inputFor(listing) });
  stack().sandbox.pay(sessionOf(started.checkoutUrl), "4242424242424242");
  await stack().settleWebhooks();
  return { listing, purchaseId: started.purchaseId };
};

const refund = async (
  purchaseId: Awaited<ReturnType<typeof sell>>["purchaseId"],
  amountMinor: string | null,
) =>
  refundPurchase({
    ctx: stack().as(await finance()),
    input: { purchaseId, amountMinor, reason: "The strategy did not install.", idempotencyKey: randomUUID() },
  });

const payable = async () => {
  const person = await creator();
  await activate(person, "stripe");
  return person;
};

const all = async <T>(rows: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
};

/** Past every hold. */
const releaseAll = () => {
  stack().clock.offsetMs = 8 * DAY_MS;
  return release();
};

test("a sale that is refunded after it was paid out is taken back out of the payout", async () => {
  await fund("USD", 100_000n);
  const person = await payable();
  const { purchaseId } = await sell(person);
  await releaseAll();
  const { id } = await request(person, "USD", randomUUID());
  await send(id);
  await refund(purchaseId, null);
  await stack().settleWebhooks();
  expect(await payoutOf(id)).toMatchObject({ status: "reversed", amount: "7000", reversed: "7000" });
  expect(await balancesOf(person, "USD")).toEqual({ pending: 0, available: 0, reserved: 0, debt: 0 });
  const { lines, total } = await getPayoutStatement({ ctx: stack().as(person), input: { payoutId: id } });
  expect(lines).toMatchObject([{ kind: "sale", reference: purchaseId, amountMinor: "7000" }]);
  expect(total.amountMinor).toBe("7000");
});

test("a payout that is asked for while a released sale is refunded takes the refund or becomes a debt", async () => {
  for (let round = 0; round < 4; round += 1) {
    const person = await payable();
    const { purchaseId } = await sell(person);
    await sell(person);
    await releaseAll();
    await refund(purchaseId, "4000");
    const [asked] = await Promise.allSettled([request(person, "USD", randomUUID()), stack().runJobs()]);
    if (asked.status === "rejected") throw asked.reason;
    await stack().settleWebhooks();
    const { amount, reversed, status } = await payoutOf(asked.value.id);
    const paid = status === "failed" ? 0 : Number(amount) - Number(reversed);
    const { available, reserved, debt } = await balancesOf(person, "USD");
    expect({ reserved, whole: paid + available + debt }).toEqual({ reserved: 0, whole: 14_000 - 2_800 });
    stack().clock.offsetMs = 0;
  }
});

test("the desk counts views, starts, sales and refunds, and its sums agree with the export", async () => {
  const person = await payable();
  const kept = await sell(person, { title: "Kept by its buyer" });
  const returned = await sell(person, { title: "Half returned" });
  const yen = await sell(person, { title: "In yen", priceMinor: 1_000n, currency: "JPY" });
  await refund(returned.purchaseId, "5000");
  await stack().settleWebhooks();
  const { listingId } = kept.listing;
  const viewer = await seedPerson(stack().db);
  for (const actor of [viewer, person, viewer, { kind: "visitor" } as const])
    await countView({ ctx: stack().as(actor), input: { listingId } });
  const open = await startPurchase({ ctx: stack().as(viewer), input: inputFor(kept.listing) });
  expect(open.status).toBe("pending");

  const ctx = stack().as(person);
  const desk = await getDashboard({ ctx, input: { span: "week", listingId: null } });
  expect(desk.figures).toMatchObject([
    {
      listingId,
      views: 3,
      started: 2,
      paid: 1,
      refunded: 0,
      earned: [{ currency: "USD", amountMinor: "7000" }],
    },
    { title: "In yen", views: 0, started: 1, paid: 1, earned: [{ currency: "JPY", amountMinor: "700" }] },
    { title: "Half returned", started: 1, paid: 1, refunded: 1, earned: [{ amountMinor: "3500" }] },
  ]);
  expect(desk.chart).toHaveLength(24);
  expect(desk.chart.filter(({ sales }) => sales > 0)).toMatchObject([
    { currency: "JPY", sales: 1, earnedMinor: "700", refundedMinor: "0" },
    { currency: "USD", sales: 2, earnedMinor: "10500", refundedMinor: "5000" },
  ]);
  for (const { start } of desk.chart) expect(new Date(start).getUTCDay()).toBe(1);
  const ofOne = await getDashboard({ ctx, input: { span: "month", listingId: yen.listing.listingId } });
  expect(ofOne.chart).toHaveLength(12);
  expect(ofOne.chart.at(-1)).toMatchObject({ currency: "JPY", sales: 1, earnedMinor: "700" });
  expect(ofOne.chart.at(-1)?.start.slice(8)).toBe("01");

  const range = { from: new Date(Date.now() - DAY_MS), to: new Date(Date.now() + DAY_MS) };
  const sales = await all(listSalesForExport({ ctx, input: range }));
  expect(
    sales.map(({ listingTitle, fee, earned, refunded }) => [listingTitle, fee, earned, refunded]),
  ).toEqual(
    [
      ["Kept by its buyer", "3000", "7000", "0"],
      ["Half returned", "1500", "3500", "5000"],
      ["In yen", "300", "700", "0"],
    ].map(([title, ...amounts]) => [
      title,
      ...amounts.map((amountMinor) => ({ amountMinor, currency: title === "In yen" ? "JPY" : "USD" })),
    ]),
  );
  expect(desk.sales.map(({ purchaseId }) => purchaseId).toReversed()).toEqual(
    sales.map(({ purchaseId }) => purchaseId),
  );
  const before = { from: new Date(0), to: range.from };
  expect(await all(listSalesForExport({ ctx, input: before }))).toEqual([]);
  const foreign = listSalesForExport({ ctx: stack().as(await creator()), input: range });
  expect(await all(foreign)).toEqual([]);
});

test("a listing that is not public, or is looked at by its creator, counts no view", async () => {
  const person = await creator();
  const { listingId } = await seedListing(stack().db, person);
  await countView({ ctx: stack().as(person), input: { listingId } });
  await stack().db.stored("UPDATE strategy_marketplace SET status = 'archived' WHERE id = $1", [
    uuidFromId("lst", listingId),
  ]);
  await countView({ ctx: stack().as({ kind: "visitor" }), input: { listingId } });
  const rows = await stack().db.stored("SELECT 1 FROM listing_views WHERE listing_id = $1", [
    uuidFromId("lst", listingId),
  ]);
  expect(rows).toEqual([]);
});

test("an export of more sales than a page holds has each once", async () => {
  const person = await creator();
  await seedSales(stack().db, person, { priceMinor: 1_000n, count: 1_203 });
  const range = { from: new Date(Date.now() - DAY_MS), to: new Date(Date.now() + DAY_MS) };
  const sales = await all(listSalesForExport({ ctx: stack().as(person), input: range }));
  expect(sales).toHaveLength(1_203);
  const seen = new Set(sales.map(({ purchaseId }) => purchaseId));
  expect(seen.size).toBe(1_203);
});
