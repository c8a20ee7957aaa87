import Razorpay from "razorpay";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startSandbox } from "../../sandbox.ts";
import { startRig } from "../../test-rig.ts";
import {
  basic,
  keyId,
  keySecret,
  newOrder,
  type RazorpayRig,
  refusalOf,
  startRazorpayRig,
  withApi,
} from "../razorpay-rig.ts";

let rig: RazorpayRig;
beforeAll(async () => {
  rig = await startRazorpayRig();
});
afterAll(() => rig.close());

function sdk(): Razorpay {
  const razorpay = new Razorpay({ key_id: keyId, key_secret: keySecret });
  const client: unknown = "rq" in razorpay.api ? razorpay.api.rq : undefined;
  if (typeof client !== "function" || !("defaults" in client)) throw new Error("the SDK has no client");
  Object.assign(Object(client.defaults), { baseURL: rig.sandbox.url, proxy: false });
  return razorpay;
}

describe("an order", () => {
  test("is made and found through Razorpay's own SDK", async () => {
    const { orders } = sdk();
    const order = await orders.create({
      amount: 49_900,
      currency: "INR",
      receipt: "pur_sdk",
      notes: { purchase_id: "pur_sdk" },
    });
    expect(order).toMatchObject({
      entity: "order",
      amount: 49_900,
      amount_paid: 0,
      amount_due: 49_900,
      currency: "INR",
      receipt: "pur_sdk",
      status: "created",
      attempts: 0,
      notes: { purchase_id: "pur_sdk" },
    });
    expect(order.id).toMatch(/^order_[A-Za-z0-9]{14}$/);
    expect(await orders.fetch(order.id)).toEqual(order);
    expect(await orders.all({ receipt: "pur_sdk" })).toEqual({
      entity: "collection",
      count: 1,
      items: [order],
    });
    expect((await orders.all({ receipt: "pur_none" })).items).toEqual([]);
    expect(await orders.fetchPayments(order.id)).toEqual({ entity: "collection", count: 0, items: [] });
  });

  test("without notes answers an empty list for them, as Razorpay does", async () => {
    const { body } = await rig.call("/v1/orders", { amount: 100, currency: "INR" });
    expect(body).toMatchObject({ notes: [], receipt: null });
  });

  test.each([
    { order: { amount: 99 }, description: "Order amount less than minimum amount allowed", field: "amount" },
    { order: { amount: 499.5 }, description: "The amount is invalid.", field: "amount" },
    { order: { amount: undefined }, description: "The amount field is required.", field: "amount" },
    { order: { currency: "XYZ" }, description: "The currency is invalid.", field: "currency" },
    {
      order: { receipt: "r".repeat(41) },
      description: "receipt: the length must be no more than 40.",
      field: "receipt",
    },
    {
      order: { notes: Object.fromEntries(Array.from({ length: 16 }, (_, index) => [`n${index}`, "x"])) },
      description: "Number of fields in notes should be less than or equal to 15",
      field: "notes",
    },
    {
      order: { price: 1 },
      description: "price is/are not required and should not be sent",
      field: null,
    },
  ])("is refused: $description", async ({ order, description, field }) => {
    const answer = await rig.call("/v1/orders", { amount: 49_900, currency: "INR", ...order });
    expect(refusalOf(answer)).toMatchObject({
      status: 400,
      code: "BAD_REQUEST_ERROR",
      description,
      source: "business",
      step: "payment_initiation",
      reason: "input_validation_failed",
      field,
    });
  });

  test("that does not exist is a 400, not a 404", async () => {
    expect(refusalOf(await rig.call("/v1/orders/order_none"))).toMatchObject({
      status: 400,
      description: "The id provided does not exist",
    });
  });

  test("lists page by page, newest first", async () => {
    const made = [await newOrder(rig), await newOrder(rig), await newOrder(rig)].reverse();
    const { body } = await rig.call("/v1/orders?count=2&skip=1");
    expect(body).toMatchObject({ count: 2, items: [{ id: made[1] }, { id: made[2] }] });
    expect((await rig.call("/v1/orders?count=101")).status).toBe(400);
  });
});

describe("whose a request is", () => {
  test("its authorization says: Stripe's paths stay Stripe's", async () => {
    const asStripe = { authorization: "Bearer sk_test_sandbox" };
    const stripe = await fetch(`${rig.sandbox.url}/v1/refunds/re_none`, { headers: asStripe });
    expect(await stripe.json()).toMatchObject({ error: { type: "invalid_request_error" } });
    expect(refusalOf(await rig.call("/v1/refunds/rfnd_none"))).toMatchObject({ code: "BAD_REQUEST_ERROR" });
  });

  test.each([
    { authorization: basic(keyId, "wrong"), description: "Authentication failed" },
    { authorization: undefined, description: "Please provide your api key for authentication purposes." },
  ])("without the right key it is refused: $description", async ({ authorization, description }) => {
    const response = await fetch(`${rig.sandbox.url}/v1/orders`, {
      headers: authorization === undefined ? {} : { authorization },
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: "BAD_REQUEST_ERROR", description } });
  });

  test("an unknown address is a 404 in Razorpay's words", async () => {
    expect(refusalOf(await rig.call("/v1/nothing"))).toMatchObject({
      status: 404,
      description: "The requested URL was not found on the server.",
    });
  });

  test("without Razorpay the sandbox has none of it", async () => {
    const plain = withApi(await startRig());
    expect((await plain.call("/v1/orders")).status).toBe(404);
    expect(() => plain.sandbox.payRazorpay("order_1")).toThrow("without Razorpay");
    await plain.close();
  });

  test("a live key is refused", async () => {
    const webhook = { webhookUrl: "http://127.0.0.1:9", webhookSecret: "w" };
    const razorpay = { ...webhook, keyId: "rzp_live_1", keySecret: "s" };
    const options = { port: 0, dataFile: ":memory:", secretKey: "sk_test_1", ...webhook, razorpay };
    await expect(startSandbox(options)).rejects.toThrow("refuses a live key");
  });
});
