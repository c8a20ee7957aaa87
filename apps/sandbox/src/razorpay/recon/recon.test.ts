import { afterAll, beforeAll, expect, test } from "vitest";
import {
  idOf,
  newAccount,
  newOrder,
  newPayment,
  type RazorpayRig,
  startRazorpayRig,
} from "../razorpay-rig.ts";

let rig: RazorpayRig;
let now = new Date("2026-03-31T18:29:30Z");
beforeAll(async () => {
  rig = await startRazorpayRig({ clock: () => now });
});
afterAll(() => rig.close());

const report = async (query: string) => (await rig.call(`/v1/settlements/recon/combined?${query}`)).body;

test("days are those of India, and a page is a page", async () => {
  const lastOfMarch = await newPayment(rig);
  now = new Date("2026-03-31T18:30:00Z");
  const april = [await newPayment(rig), await newPayment(rig)];
  expect(await report("year=2026&month=3&day=31")).toMatchObject({ items: [{ entity_id: lastOfMarch }] });
  expect(await report("year=2026&month=03")).toMatchObject({ count: 1 });
  const first = await report("year=2026&month=04&day=01&count=100");
  expect(first).toMatchObject({ count: 2, items: [{ entity_id: april[0] }, { entity_id: april[1] }] });
  expect(await report("year=2026&month=4&count=1&skip=1")).toMatchObject({
    count: 1,
    items: [{ entity_id: april[1] }],
  });
  expect(await report("year=2026&month=4&day=2")).toMatchObject({ count: 0, items: [] });
  expect((await rig.call("/v1/settlements/recon/combined?year=2026&month=13")).status).toBe(400);
});

test("every movement of money is one line that says how the balance changed", async () => {
  now = new Date("2026-05-05T06:00:00Z");
  const receipt = "pur_recon";
  const order = await newOrder(rig, { receipt });
  const { paymentId } = rig.sandbox.payRazorpay(order, { method: "upi" });
  const refund = idOf(await rig.call(`/v1/payments/${paymentId}/refund`, { amount: 10_000 }));
  const failed = idOf(await rig.call(`/v1/payments/${paymentId}/refund`, { amount: 5_000 }));
  rig.sandbox.dashboard.settleRefund(failed, "failed");
  const dispute = rig.sandbox.dashboard.openDispute(paymentId, { amount: 20_000 });
  rig.sandbox.dashboard.decideDispute(dispute, "lost");
  const account = await newAccount(rig);
  const transfer = idOf(await rig.call("/v1/transfers", { account, amount: 3_000, currency: "INR" }));
  await expect
    .poll(async () => (await rig.call(`/v1/transfers/${transfer}`)).body["status"])
    .toBe("processed");
  const reversal = idOf(await rig.call(`/v1/transfers/${transfer}/reversals`, { amount: 1_000 }));
  rig.sandbox.payRazorpay(await newOrder(rig), { outcome: "declined" });
  rig.sandbox.payRazorpay(await newOrder(rig), { outcome: "authorized" });

  const { items } = await report("year=2026&month=5&day=5&count=100");
  const ofPayment = {
    currency: "INR",
    order_id: order,
    order_receipt: receipt,
    method: "upi",
    settled: true,
  };
  expect(items).toMatchObject([
    // A fee of 2 % is 998, and 18 % tax on it are 180.
    {
      ...ofPayment,
      entity_id: paymentId,
      type: "payment",
      amount: 49_900,
      credit: 48_722,
      debit: 0,
      fee: 1_178,
      tax: 180,
    },
    {
      ...ofPayment,
      entity_id: refund,
      type: "refund",
      payment_id: paymentId,
      debit: 10_000,
      credit: 0,
      fee: 0,
    },
    { ...ofPayment, entity_id: failed, type: "refund", debit: 5_000 },
    { ...ofPayment, type: "adjustment", payment_id: paymentId, credit: 5_000, dispute_id: null },
    { ...ofPayment, type: "adjustment", payment_id: paymentId, debit: 20_000, dispute_id: dispute },
    { entity_id: transfer, type: "transfer", debit: 3_000, credit: 0, order_id: null },
    { entity_id: reversal, type: "reversal", debit: 0, credit: 1_000 },
  ]);
  expect(items).toHaveLength(7);
});
