import { createHmac } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { instrumentsOf } from "../payments/instruments.ts";
import { keyId, keySecret, newOrder, type RazorpayRig, startRazorpayRig } from "../razorpay-rig.ts";

let rig: RazorpayRig;
beforeAll(async () => {
  rig = await startRazorpayRig();
});
afterEach(() => rig.sandbox.faults.reset());
afterAll(() => rig.close());

const callbackUrl = "http://127.0.0.1:8005/api/razorpay/callback";
const cancelUrl = "http://127.0.0.1:8005/listings/1";
const good = { method: "card", expiry: "12 / 34", cvc: "123", name: "Ada Buyer" };

function post(address: string, fields: Record<string, string>): Promise<Response> {
  const url = address.startsWith("/") ? `${rig.sandbox.url}${address}` : address;
  return fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
}

const form = (orderId: string, change: Record<string, string> = {}) => ({
  key_id: keyId,
  order_id: orderId,
  amount: "49900",
  currency: "INR",
  name: "BoltzTrader Marketplace",
  description: "Donchian breakout",
  "prefill[email]": "buyer@example.com",
  "prefill[contact]": "+919000090000",
  callback_url: callbackUrl,
  cancel_url: cancelUrl,
  "notes[purchase_id]": "pur_page",
  ...change,
});

/** The address of the page that a shop's form leads to. */
async function open(orderId: string, change: Record<string, string> = {}): Promise<string> {
  const response = await post("/v1/checkout/embedded", form(orderId, change));
  expect(response.status).toBe(303);
  return `${rig.sandbox.url}${response.headers.get("location")}`;
}

/** The hidden fields that go back to the shop. */
function callbackFields(page: string): Record<string, string> {
  const fields = page.matchAll(/<input type="hidden" name="(razorpay_\w+)" value="([^"]*)">/g);
  return Object.fromEntries([...fields].map(([, name = "", value = ""]) => [name, value]));
}

async function statusOf(orderId: string): Promise<unknown> {
  return (await rig.call(`/v1/orders/${orderId}`)).body["status"];
}

