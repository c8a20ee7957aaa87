import { randomUUID } from "node:crypto";
import { releaseEarnings, sendRefund } from "@boltz/services";
import { describe, expect, test } from "vitest";
import { outcomesOf, type Sale, useReturns } from "../support/returns.ts";

const {
  stack,
  job,
  buy,
  buyListing,
  pay,
  stored,
  person,
  settle,
  request,
  refund,
  stateOf,
  refundsOf,
  refundsAtProvider,
  refundIdsOf,
} = useReturns();

const sumOf = (amounts: (number | string)[]) =>
  amounts.reduce<number>((sum, amount) => sum + Number(amount), 0);

describe.each(["stripe", "razorpay"] as const)("at %s", (provider) => {
  test("of 20 who refund one purchase at once, one does", async () => {
    const sale = await buy({ provider });
    const staff = await person("moderator");
    const outcomes = await outcomesOf(Array.from({ length: 20 }, () => refund(staff, sale)));
    expect(outcomes).toEqual({ made: 1, wrong_state: 19 });
    await settle();
    expect(await refundsAtProvider(sale)).toMatchObject([
      { amount: { amountMinor: "9000" }, status: "succeeded" },
    ]);
    expect(await stateOf(sale)).toMatchObject({ status: "refunded", returned: 9_000, sales: 0 });
  });

  test("20 refunds of different size never take more than was paid, while they are being sent", async () => {
    const sale = await buy({ provider, priceMinor: 10_000n });
    const staff = await person("finance");
    const sizes = Array.from({ length: 20 }, (_, index) => BigInt(100 * (index + 1)));
    const orders = sizes.map(async (size) => {
      const { id: refundId } = await refund(staff, sale, size);
      await sendRefund({ ctx: job("send-refund"), input: { refundId } });
    });
    const outcomes = await outcomesOf(orders);
    // Where the sizes happen to add up to the price, nothing is left to refund.
    const { made: done = 0, refund_too_large: tooLarge = 0, wrong_state: tooLate = 0 } = outcomes;
    expect(done).toBeGreaterThan(3);
    expect(done + tooLarge + tooLate).toBe(20);
    await settle();
    const made = await refundsOf(sale);
    expect(made.every(({ status }) => status === "succeeded")).toBe(true);
    const atProvider = sumOf((await refundsAtProvider(sale)).map(({ amount }) => amount.amountMinor));
    expect(sumOf(made.map(({ amount }) => amount))).toBe(atProvider);
    expect(atProvider).toBeLessThanOrEqual(10_000);
    expect(await stateOf(sale)).toMatchObject({ returned: atProvider });
    if (atProvider < 10_000) await refund(staff, sale);
    await settle();
    expect(await stateOf(sale)).toMatchObject({ status: "refunded", returned: 10_000, access: "revoked" });
  });

  test("the buyer, our staff and somebody in the dashboard at once give the money back once", async () => {
    const sale = await buy({ provider });
    const staff = await person("admin");
    const atDashboard = async () => stack().sandbox.dashboard.refund(sale.paymentReference);
    await Promise.allSettled([request(sale), atDashboard(), refund(staff, sale, 4_000n), request(sale)]);
    await settle();
    expect(await refundsAtProvider(sale)).toHaveLength(1);
    expect((await refundsOf(sale)).filter(({ status }) => status === "succeeded")).toMatchObject([
      { origin: "provider", amount: 9_000 },
    ]);
    expect(await stateOf(sale)).toMatchObject({ status: "refunded", returned: 9_000 });
  });

  test("ten workers with one job ask the provider once", async () => {
    const sale = await buy({ provider });
    await request(sale);
    const [refundId] = await refundIdsOf(sale);
    if (refundId === undefined) throw new Error("no refund was planned");
    const send = () => sendRefund({ ctx: job("send-refund"), input: { refundId } });
    await Promise.all(Array.from({ length: 10 }, send));
    const { requests } = stack().sandbox.faults.counters();
    expect(requests[provider === "stripe" ? "refund" : "rzp.refund"]).toBe(1);
    await settle();
    expect(await refundsOf(sale)).toMatchObject([{ status: "succeeded" }]);
  });
});

test("sales, refunds, disputes and releases of one listing at once never wait for each other in a circle", async () => {
  const first = await buy();
  const sold: Sale[] = [first];
  while (sold.length < 10) sold.push(await buyListing({ ...first, buyer: await person() }));
  const buyers = await Promise.all(Array.from({ length: 8 }, () => person()));
  stack().clock.offsetMs = 8 * 86_400_000;
  const release = releaseEarnings({ ctx: job("release-earnings") });
  stack().clock.offsetMs = 0;
  const staff = await person("finance");
  const returned = sold.slice(0, 8).map(async (sale, index) => {
    if (index % 2 === 0) return request(sale);
    const { paymentReference } = sale;
    if (index % 4 === 1) return stack().sandbox.dashboard.openDispute(paymentReference);
    return refund(staff, sale, 3_000n);
  });
  const bought = buyers.map((buyer) => pay({ ...first, buyer }));
  const worked = stack().runJobs();
  expect(await outcomesOf([release, worked, ...returned, ...bought])).toEqual({ made: 18 });
  await settle();
  const failed = await stored("SELECT name, output FROM pgboss.job WHERE state IN ('retry', 'failed')");
  expect(failed).toEqual([]);
  expect(await stateOf(first)).toMatchObject({ status: "refunded", sales: 14 });
});

test("one key for two purchases at once goes to one of them", async () => {
  const [one, other] = [await buy(), await buy()];
  const staff = await person("finance");
  const key = randomUUID();
  const outcomes = await outcomesOf([refund(staff, one, 100n, key), refund(staff, other, 100n, key)]);
  expect(outcomes).toEqual({ made: 1, idempotency_mismatch: 1 });
  await settle();
});
