import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { idOf, newAccount, type RazorpayRig, refusalOf, startRazorpayRig } from "../razorpay-rig.ts";

let rig: RazorpayRig;
beforeAll(async () => {
  rig = await startRazorpayRig();
});
afterEach(async () => {
  await rig.sandbox.faults.settled();
  rig.received.length = 0;
});
afterAll(() => rig.close());

const details = {
  type: "route",
  phone: "+919000090000",
  legal_business_name: "Ada Lovelace",
  business_type: "individual",
  contact_name: "Ada Lovelace",
};
const bank = { account_number: "50100012345678", ifsc_code: "HDFC0000317", beneficiary_name: "Ada Lovelace" };
let people = 0;

async function plainAccount(change: object = {}) {
  people += 1;
  return rig.call("/v2/accounts", { ...details, email: `person${people}@example.com`, ...change });
}

async function routeEvents() {
  await rig.sandbox.faults.settled();
  return rig.events().map(({ event }) => event);
}

test("an account goes from its holder to the bank that is paid", async () => {
  const made = await plainAccount({ reference_id: "acct_1", notes: { account_id: "acct_1" } });
  const account = idOf(made);
  expect(made.body).toMatchObject({
    type: "route",
    status: "created",
    reference_id: "acct_1",
    notes: { account_id: "acct_1" },
    contact_name: "Ada Lovelace",
  });
  expect((await rig.call(`/v2/accounts/${account}`)).body).toEqual(made.body);

  const stakeholders = `/v2/accounts/${account}/stakeholders`;
  const holder = await rig.call(stakeholders, {
    name: "Ada Lovelace",
    email: "ada@example.com",
    phone: { primary: "9000090000" },
  });
  expect(holder.body).toMatchObject({ entity: "stakeholder", phone: { primary: "9000090000" } });
  expect((await rig.call(stakeholders, { name: "Other", email: "o@example.com" })).status).toBe(400);
  expect((await rig.call(stakeholders)).body).toMatchObject({ count: 1, items: [holder.body] });

  const products = `/v2/accounts/${account}/products`;
  const asked = await rig.call(products, { product_name: "route", tnc_accepted: true });
  const product = `${products}/${idOf(asked)}`;
  expect(asked.body).toMatchObject({
    account_id: account,
    product_name: "route",
    activation_status: "needs_clarification",
    requirements: [
      { field_reference: "settlements.account_number", reason_code: "field_missing", status: "required" },
      { field_reference: "settlements.ifsc_code" },
      { field_reference: "settlements.beneficiary_name" },
    ],
    tnc: { accepted: true },
  });
  expect((await rig.call(products, { product_name: "route", tnc_accepted: true })).body).toEqual(asked.body);

  const activated = await rig.call(`PATCH ${product}`, { settlements: bank });
  expect(activated.body).toMatchObject({
    activation_status: "activated",
    requirements: [],
    active_configuration: { settlements: bank },
  });
  expect((await rig.call(product)).body).toEqual(activated.body);
  await rig.sandbox.faults.settled();
  expect(rig.events()).toMatchObject([
    {
      event: "product.route.activated",
      account_id: account,
      contains: ["merchant_product"],
      payload: { merchant_product: { entity: { merchant_id: account, activation_status: "activated" } } },
    },
  ]);
});

test("nothing is activated before the terms are accepted", async () => {
  const products = `/v2/accounts/${idOf(await plainAccount())}/products`;
  const asked = await rig.call(products, { product_name: "route" });
  expect(asked.body).toMatchObject({ activation_status: "requested", tnc: {} });
  const product = `PATCH ${products}/${idOf(asked)}`;
  expect((await rig.call(product, { settlements: bank })).body).toMatchObject({
    activation_status: "requested",
  });
  expect((await rig.call(product, { tnc_accepted: true })).body).toMatchObject({
    activation_status: "activated",
  });
});

test("an address has one account, and the refusal of a second one names it", async () => {
  const account = idOf(await plainAccount({ email: "twice@example.com" }));
  expect(refusalOf(await plainAccount({ email: "twice@example.com" }))).toMatchObject({
    status: 400,
    description: `Merchant email already exists for account - ${account.replace("acc_", "")}`,
  });
});

describe("what is wrong", () => {
  test.each([
    { change: { email: "nobody" }, field: "email" },
    { change: { phone: "12" }, field: "phone" },
    { change: { type: "standard" }, field: "type" },
    { change: { business_type: "pirate" }, field: "business_type" },
    { change: { contact_name: "Ada" }, field: "contact_name" },
    { change: { legal_business_name: undefined }, field: "legal_business_name" },
    { change: { reference_id: "r".repeat(21) }, field: "reference_id" },
  ])("in an account is named: $field", async ({ change, field }) => {
    expect(refusalOf(await plainAccount(change))).toMatchObject({ status: 400, field });
  });

  test.each([
    { settlements: { ifsc_code: "HDFC1000317" }, field: "settlements.ifsc_code" },
    { settlements: { ifsc_code: "hdfc0000317" }, field: "settlements.ifsc_code" },
    { settlements: { account_number: "1-2" }, field: "settlements.account_number" },
    { settlements: { beneficiary_name: "" }, field: "settlements.beneficiary_name" },
  ])("in a bank account is named: $settlements", async ({ settlements, field }) => {
    const products = `/v2/accounts/${idOf(await plainAccount())}/products`;
    const product = idOf(await rig.call(products, { product_name: "route", tnc_accepted: true }));
    const answer = await rig.call(`PATCH ${products}/${product}`, { settlements });
    expect(refusalOf(answer)).toMatchObject({ status: 400, field });
  });

  test("a product of another account is none of this one", async () => {
    const [one, two] = [idOf(await plainAccount()), idOf(await plainAccount())];
    const product = idOf(await rig.call(`/v2/accounts/${one}/products`, { product_name: "route" }));
    expect((await rig.call(`/v2/accounts/${two}/products/${product}`)).status).toBe(400);
  });
});

test("some bank accounts are not let through, and the home page says which", async () => {
  const home = await (await fetch(rig.sandbox.url)).text();
  const cases = [
    { number: "11110000000001", status: "under_review" },
    { number: "11110000000002", status: "needs_clarification" },
  ];
  for (const { number, status } of cases) {
    expect(home).toContain(number);
    const account = await newAccount(rig, number);
    const transfer = { account, amount: 1_000, currency: "INR" };
    expect(refusalOf(await rig.call("/v1/transfers", transfer))).toMatchObject({
      status: 400,
      field: "account",
    });
    rig.sandbox.dashboard.setAccount(account, "active");
    expect((await rig.call("/v1/transfers", transfer)).status, status).toBe(200);
  }
  expect(await routeEvents()).toEqual(
    expect.arrayContaining(["product.route.under_review", "product.route.activated"]),
  );
});

test("the dashboard reviews, rejects and suspends, and says so once", async () => {
  const account = await newAccount(rig);
  for (const status of ["pending", "pending", "restricted", "rejected"] as const) {
    rig.sandbox.dashboard.setAccount(account, status);
  }
  expect(await routeEvents()).toEqual(
    expect.arrayContaining([
      "product.route.activated",
      "product.route.under_review",
      "account.suspended",
      "product.route.rejected",
    ]),
  );
  expect(rig.events().filter(({ event }) => event === "product.route.under_review")).toHaveLength(1);
  const suspended = rig.events().find(({ event }) => event === "account.suspended");
  expect(suspended).toMatchObject({ payload: { account: { entity: { id: account.replace("acc_", "") } } } });
});