describe("the payment page", () => {
  test("says what is bought, for how much, by whom, and offers every test card", async () => {
    const response = await fetch(await open(await newOrder(rig)));
    const page = await response.text();
    expect(response.status).toBe(200);
    for (const words of ["Donchian breakout", "₹499.00", "buyer@example.com", "no money moves"]) {
      expect(page).toContain(words);
    }
    for (const { number, label } of instrumentsOf("card")) {
      expect(page).toContain(`data-card="${number}"`);
      expect(page).toContain(label);
    }
    expect(page).toContain(`href="${cancelUrl}"`);
  });

  test("opens with the way to pay that was asked for, and changes it", async () => {
    const page = await open(await newOrder(rig), { "prefill[method]": "upi" });
    const upi = await (await fetch(page)).text();
    for (const { number } of instrumentsOf("upi")) expect(upi).toContain(`value="${number}"`);
    expect(upi).toMatch(/aria-current="page">UPI</);
    expect(await (await fetch(`${page}?method=card`)).text()).toMatch(/aria-current="page">Card</);
  });

  test("leads its forms to itself and to the shop alone", async () => {
    const response = await fetch(await open(await newOrder(rig)));
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("form-action 'self' http://127.0.0.1:8005;");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  test("shows the shop's words as text, whatever is in them", async () => {
    const description = '<img src=x onerror="alert(1)">';
    const page = await (await fetch(await open(await newOrder(rig), { description }))).text();
    expect(page).not.toContain("<img");
    expect(page).toContain("&lt;img");
  });

  test.each([
    { change: { key_id: "rzp_test_other" }, words: "key_id" },
    { change: { order_id: "order_none" }, words: "no such order_id" },
    { change: { amount: "1" }, words: "not those of the order" },
    { change: { currency: "USD" }, words: "not those of the order" },
    { change: { callback_url: "javascript:alert(1)" }, words: "callback_url" },
    { change: { cancel_url: "javascript:alert(1)" }, words: "cancel_url" },
  ])("is not opened with $change", async ({ change, words }) => {
    const response = await post("/v1/checkout/embedded", form(await newOrder(rig), change));
    expect(response.status).toBe(422);
    expect(await response.text()).toContain(words);
  });

  test("that nobody opened is a 404", async () => {
    expect((await fetch(`${rig.sandbox.url}/razorpay/checkout/chk_none`)).status).toBe(404);
  });
});

describe("paying", () => {
  test.each([
    { fields: { ...good, number: "4111 1111 1111 1111" }, status: "captured" },
    { fields: { ...good, number: "5267 3181 8797 5449" }, status: "authorized" },
    { fields: { method: "upi", vpa: " Success@Razorpay " }, status: "captured" },
  ])(
    "with $fields.method sends the shop what proves a payment that is $status",
    async ({ fields, status }) => {
      const orderId = await newOrder(rig);
      const response = await post(await open(orderId), fields);
      expect(response.status).toBe(200);
      const page = await response.text();
      expect(page).toContain(`action="${callbackUrl}"`);
      const sent = callbackFields(page);
      const paymentId = sent["razorpay_payment_id"] ?? "";
      expect(sent).toEqual({
        razorpay_payment_id: expect.stringMatching(/^pay_/),
        razorpay_order_id: orderId,
        razorpay_signature: createHmac("sha256", keySecret).update(`${orderId}|${paymentId}`).digest("hex"),
      });
      expect((await rig.call(`/v1/payments/${paymentId}`)).body).toMatchObject({
        order_id: orderId,
        status,
        email: "buyer@example.com",
        contact: "+919000090000",
        notes: { purchase_id: "pur_page" },
      });
    },
  );

  test("goes on to the shop by a file of the sandbox's own, or by a button", async () => {
    const page = await (
      await post(await open(await newOrder(rig)), { ...good, number: "4111111111111111" })
    ).text();
    expect(page).toContain("data-callback");
    expect(page).toContain("Continue to the shop");
    const script = await fetch(`${rig.sandbox.url}/assets/razorpay-callback.js`);
    expect(await script.text()).toContain("form[data-callback]");
  });

  test.each([
    { fields: { ...good, number: "4000000000000002" }, words: "declined by the bank" },
    { fields: { ...good, number: "4012888888881881" }, words: "has not answered yet" },
    { fields: { method: "upi", vpa: "failure@razorpay" }, words: "declined in the UPI app" },
  ])("with $fields stays on the page and can be tried again", async ({ fields, words }) => {
    const orderId = await newOrder(rig);
    const page = await open(orderId);
    const failed = await post(page, fields);
    const text = await failed.text();
    expect(failed.status).toBe(402);
    expect(text).toContain('role="alert"');
    expect(text).toContain(words);
    expect(await (await fetch(page)).text()).toContain(words);
    expect(await statusOf(orderId)).toBe("attempted");
    expect((await post(page, { ...good, number: "4111111111111111" })).status).toBe(200);
    expect(await statusOf(orderId)).toBe("paid");
  });

  test("twenty times at once pays once, and says so to whoever comes back", async () => {
    const orderId = await newOrder(rig);
    const page = await open(orderId);
    const fields = { ...good, number: "4111111111111111" };
    const responses = await Promise.all(Array.from({ length: 20 }, () => post(page, fields)));
    expect(responses.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(409)]);
    expect((await rig.call(`/v1/orders/${orderId}/payments`)).body["count"]).toBe(1);
    const seen = await (await fetch(page)).text();
    expect(seen).toContain("This is paid already");
    expect(seen).not.toContain("data-callback");
    expect(callbackFields(seen)["razorpay_order_id"]).toBe(orderId);
  });

  test("with an instrument that is disputed opens a dispute at once", async () => {
    const page = await open(await newOrder(rig));
    const sent = callbackFields(await (await post(page, { ...good, number: "5555555555554444" })).text());
    expect((await rig.call("/v1/disputes?count=1")).body).toMatchObject({
      items: [{ payment_id: sent["razorpay_payment_id"], status: "open" }],
    });
  });

  test("later than a purchase is kept open works: orders do not expire", async () => {
    const orderId = await newOrder(rig);
    const page = await open(orderId);
    rig.sandbox.faults.set({ clockOffsetMs: 90 * 86_400_000 });
    expect((await post(page, { ...good, number: "4111111111111111" })).status).toBe(200);
    expect(await statusOf(orderId)).toBe("paid");
  });
});

describe("what is typed wrong", () => {
  test.each([
    { fields: { ...good, number: "" }, words: "Enter a card number." },
    { fields: { ...good, number: "4242 4242 4242 4242" }, words: "Only the test cards below" },
    { fields: { ...good, number: "4111111111111111", expiry: "12 / 20" }, words: "expired" },
    { fields: { ...good, number: "4111111111111111", cvc: "1" }, words: "3 or 4 digits" },
    { fields: { method: "upi", vpa: "" }, words: "Enter a UPI address." },
    { fields: { method: "upi", vpa: "me@mybank" }, words: "Only the test addresses" },
  ])("is named beside its field: $words", async ({ fields, words }) => {
    const orderId = await newOrder(rig);
    const response = await post(await open(orderId), fields);
    const page = await response.text();
    expect(response.status).toBe(422);
    expect(page).toContain(words);
    expect(page).toContain('aria-invalid="true"');
    expect(await statusOf(orderId)).toBe("created");
  });
});
