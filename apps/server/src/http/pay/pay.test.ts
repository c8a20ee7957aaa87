import { createHmac } from "node:crypto";
import type { PurchaseId } from "@boltz/contract";
import { newId, uuidFromId } from "@boltz/db";
import { type Person, system } from "@boltz/domain";
import { settlePurchase } from "@boltz/services";
import { seedPerson } from "@boltz/testkit";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { beginSale } from "../../testing/money.fixture.ts";
import { razorpayKeys } from "../../testing/start-test-marketplace.fixture.ts";
import { useMarketplace } from "../../testing/use-marketplace.fixture.ts";

const market = useMarketplace({ listens: true });

let people: { creator: Person; moderator: Person; buyer: Person };

beforeAll(async () => {
  const { db } = market();
  people = {
    creator: await seedPerson(db, { creator: true }),
    moderator: await seedPerson(db, { role: "moderator" }),
    buyer: await seedPerson(db),
  };
});

const session = z.object({ token: z.string() });

const visit = async (path: string, person: Person | null) => {
  const headers = new Headers();
  if (person !== null) {
    const { internalAdapter } = await market().auth.$context;
    const { token } = session.parse(await internalAdapter.createSession(person.id));
    headers.set("authorization", `Bearer ${token}`);
  }
  return market().app.request(`${market().url}${path}`, { headers });
};

const orderOf = async (purchaseId: PurchaseId) => {
  const [row] = await market().db.stored<{ reference: string }>(
    "SELECT checkout_reference AS reference FROM strategy_purchases WHERE id = $1",
    [uuidFromId("pur", purchaseId)],
  );
  return row?.reference ?? "";
};

/** How many jobs wait that would ask about this purchase. */
const asked = async (purchaseId: PurchaseId) => {
  const rows = await market().db.stored(
    "SELECT 1 FROM pgboss.job WHERE name = 'settle-purchase' AND data->>'purchaseId' = $1",
    [purchaseId],
  );
  return rows.length;
};

const begin = (title: string) => beginSale(market(), { ...people, title }, "razorpay");

describe("the page that leads on to Razorpay", () => {
  test("posts what the buyer owes to Razorpay, and its policy lets it lead nowhere else", async () => {
    const title = 'Rise & "fall" <of> a trend';
    const { purchaseId } = await begin(title);
    const response = await visit(`/pay/razorpay/${purchaseId}`, people.buyer);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^text\/html/);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const policy = response.headers.get("content-security-policy") ?? "";
    const provider = `http://127.0.0.1:${market().sandbox.port}`;
    expect(policy).toContain(`form-action 'self' ${provider};`);
    expect(policy).toContain("script-src 'self';");
    const page = await response.text();
    expect(page).toContain("Rise &amp; &quot;fall&quot; &lt;of&gt; a trend");
    expect(page).not.toContain("<of>");
    expect(page).toContain("₹3,999.00");
    expect(page).toContain(`action="${provider}/v1/checkout/embedded"`);
    expect(page).toContain(`name="order_id" value="${await orderOf(purchaseId)}"`);
    expect(page).toContain('name="amount" value="399900"');
    expect(page).toContain(`${market().url}/api/payments/razorpay/callback?purchase=${purchaseId}`);
    expect(page).toContain("Continue to Razorpay");
    expect(page).not.toContain(razorpayKeys.keySecret);
    expect(page).not.toMatch(/<script(?![^>]* src=)/);
    for (const [, address] of page.matchAll(/(?:src|href)="(\/pay\/[^"]+)"/g))
      expect((await visit(address ?? "", null)).status).toBe(200);
  });

  test("is another's 404 as one that does not exist, and no other page may lead away", async () => {
    const { purchaseId } = await begin("Not yours");
    const another = await visit(`/pay/razorpay/${purchaseId}`, people.creator);
    const none = await visit(`/pay/razorpay/${newId("pur")}`, people.creator);
    const odd = await visit("/pay/razorpay/pur_nothing", people.buyer);
    const text = await another.text();
    expect([another.status, none.status, odd.status]).toEqual([404, 404, 404]);
    expect([await none.text(), await odd.text()]).toEqual([text, text]);
    expect(another.headers.get("content-security-policy")).toContain("form-action 'self';");
  });

  test("sends who is signed out through the sign-in page and back", async () => {
    const { purchaseId } = await begin("Signed out");
    const response = await visit(`/pay/razorpay/${purchaseId}`, null);
    const next = encodeURIComponent(`/pay/razorpay/${purchaseId}`);
    expect([response.status, response.headers.get("location")]).toEqual([303, `/sign-in?next=${next}`]);
  });

  test("is not there for a purchase of another provider, and leads to one that was paid or closed", async () => {
    const stripe = await beginSale(market(), { ...people, title: "By Stripe" }, "stripe");
    expect((await visit(`/pay/razorpay/${stripe.purchaseId}`, people.buyer)).status).toBe(404);
    const { purchaseId } = await begin("Paid before");
    market().sandbox.payRazorpay(await orderOf(purchaseId));
    const ctx = { ...market().services, actor: system("test") };
    await settlePurchase({ ctx, input: { purchaseId } });
    const closed = await begin("Closed before");
    await market().db.stored("UPDATE strategy_purchases SET expires_at = now() WHERE id = $1", [
      uuidFromId("pur", closed.purchaseId),
    ]);
    for (const id of [purchaseId, closed.purchaseId]) {
      const response = await visit(`/pay/razorpay/${id}`, people.buyer);
      expect([response.status, response.headers.get("location")]).toEqual([303, `/purchases/${id}`]);
    }
  });
});

