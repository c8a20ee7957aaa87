import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { testCards } from "../../payments/test-cards.ts";
import { type Rig, startRig } from "../../test-rig.ts";
import { openShop, refusal, type Shop } from "../shop.fixture.ts";

let rig: Rig;
let shop: Shop;

beforeAll(async () => {
  rig = await startRig();
  shop = openShop(rig);
});
afterEach(() => rig.sandbox.faults.reset());
afterAll(() => rig.close());

const disputed = async (options?: { amount?: number; reason?: string }) => {
  const intentId = await shop.sell();
  return { intentId, id: rig.sandbox.dashboard.openDispute(intentId, options) };
};

const moneyOf = async (id: string) => {
  const { balance_transactions: lines } = await shop.stripe.disputes.retrieve(id);
  return lines.map(({ amount, fee, net, reporting_category, source, type }) => ({
    amount,
    fee,
    net,
    reporting_category,
    source,
    type,
  }));
};

const takenFor = (source: string) => ({
  amount: -1900,
  fee: 1500,
  net: -3400,
  reporting_category: "dispute",
  source,
  type: "adjustment",
});

describe("an opened dispute", () => {
  test("takes the money and a fee at once, and asks for evidence", async () => {
    const intentId = await shop.sell();
    const before = await shop.balance("usd");
    const id = rig.sandbox.dashboard.openDispute(intentId, { reason: "product_not_received" });
    const dispute = await shop.stripe.disputes.retrieve(id);
    expect(dispute).toMatchObject({
      object: "dispute",
      amount: 1900,
      currency: "usd",
      payment_intent: intentId,
      reason: "product_not_received",
      status: "needs_response",
      is_charge_refundable: false,
      evidence_details: { has_evidence: false, past_due: false, submission_count: 0 },
    });
    expect(dispute.evidence_details.due_by).toBeGreaterThan(Date.now() / 1000 + 86_400);
    expect(await moneyOf(id)).toEqual([takenFor(id)]);
    expect(await shop.balance("usd")).toBe(before - 3400);
    expect((await shop.stripe.charges.retrieve(String(dispute.charge))).disputed).toBe(true);
    expect((await shop.eventsOf(id)).sort()).toEqual([
      "v1.charge.dispute.created",
      "v1.charge.dispute.funds_withdrawn",
    ]);
  });

  test("comes by itself with the card that does so, after the sale", async () => {
    const intentId = await shop.sell({ card: testCards.disputed.number });
    const { data } = await shop.stripe.disputes.list({ payment_intent: intentId });
    expect(data).toMatchObject([{ amount: 1900, reason: "fraudulent", status: "needs_response" }]);
    expect(await shop.stripe.paymentIntents.retrieve(intentId)).toMatchObject({ status: "succeeded" });
  });

  test("is one per payment, over what is not refunded, unless an amount is given", async () => {
    const intentId = await shop.sell();
    await shop.stripe.refunds.create({ payment_intent: intentId, amount: 900 });
    const id = rig.sandbox.dashboard.openDispute(intentId);
    expect(await shop.stripe.disputes.retrieve(id)).toMatchObject({ amount: 1000 });
    expect(() => rig.sandbox.dashboard.openDispute(intentId)).toThrow(/disputed already/);
    const partly = await disputed({ amount: 700 });
    expect(await shop.stripe.disputes.retrieve(partly.id)).toMatchObject({ amount: 700 });
    const other = await shop.sell();
    expect(() => rig.sandbox.dashboard.openDispute(other, { amount: 1901 })).toThrow(/1900 was paid/);
  });

  test("forbids refunds, until it is won", async () => {
    const { intentId, id } = await disputed();
    const create = () => shop.stripe.refunds.create({ payment_intent: intentId });
    expect(await refusal(create())).toMatchObject({ statusCode: 400, code: "charge_disputed" });
    rig.sandbox.dashboard.decideDispute(id, "won");
    expect(await create()).toMatchObject({ amount: 1900, status: "succeeded" });
    const lost = await disputed();
    rig.sandbox.dashboard.decideDispute(lost.id, "lost");
    expect(await refusal(shop.stripe.refunds.create({ payment_intent: lost.intentId }))).toMatchObject({
      code: "charge_disputed",
    });
  });
});

