import { afterAll, beforeAll, expect, test } from "vitest";
import { type Rig, startRig } from "../../test-rig.ts";
import { openShop, refusal, type Shop } from "../shop.fixture.ts";

let rig: Rig;
let shop: Shop;

beforeAll(async () => {
  rig = await startRig();
  shop = openShop(rig);
});
afterAll(() => rig.close());

const book = () => shop.stripe.balanceTransactions.list({ limit: 5 }).autoPagingToArray({ limit: 1_000 });

test("every movement stands in the book once, and the book adds up to the balance", async () => {
  const { stripe } = shop;
  const { dashboard } = rig.sandbox;
  const destination = await shop.creator();
  const first = await shop.sell({ amount: 10_000 });
  const second = await shop.sell({ amount: 20_000 });
  const third = await shop.sell({ amount: 30_000, currency: "jpy" });
  const refund = await stripe.refunds.create({ payment_intent: first, amount: 2_500 });
  dashboard.settleRefund(refund.id, "failed");
  const won = dashboard.openDispute(second);
  dashboard.decideDispute(won, "won");
  const lost = dashboard.openDispute(third);
  dashboard.decideDispute(lost, "lost");
  const transfer = await stripe.transfers.create({ amount: 3_000, currency: "usd", destination });
  const reversal = await stripe.transfers.createReversal(transfer.id, { amount: 1_000 });
  dashboard.failPayout(transfer.id);

  const lines = (await book()).reverse();
  const short = lines.map(({ type, reporting_category, amount, fee, net, currency }) =>
    [type, reporting_category, amount, fee, net, currency].join(" "),
  );
  expect(short).toEqual([
    "charge charge 10000 320 9680 usd",
    "charge charge 20000 610 19390 usd",
    "charge charge 30000 900 29100 jpy",
    "refund refund -2500 0 -2500 usd",
    "refund_failure refund_failure 2500 0 2500 usd",
    "adjustment dispute -20000 1500 -21500 usd",
    "adjustment dispute_reversal 20000 -1500 21500 usd",
    "adjustment dispute -30000 1500 -31500 jpy",
    "transfer transfer -3000 0 -3000 usd",
    "transfer_refund transfer_reversal 1000 0 1000 usd",
    "transfer_failure transfer_reversal 2000 0 2000 usd",
  ]);
  expect(lines[3]?.source).toBe(refund.id);
  expect(lines[9]?.source).toBe(reversal.id);
  for (const currency of ["usd", "jpy"]) {
    const sum = lines
      .filter((line) => line.currency === currency)
      .reduce((total, line) => total + line.net, 0);
    expect(await shop.balance(currency)).toBe(sum);
  }
});

test("a fee ends in 0 where the currency's amounts do", async () => {
  await shop.sell({ amount: 12_340, currency: "kwd" });
  const { data } = await shop.stripe.balanceTransactions.list({ limit: 1 });
  expect(data).toMatchObject([
    { amount: 12_340, fee: 450, net: 11_890, fee_details: [{ amount: 450, type: "stripe_fee" }] },
  ]);
});

test("the book is read from one moment to another, by source, and with its objects", async () => {
  const intentId = await shop.sell({ amount: 700 });
  const { latest_charge: chargeId } = await shop.stripe.paymentIntents.retrieve(intentId);
  rig.sandbox.faults.set({ clockOffsetMs: 86_400_000 });
  const refund = await shop.stripe.refunds.create({ payment_intent: intentId, amount: 200 });
  rig.sandbox.faults.reset();
  const tomorrow = { gte: refund.created, lt: refund.created + 1 };
  const { data } = await shop.stripe.balanceTransactions.list({ created: tomorrow, expand: ["data.source"] });
  expect(data).toMatchObject([
    { type: "refund", source: { object: "refund", id: refund.id, payment_intent: intentId } },
  ]);
  const upToNow = await shop.stripe.balanceTransactions.list({ created: { lt: refund.created }, limit: 100 });
  expect(upToNow.data.map(({ source }) => source)).toContain(chargeId);
  expect(upToNow.data.map(({ source }) => source)).not.toContain(refund.id);
  const ofCharge = await shop.stripe.balanceTransactions.list({
    source: String(chargeId),
    expand: ["data.source"],
  });
  expect(ofCharge.data).toMatchObject([{ source: { object: "charge", payment_intent: intentId } }]);
});

test("pages have their limits", async () => {
  const list = (limit: number) => refusal(shop.stripe.balanceTransactions.list({ limit }));
  expect(await list(0)).toMatchObject({ param: "limit" });
  expect(await list(101)).toMatchObject({ param: "limit" });
  const gone = refusal(shop.stripe.balanceTransactions.list({ starting_after: "txn_gone" }));
  expect(await gone).toMatchObject({ code: "resource_missing", param: "starting_after" });
});
