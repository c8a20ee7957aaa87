import { createHmac, randomUUID } from "node:crypto";
import type { Person } from "@boltz/domain";
import { startPurchase } from "@boltz/services";
import { seedPerson } from "@boltz/testkit";
import { beforeAll, expect, test, vi } from "vitest";
import { makeListing } from "../../testing/listings.fixture.ts";
import { webhookSecret } from "../../testing/start-test-marketplace.fixture.ts";
import { useMarketplace } from "../../testing/use-marketplace.fixture.ts";

const market = useMarketplace({ listens: true, works: true });

let people: { creator: Person; moderator: Person };
let buyer: Person;

beforeAll(async () => {
  const { db } = market();
  people = {
    creator: await seedPerson(db, { creator: true }),
    moderator: await seedPerson(db, { role: "moderator" }),
  };
  buyer = await seedPerson(db);
});

const notification = () =>
  JSON.stringify({
    id: `evt_${randomUUID()}`,
    object: "v2.core.event",
    type: "v1.checkout.session.completed",
    created: new Date().toISOString(),
    livemode: false,
    related_object: null,
  });

const now = () => Math.floor(Date.now() / 1_000);

/** Signs as Stripe documents it: HMAC-SHA256 over the time, a dot and the body. */
const sign = (payload: string, { secret = webhookSecret, timestamp = now() } = {}) =>
  `t=${timestamp},v1=${createHmac("sha256", secret).update(`${timestamp}.${payload}`).digest("hex")}`;

const post = (body: string, headers: Record<string, string>) =>
  market().app.request(`${market().url}/api/webhooks/stripe`, { method: "POST", body, headers });

const countEvents = async () => {
  const [row] = await market().db.stored<{ count: number }>(
    "SELECT count(*)::int AS count FROM provider_events",
  );
  return row?.count ?? 0;
};

test("a signed event is stored once, however often it comes", async () => {
  const before = await countEvents();
  const body = notification();
  const headers = { "stripe-signature": sign(body), "content-type": "application/json" };
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(body, headers)));
  expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200));
  expect(await countEvents()).toBe(before + 1);
});

test.each<[string, (body: string) => Record<string, string>]>([
  ["no signature", () => ({})],
  ["another secret", (body) => ({ "stripe-signature": sign(body, { secret: "whsec_another" }) })],
  ["another body", (body) => ({ "stripe-signature": sign(`${body} `) })],
  ["a time long past", (body) => ({ "stripe-signature": sign(body, { timestamp: now() - 600 }) })],
  ["a time to come", (body) => ({ "stripe-signature": sign(body, { timestamp: now() + 600 }) })],
])("%s: 400 and no row", async (_reason, headersFor) => {
  const before = await countEvents();
  const body = notification();
  const response = await post(body, headersFor(body));
  expect(response.status).toBe(400);
  expect(await countEvents()).toBe(before);
});

test("nothing but POST is a webhook", async () => {
  expect((await market().app.request(`${market().url}/api/webhooks/stripe`)).status).toBe(404);
});

test("a fault of ours is a 500, so that the provider sends the event again", async () => {
  await market().db.stored("ALTER TABLE provider_events RENAME TO provider_events_away");
  const body = notification();
  const headers = { "stripe-signature": sign(body) };
  const failed = await post(body, headers);
  await market().db.stored("ALTER TABLE provider_events_away RENAME TO provider_events");
  expect([failed.status, (await post(body, headers)).status]).toEqual([500, 200]);
});

const outcomeOf = async () => {
  const [row] = await market().db.stored<{ status: string; rights: number; receipts: number }>(`
    SELECT p.status,
           (SELECT count(*)::int FROM user_strategy_access a WHERE a.purchase_id = p.id AND a.state = 'active') AS rights,
           (SELECT count(*)::int FROM email_outbox m WHERE m.user_id = p.buyer_id AND m.state = 'sent') AS receipts
    FROM strategy_purchases p`);
  return row;
};

test("a payment travels from the provider's page over webhook, queue and worker to access and receipt", async () => {
  const { services, sandbox } = market();
  const title = "Paid for by webhook";
  const { listingId } = await makeListing(services, people, "published", {
    title,
    price: { amountMinor: "4900", currency: "USD" },
  });
  const { checkoutUrl } = await startPurchase({
    ctx: { ...services, actor: buyer },
    input: {
      listingId,
      provider: "stripe",
      method: "card",
      expectedPrice: { amountMinor: "4900", currency: "USD" },
      idempotencyKey: randomUUID(),
    },
  });
  const sessionId = /cs_\w+/.exec(checkoutUrl ?? "")?.[0] ?? "";
  sandbox.pay(sessionId, "4242424242424242");
  await vi.waitFor(
    async () => expect(await outcomeOf()).toEqual({ status: "completed", rights: 1, receipts: 1 }),
    { timeout: 20_000, interval: 100 },
  );
  expect(sandbox.mails().map((mail) => mail.subject)).toContain(`Your receipt: ${title}`);
});