describe("a decided dispute", () => {
  test("won: amount and fee are back", async () => {
    const intentId = await shop.sell();
    const before = await shop.balance("usd");
    const id = rig.sandbox.dashboard.openDispute(intentId);
    rig.sandbox.dashboard.decideDispute(id, "won");
    expect(await shop.stripe.disputes.retrieve(id)).toMatchObject({
      status: "won",
      is_charge_refundable: true,
    });
    const back = { amount: 1900, fee: -1500, net: 3400, reporting_category: "dispute_reversal" };
    expect(await moneyOf(id)).toEqual([takenFor(id), { ...back, source: id, type: "adjustment" }]);
    expect(await shop.balance("usd")).toBe(before);
    expect((await shop.eventsOf(id)).sort()).toEqual([
      "v1.charge.dispute.closed",
      "v1.charge.dispute.created",
      "v1.charge.dispute.funds_reinstated",
      "v1.charge.dispute.funds_withdrawn",
    ]);
  });

  test("lost: all is gone, and nothing decides it again", async () => {
    const { id } = await disputed();
    rig.sandbox.dashboard.decideDispute(id, "lost");
    expect(await shop.stripe.disputes.retrieve(id)).toMatchObject({ status: "lost" });
    expect(await moneyOf(id)).toEqual([takenFor(id)]);
    expect(await shop.eventsOf(id)).toContain("v1.charge.dispute.closed");
    expect(() => rig.sandbox.dashboard.decideDispute(id, "won")).toThrow(/is lost already/);
    expect((await refusal(shop.stripe.disputes.update(id, { submit: true }))).message).toMatch(/closed/);
  });
});

describe("evidence", () => {
  test("is kept, changed and then submitted", async () => {
    const { id } = await disputed();
    await shop.stripe.disputes.update(id, { evidence: { customer_name: "Bob" }, submit: false });
    const staged = await shop.stripe.disputes.update(id, {
      evidence: { product_description: "A strategy", customer_name: "Bob B." },
      metadata: { case: "7" },
      submit: false,
    });
    expect(staged).toMatchObject({
      status: "needs_response",
      evidence: { customer_name: "Bob B.", product_description: "A strategy", shipping_date: null },
      evidence_details: { has_evidence: true, submission_count: 0 },
    });
    const submitted = await shop.stripe.disputes.update(id, { submit: true });
    expect(submitted).toMatchObject({
      status: "under_review",
      metadata: { case: "7" },
      evidence: { customer_name: "Bob B." },
      evidence_details: { submission_count: 1, submission_method: "manual" },
    });
    expect((await shop.eventsOf(id)).filter((type) => type.endsWith("updated"))).toHaveLength(3);
  });

  test.each([
    { words: "winning_evidence", status: "won" },
    { words: "losing_evidence", status: "lost" },
  ])("with the words $words is decided at once", async ({ words, status }) => {
    const { id } = await disputed();
    const evidence = { uncategorized_text: words };
    expect(await shop.stripe.disputes.update(id, { evidence, submit: true })).toMatchObject({ status });
  });

  test("comes too late after the deadline, and must be text that Stripe knows", async () => {
    const { id } = await disputed();
    const evidence = { customer_name: "Bob" };
    const files = { evidence: { receipt: "file_1" } };
    expect(await refusal(shop.stripe.disputes.update(id, files))).toMatchObject({
      code: "parameter_unknown",
      param: "evidence[receipt]",
    });
    const long = { evidence: { uncategorized_text: "x".repeat(20_001) } };
    expect(await refusal(shop.stripe.disputes.update(id, long))).toMatchObject({ statusCode: 400 });
    rig.sandbox.faults.set({ clockOffsetMs: 15 * 86_400_000 });
    expect(await refusal(shop.stripe.disputes.update(id, { evidence }))).toMatchObject({ param: "evidence" });
    expect(await shop.stripe.disputes.retrieve(id)).toMatchObject({ evidence_details: { past_due: true } });
  });
});

test("what is not there is a 404", async () => {
  expect(await refusal(shop.stripe.disputes.retrieve("dp_gone"))).toMatchObject({ statusCode: 404 });
  expect(() => rig.sandbox.dashboard.decideDispute("dp_gone", "won")).toThrow(/there is no dp_gone/);
});