const signed = (orderId: string, paymentId: string, secret = razorpayKeys.keySecret) => ({
  razorpay_order_id: orderId,
  razorpay_payment_id: paymentId,
  razorpay_signature: createHmac("sha256", secret).update(`${orderId}|${paymentId}`).digest("hex"),
});

/** As a browser posts a form of another site: no cookie, a foreign origin. */
const callBack = (search: string, fields: Record<string, string>) =>
  market().app.request(`${market().url}/api/payments/razorpay/callback${search}`, {
    method: "POST",
    body: new URLSearchParams(fields).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded", origin: "https://api.razorpay.com" },
  });

describe("what comes back with the buyer's browser", () => {
  test("has Razorpay asked and leads to the purchase, signed rightly; paid is only what Razorpay says", async () => {
    const { purchaseId } = await begin("Back and paid");
    const orderId = await orderOf(purchaseId);
    const before = await asked(purchaseId);
    const response = await callBack(`?purchase=${purchaseId}`, signed(orderId, "pay_unpaid"));
    const landing = `/purchases/${purchaseId}?returned=1`;
    expect([response.status, response.headers.get("location")]).toEqual([303, landing]);
    expect(await asked(purchaseId)).toBe(before + 1);
    const ctx = { ...market().services, actor: system("test") };
    await settlePurchase({ ctx, input: { purchaseId } });
    const [row] = await market().db.stored("SELECT status FROM strategy_purchases WHERE id = $1", [
      uuidFromId("pur", purchaseId),
    ]);
    expect(row).toEqual({ status: "pending" });
  });

  test.each<[string, (orderId: string) => Record<string, string>]>([
    ["signed with another key", (orderId) => signed(orderId, "pay_1", "another key")],
    [
      "signed for another payment",
      (orderId) => ({ ...signed(orderId, "pay_1"), razorpay_payment_id: "pay_2" }),
    ],
    ["not signed", (orderId) => ({ razorpay_order_id: orderId, razorpay_payment_id: "pay_1" })],
    ["a failure", () => ({ "error[code]": "BAD_REQUEST_ERROR", "error[description]": "declined" })],
    ["nothing", () => ({})],
  ])("%s: the same page, without effect", async (reason, fields) => {
    const { purchaseId } = await begin(`Back, ${reason}`);
    const before = await asked(purchaseId);
    const response = await callBack(`?purchase=${purchaseId}`, fields(await orderOf(purchaseId)));
    const landing = `/purchases/${purchaseId}?returned=1`;
    expect([response.status, response.headers.get("location")]).toEqual([303, landing]);
    expect(await asked(purchaseId)).toBe(before);
  });

  test("leads nowhere else, whatever the address says, and acts on the order that was signed", async () => {
    const [mine, other] = [await begin("Mine"), await begin("Another's")];
    const before = await asked(other.purchaseId);
    await callBack(`?purchase=${other.purchaseId}`, signed(await orderOf(mine.purchaseId), "pay_3"));
    expect(await asked(other.purchaseId)).toBe(before);
    for (const search of ["", "?purchase=//evil.test", "?purchase=https://evil.test"]) {
      const response = await callBack(search, signed(await orderOf(mine.purchaseId), "pay_3"));
      expect([response.status, response.headers.get("location")]).toEqual([303, "/purchases"]);
    }
  });

  test("is short", async () => {
    expect((await callBack("", { razorpay_signature: "x".repeat(9_000) })).status).toBe(413);
    expect((await visit("/api/payments/razorpay/callback", null)).status).toBe(404);
  });
});
