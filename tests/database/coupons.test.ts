import type { CreateCouponInput, Currency } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import type { Person } from "@boltz/domain";
import { seedListing, seedPerson } from "@boltz/testkit";
import { beforeAll, describe, expect, test } from "vitest";
import { couponsOf, refusalOf } from "../support/coupons.ts";
import { inputFor, settledOnce, useMarket } from "../support/market.ts";

const market = useMarket();
const { stack, creator, scene, start, payFor, recordsOf } = market;
const { coupon, quote, buyWith, usesOf } = couponsOf(market);

let finance: Person;
beforeAll(async () => {
  finance = await seedPerson(stack().db, { role: "finance" });
});

const amountOff = (amountMinor: string, currency: Currency) =>
  ({ discount: { kind: "amount", amount: { amountMinor, currency } } }) as const;

const soldFor = async (buyer: Person) => {
  const [row] = await stack().db.stored(
    `SELECT status, list_price_minor AS list, discount_minor AS discount, price_minor AS price, fee_minor AS fee,
       earning_minor AS earning FROM strategy_purchases WHERE buyer_id = $1`,
    [uuidFromId("usr", buyer.id)],
  );
  return row;
};

describe("a coupon's discount", () => {
  test.each([
    ["20 % of USD", {}, 4_900n, "USD", { discount: "980", price: "3920", fee: "1176", earning: "2744" }],
    ["an amount", amountOff("900", "USD"), 4_900n, "USD", { discount: "900", price: "4000", fee: "1200" }],
    ["20 % of yen", {}, 503n, "JPY", { discount: "101", price: "402", fee: "121", earning: "281" }],
    ["20 % of fils, in tens", {}, 1_530n, "KWD", { discount: "310", price: "1220", fee: "370" }],
  ] as const)("%s is charged exactly", async (_, terms, priceMinor, currency, expected) => {
    const { buyer, listing } = await scene({ priceMinor, currency });
    const { code, id } = await coupon(terms);
    const { started } = await buyWith(buyer, listing, code);
    expect(await usesOf(id)).toEqual({ claimed: 1, held: 1 });
    payFor(started.checkoutUrl);
    await stack().settleWebhooks();
    expect(await soldFor(buyer)).toMatchObject({
      status: "completed",
      list: priceMinor.toString(),
      ...expected,
    });
    expect(await recordsOf(buyer)).toEqual(settledOnce);
    expect(await usesOf(id)).toEqual({ claimed: 1, used: 1 });
  });

  test("of the platform's own coupon is paid from the platform's fee", async () => {
    const { buyer, listing } = await scene({ priceMinor: 10_000n });
    const { code } = await coupon({ scope: "platform" }, finance);
    const { started } = await buyWith(buyer, listing, code);
    payFor(started.checkoutUrl);
    await stack().settleWebhooks();
    expect(await soldFor(buyer)).toMatchObject({ price: "8000", fee: "1000", earning: "7000" });
  });

  test("down to zero asks no provider and settles at once", async () => {
    const { buyer, listing } = await scene();
    const { code, id } = await coupon({ discount: { kind: "percent", percent: 100 } });
    expect(await quote(buyer, listing, code)).toMatchObject({ options: [], total: { amountMinor: "0" } });
    const { started, input } = await buyWith(buyer, listing, code);
    expect(started).toMatchObject({ status: "completed", checkoutUrl: null });
    expect(await start(buyer, input)).toEqual(started);
    expect(await recordsOf(buyer)).toEqual({ ...settledOnce, postings: 0 });
    expect(await usesOf(id)).toEqual({ claimed: 1, used: 1 });
    expect(stack().sandbox.faults.counters().requests.create).toBe(0);
  });

  test("is shown before the button, and holds nothing", async () => {
    const { buyer, listing } = await scene();
    const { code, id } = await coupon();
    expect(await quote(buyer, listing, code)).toMatchObject({
      options: [{ provider: "stripe", method: "card" }],
      price: { amountMinor: "4900" },
      discount: { amountMinor: "980" },
      total: { amountMinor: "3920", currency: "USD" },
      coupon: { code, percent: 20 },
    });
    expect(await usesOf(id)).toEqual({ claimed: 0 });
    const stale = inputFor(listing, { couponCode: code });
    await expect(start(buyer, stale)).rejects.toMatchObject({ code: "price_changed" });
    expect(await usesOf(id)).toEqual({ claimed: 0 });
  });
});

describe("a coupon is refused, in the quote and at the start alike,", () => {
  const past = "2026-01-01T00:00:00.000Z";
  const far = "2999-01-01T00:00:00.000Z";
  test.each<[string, Partial<CreateCouponInput>, string]>([
    ["before its time", { startsAt: far }, "coupon_invalid couponCode: This coupon is not valid yet."],
    [
      "below its minimum",
      { minimum: { amountMinor: "5000", currency: "USD" } },
      "coupon_invalid couponCode: The price is below what this coupon asks for.",
    ],
    [
      "in another currency",
      amountOff("500", "EUR"),
      "coupon_invalid couponCode: This coupon is for prices in EUR.",
    ],
    [
      "where too little would be left to charge",
      amountOff("4880", "USD"),
      "coupon_invalid couponCode: With this coupon the total would be below what can be charged.",
    ],
  ])("%s", async (_, terms, refusal) => {
    const { buyer, listing } = await scene();
    const { code } = await coupon({ startsAt: past, ...terms });
    expect(await refusalOf(quote(buyer, listing, code))).toBe(refusal);
    expect(await refusalOf(start(buyer, inputFor(listing, { couponCode: code })))).toBe(refusal);
    expect((await recordsOf(buyer)).purchases).toEqual([]);
  });

  test("after its time", async () => {
    const { buyer, listing } = await scene();
    const { code } = await coupon({ endsAt: new Date(Date.now() + 60_000).toISOString() });
    stack().clock.offsetMs = 61_000;
    expect(await refusalOf(quote(buyer, listing, code))).toContain("This coupon has expired.");
  });

  test("for another listing, another creator, and when nobody made it", async () => {
    const { buyer, listing } = await scene();
    const other = await seedListing(stack().db, creator());
    const { code } = await coupon({ scope: "listing", listingId: other.listingId });
    expect(await refusalOf(quote(buyer, listing, code))).toContain(
      "coupon_invalid couponCode: This coupon is for",
    );
    expect(await quote(buyer, other, code)).toMatchObject({ total: { amountMinor: "3920" } });
    const rival = await coupon({}, await seedPerson(stack().db, { creator: true }));
    expect(await refusalOf(quote(buyer, listing, rival.code))).toContain(
      "coupon_invalid couponCode: This coupon is",
    );
    expect(await refusalOf(quote(buyer, listing, "NOBODY-MADE-ME"))).toBe(
      "coupon_invalid couponCode: There is no such coupon.",
    );
  });

  test("for a buyer who used it as often as he may, while others still can", async () => {
    const { buyer, listing } = await scene();
    const { code, id } = await coupon({ maxUsesPerBuyer: 1 });
    const { started } = await buyWith(buyer, listing, code);
    const second = await seedListing(stack().db, creator());
    const again = "coupon_used_up couponCode: You have used this coupon already.";
    expect(await refusalOf(buyWith(buyer, second, code))).toBe(again);
    payFor(started.checkoutUrl);
    await stack().settleWebhooks();
    expect(await refusalOf(buyWith(buyer, second, code))).toBe(again);
    const { started: others } = await buyWith(await seedPerson(stack().db), second, code);
    expect(others.status).toBe("pending");
    expect(await usesOf(id)).toEqual({ claimed: 2, held: 1, used: 1 });
  });
});
