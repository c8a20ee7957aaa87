import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  idOf,
  keyId,
  keySecret,
  type RazorpayRig,
  refusalOf,
  startRazorpayRig,
  webhookSecret,
} from "../razorpay-rig.ts";

const accountNumber = "7878780080316316";
let rig: RazorpayRig;
beforeAll(async () => {
  const webhookUrl = "http://127.0.0.1:9";
  rig = await startRazorpayRig({ razorpay: { webhookUrl, webhookSecret, keyId, keySecret, accountNumber } });
});
afterEach(async () => {
  rig.sandbox.faults.reset();
  await rig.sandbox.faults.settled();
  rig.received.length = 0;
});
afterAll(() => rig.close());

const bank = { name: "Ada Lovelace", ifsc: "HDFC0000317", account_number: "50100012345678" };
const newContact = (change: object = {}) =>
  rig.call("/v1/contacts", {
    name: "Ada Lovelace",
    email: "ada@example.com",
    contact: "9000090000",
    type: "vendor",
    reference_id: "acct_1",
    ...change,
  });
const newFundAccount = (contact_id: string, change: object = {}) =>
  rig.call("/v1/fund_accounts", {
    contact_id,
    account_type: "bank_account",
    bank_account: { ...bank, ...change },
  });

let keys = 0;

async function pay(change: object = {}, headers?: Record<string, string>) {
  keys += 1;
  const fundAccount = idOf(await newFundAccount(idOf(await newContact())));
  const body = {
    account_number: accountNumber,
    fund_account_id: fundAccount,
    amount: 30_000,
    currency: "INR",
    mode: "IMPS",
    purpose: "payout",
    reference_id: `po_${keys}`,
    queue_if_low_balance: true,
    narration: "Earnings",
    ...change,
  };
  return rig.call("/v1/payouts", body, headers ?? { "X-Payout-Idempotency": `payout-${keys}` });
}

const stateOf = async (id: string) => (await rig.call(`/v1/payouts/${id}`)).body;

async function processed(): Promise<string> {
  const id = idOf(await pay());
  await expect.poll(async () => (await stateOf(id))["status"]).toBe("processed");
  return id;
}

async function lastEvent(): Promise<unknown> {
  await rig.sandbox.faults.settled();
  return rig.events().at(-1);
}

test("the same person and bank account get what there is", async () => {
  const contact = idOf(await newContact());
  expect(idOf(await newContact())).toBe(contact);
  expect(idOf(await newContact({ email: "other@example.com" }))).not.toBe(contact);
  const fundAccount = await newFundAccount(contact);
  expect(fundAccount.body).toMatchObject({
    entity: "fund_account",
    contact_id: contact,
    account_type: "bank_account",
    active: true,
    bank_account: bank,
  });
  expect((await newFundAccount(contact)).body).toEqual(fundAccount.body);
  expect((await rig.call(`/v1/fund_accounts/${idOf(fundAccount)}`)).body).toEqual(fundAccount.body);
  expect((await newFundAccount(contact, { ifsc: "HDFC1" })).status).toBe(400);
  expect((await newFundAccount("cont_none")).status).toBe(400);
});

describe("a payout", () => {
  test("is processing, then processed, with its bank's number and its event", async () => {
    const made = await pay({ reference_id: "po_first", notes: { payout_id: "po_first" } });
    expect(made.body).toMatchObject({
      entity: "payout",
      amount: 30_000,
      currency: "INR",
      status: "processing",
      mode: "IMPS",
      purpose: "payout",
      reference_id: "po_first",
      notes: { payout_id: "po_first" },
      utr: null,
      status_details: { description: null, source: null, reason: null },
    });
    const id = idOf(made);
    await expect.poll(() => stateOf(id)).toMatchObject({ status: "processed", utr: expect.any(String) });
    expect(await lastEvent()).toMatchObject({
      event: "payout.processed",
      payload: { payout: { entity: { id, status: "processed" } } },
    });
    const found = await rig.call(`/v1/payouts?account_number=${accountNumber}&reference_id=po_first`);
    expect(found.body).toMatchObject({ count: 1, items: [{ id }] });
  });

  test("is made once for its key, and a repetition gets its present state", async () => {
    const key = { "X-Payout-Idempotency": "payout-once" };
    const id = idOf(await pay({ reference_id: "po_once" }, key));
    await expect.poll(async () => (await stateOf(id))["status"]).toBe("processed");
    expect((await pay({ reference_id: "po_once" }, key)).body).toMatchObject({ id, status: "processed" });
    expect((await pay({ reference_id: "po_once", amount: 100 }, key)).status).toBe(400);
    expect(refusalOf(await pay({}, {}))).toMatchObject({
      status: 400,
      description: "The X-Payout-Idempotency header is mandatory",
    });
  });

  test.each([
    { change: { account_number: "1" }, field: "account_number" },
    { change: { fund_account_id: "fa_none" }, field: "fund_account_id" },
    { change: { reference_id: "r".repeat(41) }, field: "reference_id" },
    { change: { amount: 50_000_001 }, field: "amount" },
    { change: { amount: 99 }, field: "amount" },
    { change: { mode: "PIGEON" }, field: "mode" },
    { change: { narration: "Not-allowed!" }, field: "narration" },
  ])("is refused with $change", async ({ change, field }) => {
    expect(refusalOf(await pay(change))).toMatchObject({ status: 400, field });
  });

  test("is refused while the sandbox lets payouts fail", async () => {
    rig.sandbox.faults.set({ payoutFailure: "insufficient_balance" });
    expect(refusalOf(await pay())).toMatchObject({ status: 400, reason: "insufficient_balance" });
  });

  test("that the bank returns is reversed", async () => {
    for (const undo of ["failPayout", "reversePayout"] as const) {
      const id = await processed();
      rig.sandbox.dashboard[undo](id);
      expect(await stateOf(id)).toMatchObject({
        status: "reversed",
        failure_reason: expect.stringContaining("returned"),
        status_details: { source: "beneficiary_bank", reason: "bank_account_closed" },
      });
      expect(await lastEvent()).toMatchObject({ event: "payout.reversed" });
      expect(() => rig.sandbox.dashboard[undo](id)).toThrow("reversed already");
    }
  });

  test("that waits for approval is rejected", async () => {
    const contact = idOf(await newContact());
    const fund_account_id = idOf(await newFundAccount(contact, { account_number: "11110000000001" }));
    const id = idOf(await pay({ fund_account_id }));
    expect(await stateOf(id)).toMatchObject({ status: "pending" });
    rig.sandbox.dashboard.failPayout(id);
    expect(await stateOf(id)).toMatchObject({
      status: "rejected",
      status_details: { source: "business", reason: "payout_rejected" },
    });
    expect(await lastEvent()).toMatchObject({ event: "payout.rejected" });
  });

  test("that never reached a bank has failed", async () => {
    const id = idOf(await pay());
    const before = (await stateOf(id))["status"];
    rig.sandbox.dashboard.failPayout(id);
    const after = before === "processing" ? "failed" : "reversed";
    expect(await stateOf(id)).toMatchObject({ status: after });
    expect(await lastEvent()).toMatchObject({ event: `payout.${after}` });
  });
});

test("without an account number there is no RazorpayX", async () => {
  const plain = await startRazorpayRig();
  expect((await plain.call("/v1/contacts", { name: "Ada Lovelace" })).status).toBe(404);
  await plain.close();
});
