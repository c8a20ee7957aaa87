import { createStripeProvider } from "@boltz/providers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testCards } from "../payments/test-cards.ts";
import { nextOrder, type Rig, startRig } from "../test-rig.ts";

let rig: Rig;
let provider: ReturnType<typeof createStripeProvider>;
let reference: string;
let page: string;

beforeEach(async () => {
  rig = await startRig();
  provider = createStripeProvider(rig.providerOptions);
  ({ reference, url: page } = await provider.createCheckout(nextOrder()));
});
afterEach(() => rig.close());

const good = { number: "4242 4242 4242 4242", expiry: "12 / 34", cvc: "123", name: "Ada Buyer" };

function submit(fields: Record<string, string>, path = ""): Promise<Response> {
  return fetch(`${page}${path}`, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
}

const successAddress = () => `http://127.0.0.1:8005/purchases/1?session=${reference}`;
const charges = () => rig.sandbox.faults.counters().chargesBySession[reference] ?? 0;

describe("the payment page", () => {
  test("says what is bought, for how much, by whom, and that it is no real money", async () => {
    const response = await fetch(page);
    const text = await response.text();
    expect(response.status).toBe(200);
    for (const words of ["Donchian breakout", "$19.00", "buyer@example.com", "no money moves"])
      expect(text).toContain(words);
    for (const card of Object.values(testCards)) expect(text).toContain(`data-card="${card.number}"`);
    expect(text).toContain('href="http://127.0.0.1:8005/listings/1"');
  });

  test.each([
    { price: { amountMinor: "2500", currency: "JPY" }, shown: "¥2,500" },
    { price: { amountMinor: "12340", currency: "KWD" }, shown: "12.340" },
    { price: { amountMinor: "123456", currency: "INR" }, shown: "₹1,234.56" },
  ] as const)("shows $price.amountMinor $price.currency as $shown", async ({ price, shown }) => {
    const { url } = await provider.createCheckout({ ...nextOrder(), price });
    expect(await (await fetch(url)).text()).toContain(shown);
  });

  test("runs only its own files and frames nowhere, yet may lead back to the shop", async () => {
    const policy = (await fetch(page)).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self' http://127.0.0.1:8005;");
    for (const file of ["/assets/sandbox.css", "/assets/checkout.js"]) {
      expect((await fetch(`${rig.sandbox.url}${file}`)).status).toBe(200);
    }
  });

  test("shows a title as text, whatever is in it", async () => {
    const { url } = await provider.createCheckout({
      ...nextOrder(),
      title: '<img src=x onerror="alert(1)">&',
    });
    const text = await (await fetch(url)).text();
    expect(text).not.toContain("<img");
    expect(text).toContain("&lt;img");
  });
});

describe("paying", () => {
  test("leads back to the shop, once", async () => {
    const response = await submit(good);
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(successAddress());
    expect(await provider.getCheckout(reference)).toMatchObject({ status: "paid" });

    const again = await submit(good);
    expect(again.status).toBe(409);
    expect(await again.text()).toContain("This is paid already");
    expect(charges()).toBe(1);
    const seen = await (await fetch(page)).text();
    expect(seen).toContain(successAddress().replaceAll("&", "&amp;"));
  });

  test("twenty times at once charges once", async () => {
    const responses = await Promise.all(Array.from({ length: 20 }, () => submit(good)));
    expect(responses.filter((response) => response.status === 303)).toHaveLength(1);
    expect(charges()).toBe(1);
  });

  test.each([
    { card: testCards.declined, words: "Your card was declined." },
    { card: testCards.insufficientFunds, words: "Your card has insufficient funds." },
  ])(
    "with $card.number is declined in words, keeps what was typed, and can be tried again",
    async ({ card, words }) => {
      const response = await submit({ ...good, number: card.number, cvc: "987" });
      const text = await response.text();
      expect(response.status).toBe(402);
      expect(text).toContain(words);
      expect(text).toContain('role="alert"');
      expect(text).toContain(`value="${card.number}"`);
      expect(text).toContain('value="Ada Buyer"');
      expect(text).not.toContain('value="987"');
      expect(await provider.getCheckout(reference)).toMatchObject({ status: "open", lastFailure: words });
      expect((await submit(good)).status).toBe(303);
      expect(await provider.getCheckout(reference)).toMatchObject({ status: "paid", lastFailure: null });
      expect(charges()).toBe(1);
    },
  );

  test("with a card whose bank asks: refused, then confirmed", async () => {
    const ask = { ...good, number: testCards.confirms.number };
    expect((await submit(ask)).headers.get("location")).toBe(`/checkout/${reference}/confirm`);
    expect(await (await fetch(`${page}/confirm`)).text()).toContain("Confirm this payment?");
    expect((await submit({ decision: "refuse" }, "/confirm")).headers.get("location")).toBe(
      `/checkout/${reference}`,
    );
    expect(await (await fetch(page)).text()).toContain("unable to authenticate");
    expect(charges()).toBe(0);

    await submit(ask);
    const confirmed = await submit({ decision: "approve" }, "/confirm");
    expect(confirmed.headers.get("location")).toBe(successAddress());
    expect(charges()).toBe(1);
    expect((await submit({ decision: "approve" }, "/confirm")).status).toBe(409);
    expect(charges()).toBe(1);
  });

  test("nobody confirms what no bank has asked", async () => {
    expect((await submit({ decision: "approve" }, "/confirm")).headers.get("location")).toBe(
      `/checkout/${reference}`,
    );
    expect(charges()).toBe(0);
  });

  test("with an asynchronous card leads back while the money is under way", async () => {
    const response = await submit({ ...good, number: testCards.processes.number });
    expect(response.headers.get("location")).toBe(successAddress());
    expect(await provider.getCheckout(reference)).toMatchObject({ status: "processing" });
    expect(await (await fetch(page)).text()).toContain("under way");
    const home = await (await fetch(`${rig.sandbox.url}/`)).text();
    expect(home).toContain("Let it arrive");
    const settled = await fetch(`${rig.sandbox.url}/payments/${reference}/settle`, {
      method: "POST",
      body: new URLSearchParams({ result: "succeeded" }),
      redirect: "manual",
    });
    expect(settled.status).toBe(303);
    expect(await provider.getCheckout(reference)).toMatchObject({ status: "paid" });
  });

  test("an expired session is refused", async () => {
    rig.sandbox.faults.expire(reference);
    const response = await submit(good);
    expect(response.status).toBe(410);
    const text = await response.text();
    expect(text).toContain("expired");
    expect(text).toContain('href="http://127.0.0.1:8005/listings/1"');
    expect((await fetch(page)).status).toBe(410);
    expect(charges()).toBe(0);
  });

  test("an unknown session is a 404", async () => {
    expect((await fetch(`${rig.sandbox.url}/checkout/cs_test_gone`)).status).toBe(404);
  });
});

describe("what is typed wrong", () => {
  test.each([
    { field: "number", value: "", words: "Enter a card number." },
    { field: "number", value: "4242 4242 4242 4241", words: "check the digits" },
    { field: "number", value: "5555 5555 5555 4444", words: "Only the test cards" },
    { field: "expiry", value: "13 / 34", words: "Enter month and year" },
    { field: "expiry", value: "soon", words: "Enter month and year" },
    { field: "expiry", value: "01/20", words: "This card has expired." },
    { field: "cvc", value: "12", words: "3 or 4 digits" },
    { field: "name", value: " ", words: "Enter the name" },
  ])("$field '$value' is named at its field", async ({ field, value, words }) => {
    const response = await submit({ ...good, cvc: "4321", [field]: value });
    const text = await response.text();
    expect(response.status).toBe(422);
    expect(text).toContain(words);
    expect(text).toContain(`aria-describedby="${field}-error"`);
    expect(text.match(/aria-invalid/g)).toHaveLength(1);
    expect(text).not.toContain('value="4321"');
    expect(charges()).toBe(0);
  });

  test("a card is good to the end of its month", async () => {
    const at = async (now: string) => {
      const later = await startRig({ clock: () => new Date(now) });
      const other = createStripeProvider(later.providerOptions);
      const expiresAt = new Date(Date.parse(now) + 3_600_000);
      const { url } = await other.createCheckout({ ...nextOrder(), expiresAt });
      const body = new URLSearchParams({ ...good, expiry: "12 / 34" });
      const { status } = await fetch(url, { method: "POST", body, redirect: "manual" });
      await later.close();
      return status;
    };
    expect(await at("2034-12-31T22:00:00Z")).toBe(303);
    expect(await at("2035-01-01T00:00:00Z")).toBe(422);
  });
});
