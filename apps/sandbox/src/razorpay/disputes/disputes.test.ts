import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { idOf, newPayment, type RazorpayRig, refusalOf, startRazorpayRig } from "../razorpay-rig.ts";

let rig: RazorpayRig;
beforeAll(async () => {
  rig = await startRazorpayRig();
});
afterEach(async () => {
  rig.sandbox.faults.reset();
  await rig.sandbox.faults.settled();
  rig.received.length = 0;
});
afterAll(() => rig.close());

const dispute = (id: string) => rig.call(`/v1/disputes/${id}`);

async function open(options?: {
  amount?: number;
  reason?: string;
}): Promise<{ id: string; payment: string }> {
  const payment = await newPayment(rig);
  return { id: rig.sandbox.dashboard.openDispute(payment, options), payment };
}

async function disputeEvents(): Promise<string[]> {
  await rig.sandbox.faults.settled();
  return rig
    .events()
    .flatMap(({ event }) => (event.startsWith("payment.dispute.") ? [event] : []))
    .sort();
}

async function upload(file: File | undefined, purpose = "dispute_evidence") {
  const form = new FormData();
  form.set("purpose", purpose);
  if (file !== undefined) form.set("file", file);
  return rig.call("/v1/documents", form);
}

const pdf = () => new File(["%PDF-1.4"], "log.pdf", { type: "application/pdf" });

describe("a dispute", () => {
  test("opens for what is left, with a time to respond, and takes nothing yet", async () => {
    const { id, payment } = await open({ reason: "chargeback_fraud" });
    const { body } = await dispute(id);
    expect(body).toMatchObject({
      id,
      entity: "dispute",
      payment_id: payment,
      amount: 49_900,
      currency: "INR",
      amount_deducted: 0,
      reason_code: "chargeback_fraud",
      status: "open",
      phase: "chargeback",
      evidence: { summary: null, access_activity_log: null, others: null, submitted_at: null },
    });
    expect(Number(body["respond_by"])).toBe(Number(body["created_at"]) + 9 * 86_400);
    await rig.sandbox.faults.settled();
    const event = rig.events().find((sent) => sent.event === "payment.dispute.created");
    expect(event).toMatchObject({
      contains: ["payment", "dispute"],
      payload: { payment: { entity: { id: payment } }, dispute: { entity: { id } } },
    });
    expect((await rig.call("/v1/disputes?count=1")).body).toMatchObject({ items: [{ id }] });
  });

  test("is opened once for the same money", async () => {
    const { payment } = await open({ amount: 40_000 });
    expect(() => rig.sandbox.dashboard.openDispute(payment, { amount: 10_000 })).toThrow("not so much left");
    rig.sandbox.dashboard.openDispute(payment);
    expect(() => rig.sandbox.dashboard.openDispute(payment)).toThrow("not so much left");
  });

  test("that is accepted is lost, and costs its amount", async () => {
    const { id } = await open({ amount: 10_000 });
    const { body } = await rig.call(`POST /v1/disputes/${id}/accept`);
    expect(body).toMatchObject({ status: "lost", amount_deducted: 10_000 });
    expect((await rig.call(`POST /v1/disputes/${id}/accept`)).status).toBe(400);
    expect(() => rig.sandbox.dashboard.decideDispute(id, "won")).toThrow("lost already");
    expect(await disputeEvents()).toEqual(["payment.dispute.created", "payment.dispute.lost"]);
  });

  test("that is lost takes its money out of what can be refunded", async () => {
    const { id, payment } = await open({ amount: 40_000 });
    rig.sandbox.dashboard.decideDispute(id, "lost");
    expect((await rig.call(`/v1/payments/${payment}/refund`, { amount: 9_901 })).status).toBe(400);
    expect((await rig.call(`/v1/payments/${payment}/refund`, {})).body).toMatchObject({ amount: 9_900 });
  });

  test("that is open is closed by a refund", async () => {
    const { id, payment } = await open();
    await rig.call(`/v1/payments/${payment}/refund`, {});
    expect((await dispute(id)).body).toMatchObject({ status: "closed", amount_deducted: 0 });
    expect(await disputeEvents()).toEqual(["payment.dispute.closed", "payment.dispute.created"]);
  });
});

describe("evidence", () => {
  const contest = (id: string, body: object) => rig.call(`PATCH /v1/disputes/${id}/contest`, body);

  test("is drafted, then submitted, then decided", async () => {
    const { id } = await open();
    const document = idOf(await upload(pdf()));
    const draft = await contest(id, { amount: 40_000, summary: "Delivered.", action: "draft" });
    expect(draft.body).toMatchObject({
      status: "open",
      evidence: { amount: 40_000, summary: "Delivered.", submitted_at: null },
    });
    const others = [{ type: "install_log", document_ids: [document] }];
    const sent = await contest(id, { access_activity_log: [document], others, action: "submit" });
    expect(sent.body).toMatchObject({
      status: "under_review",
      evidence: {
        amount: 40_000,
        summary: "Delivered.",
        access_activity_log: [document],
        others,
        submitted_at: expect.any(Number),
      },
    });
    expect((await contest(id, { summary: "More." })).status).toBe(400);
    rig.sandbox.dashboard.decideDispute(id, "won");
    expect((await dispute(id)).body).toMatchObject({ status: "won", amount_deducted: 0 });
    expect(await disputeEvents()).toEqual([
      "payment.dispute.created",
      "payment.dispute.under_review",
      "payment.dispute.won",
    ]);
  });

  test.each([
    { body: { action: "submit", summary: "x" }, words: "At least one document" },
    { body: { amount: 49_901 }, words: "greater than the dispute amount" },
    { body: { shipping_proof: ["doc_none"] }, words: "doc_none is not a valid document id" },
    { body: { summary: "x".repeat(1001) }, words: "1000 characters" },
  ])("is refused: $words", async ({ body, words }) => {
    const { id } = await open();
    expect(refusalOf(await contest(id, body))).toMatchObject({
      status: 400,
      description: expect.stringContaining(words),
    });
  });

  test("comes too late after the time to respond", async () => {
    const { id } = await open();
    const document = idOf(await upload(pdf()));
    rig.sandbox.faults.set({ clockOffsetMs: 10 * 86_400_000 });
    const answer = await contest(id, { access_activity_log: [document], action: "submit" });
    expect(answer.status).toBe(400);
    expect((await dispute(id)).body).toMatchObject({ status: "open" });
  });

  test("is a file of a kind that banks read", async () => {
    expect((await upload(pdf())).body).toMatchObject({
      entity: "document",
      purpose: "dispute_evidence",
      name: "log.pdf",
      mime_type: "application/pdf",
      size: 8,
    });
    expect((await upload(new File(["x"], "log.txt", { type: "text/plain" }))).status).toBe(400);
    expect((await upload(new File([], "log.pdf", { type: "application/pdf" }))).status).toBe(400);
    expect((await upload(undefined)).status).toBe(400);
    expect((await upload(pdf(), "kyc")).status).toBe(400);
  });
});
