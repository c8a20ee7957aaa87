import { randomUUID } from "node:crypto";
import { ProviderError } from "@boltz/providers";
import { refundPurchase, startPurchase } from "@boltz/services";
import { seedListing, seedPerson } from "@boltz/testkit";
import { describe, expect, test } from "vitest";
import { couponsOf, refusalOf } from "../support/coupons.ts";
import { inputFor, sessionOf, settledOnce, useMarket } from "../support/market.ts";

const market = useMarket();
const { stack, creator, scene, start, payFor, payOrder, sweep, recordsOf, suspenseOf } = market;
const { coupon, quote, buyWith, usesOf } = couponsOf(market);

describe("a coupon's use", () => {
  const lastUse = async () => {
    const { buyer, listing } = await scene();
    const made = await coupon({ maxUses: 1 });
    const { started, input } = await buyWith(buyer, listing, made.code);
    return { buyer, listing, started, input, ...made };
  };
  const expire = async (checkoutUrl: string | null) => {
    stack().sandbox.faults.expire(sessionOf(checkoutUrl));
    await stack().settleWebhooks();
  };

  test("is held once, however often the purchase is started", async () => {
    const { buyer, listing, started, input, code, id } = await lastUse();
    expect(await start(buyer, input)).toEqual(started);
    const { started: fromAnotherTab } = await buyWith(buyer, listing, code);
    expect(fromAnotherTab).toEqual(started);
    expect(await usesOf(id)).toEqual({ claimed: 1, held: 1 });
  });

  test("is free for another when its page closes", async () => {
    const { started, listing, code, id } = await lastUse();
    const other = await seedPerson(stack().db);
    const expectedPrice = { amountMinor: "3920", currency: "USD" } as const;
    const taken = start(other, inputFor(listing, { couponCode: code, expectedPrice }));
    expect(await refusalOf(taken)).toBe("coupon_used_up couponCode: This coupon has been used up.");
    await expire(started.checkoutUrl);
    expect(await usesOf(id)).toEqual({ claimed: 0, released: 1 });
    const { started: second } = await buyWith(other, listing, code);
    payFor(second.checkoutUrl);
    await stack().settleWebhooks();
    expect(await usesOf(id)).toEqual({ claimed: 1, released: 1, used: 1 });
  });

  test("is let go when the buyer goes on without it, and the old page is closed", async () => {
    const { buyer, listing, started, id } = await lastUse();
    const plain = await start(buyer, inputFor(listing));
    expect(plain.purchaseId).not.toBe(started.purchaseId);
    expect(payFor(started.checkoutUrl)).toEqual({ kind: "closed", status: "expired" });
    expect(await usesOf(id)).toEqual({ claimed: 0, released: 1 });
  });

  test("is let go when the provider refuses the checkout for good", async () => {
    const { buyer, listing } = await scene();
    const { code, id } = await coupon({ maxUses: 1 });
    const { total } = await quote(buyer, listing, code);
    const refuses = () => Promise.reject(new ProviderError("refused", "no such account"));
    const ctx = {
      ...stack().as(buyer),
      providers: { stripe: { ...stack().stripe, createCheckout: refuses } },
    };
    const input = inputFor(listing, { couponCode: code, expectedPrice: total });
    expect(await refusalOf(startPurchase({ ctx, input }))).toContain("provider_refused");
    expect(await usesOf(id)).toEqual({ claimed: 0, released: 1 });
  });

  /** An order of Razorpay that nobody paid in its hour, and the coupon is free again; Razorpay still takes money for it. */
  const endedUnpaid = async () => {
    const { buyer, listing } = await scene({ priceMinor: 50_000n, currency: "INR" });
    const made = await coupon({ maxUses: 1 });
    const { started } = await buyWith(buyer, listing, made.code, { provider: "razorpay" });
    stack().clock.offsetMs = 61 * 60_000;
    await sweep();
    expect((await recordsOf(buyer)).purchases).toEqual([{ status: "expired", reason: null }]);
    expect(await usesOf(made.id)).toEqual({ claimed: 0, released: 1 });
    return { buyer, listing, started, ...made };
  };

  test("is taken again by money that comes late, where one is left", async () => {
    const { buyer, started, id } = await endedUnpaid();
    await payOrder(started.purchaseId);
    await stack().settleWebhooks();
    expect(await recordsOf(buyer)).toEqual(settledOnce);
    expect(await usesOf(id)).toEqual({ claimed: 1, used: 1 });
  });

  test("that went to another meanwhile sets late money aside, in suspense", async () => {
    const { buyer, listing, started, code, id } = await endedUnpaid();
    const { started: second } = await buyWith(await seedPerson(stack().db), listing, code);
    expect(second.status).toBe("pending");
    await payOrder(started.purchaseId);
    await stack().settleWebhooks();
    expect(await recordsOf(buyer)).toMatchObject({
      purchases: [{ status: "quarantined", reason: "coupon_gone" }],
      ...{ access: 0, postings: 0 },
    });
    expect(await suspenseOf(started.purchaseId)).toEqual([{ currency: "INR", amount: "40000" }]);
    expect(await usesOf(id)).toEqual({ claimed: 1, held: 1, released: 1 });
  });

  test("200 at once of a coupon with 5 left: exactly 5 get it", async () => {
    const listing = await seedListing(stack().db, creator());
    const { code, id } = await coupon({ maxUses: 5 });
    const buyers = await Promise.all(Array.from({ length: 200 }, () => seedPerson(stack().db)));
    const expectedPrice = { amountMinor: "3920", currency: "USD" } as const;
    const outcomes = await Promise.all(
      buyers.map((buyer) =>
        start(buyer, inputFor(listing, { couponCode: code, expectedPrice })).then(
          ({ status }) => status,
          (error: { code: string }) => error.code,
        ),
      ),
    );
    const counted = Object.fromEntries(
      ["pending", "coupon_used_up"].map((what) => [
        what,
        outcomes.filter((outcome) => outcome === what).length,
      ]),
    );
    expect(counted).toEqual({ pending: 5, coupon_used_up: 195 });
    expect(await usesOf(id)).toEqual({ claimed: 5, held: 5 });
    expect(stack().sandbox.faults.counters().requests.create).toBe(5);
  });

  test("one buyer with a cap of 2, in 20 checkouts of 20 listings at once: 2 get it", async () => {
    const buyer = await seedPerson(stack().db);
    const { code, id } = await coupon({ maxUsesPerBuyer: 2 });
    const listings = await Promise.all(Array.from({ length: 20 }, () => seedListing(stack().db, creator())));
    const expectedPrice = { amountMinor: "3920", currency: "USD" } as const;
    const outcomes = await Promise.allSettled(
      listings.map((listing) => start(buyer, inputFor(listing, { couponCode: code, expectedPrice }))),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect(await usesOf(id)).toEqual({ claimed: 2, held: 2 });
  });
});

test("a use that hangs in quarantine comes free when the money goes back", async () => {
  const { buyer, listing } = await scene();
  const { code, id } = await coupon({ maxUses: 1 });
  stack().sandbox.faults.set({ amountDelta: 100 });
  const { started } = await buyWith(buyer, listing, code);
  payFor(started.checkoutUrl);
  await stack().settleWebhooks();
  stack().sandbox.faults.set({ amountDelta: 0 });
  expect(await usesOf(id)).toEqual({ claimed: 1, held: 1 });
  const staff = await seedPerson(stack().db, { role: "moderator" });
  await refundPurchase({
    ctx: stack().as(staff),
    input: {
      purchaseId: started.purchaseId,
      amountMinor: null,
      reason: "More was taken than was agreed.",
      idempotencyKey: randomUUID(),
    },
  });
  await stack().settleWebhooks();
  expect(await usesOf(id)).toEqual({ claimed: 0, released: 1 });
});
