import { createHmac, randomUUID } from "node:crypto";
import type { ProviderName } from "@boltz/contract";
import type { Person } from "@boltz/domain";
import { seedPerson } from "@boltz/testkit";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { beginSale } from "../../testing/money.fixture.ts";
import { olderWebhookSecrets, webhookSecrets } from "../../testing/start-test-marketplace.fixture.ts";
import { useMarketplace } from "../../testing/use-marketplace.fixture.ts";

const market = useMarketplace({ listens: true, works: true });

let people: { creator: Person; moderator: Person; buyer: Person };

beforeAll(async () => {
  const { db } = market();
  people = {
    creator: await seedPerson(db, { creator: true }),
    moderator: await seedPerson(db, { role: "moderator" }),
    buyer: await seedPerson(db),
  };
});

const now = () => Math.floor(Date.now() / 1_000);
const hmac = (text: string, secret: string) => createHmac("sha256", secret).update(text).digest("hex");

interface Sent {
  body: string;
  headers: Record<string, string>;
}

interface Signing {
  secret?: string;
  at?: number;
  signed?: (body: string) => string;
}

/** An event about nothing that anybody here depends on, as each provider documents its signature. */
const senders: Record<ProviderName, (signing?: Signing) => Sent> = {
  stripe: ({ secret = webhookSecrets.stripe, at = now(), signed = (body: string) => body } = {}) => {
    const body = JSON.stringify({
      id: `evt_${randomUUID()}`,
      object: "v2.core.event",
      type: "v1.checkout.session.completed",
      created: new Date().toISOString(),
      livemode: false,
      related_object: null,
    });
    return { body, headers: { "stripe-signature": `t=${at},v1=${hmac(`${at}.${signed(body)}`, secret)}` } };
  },
  razorpay: ({ secret = webhookSecrets.razorpay, at = now(), signed = (body: string) => body } = {}) => {
    const body = JSON.stringify({ entity: "event", event: "invoice.paid", created_at: at, payload: {} });
    return {
      body,
      headers: { "x-razorpay-event-id": randomUUID(), "x-razorpay-signature": hmac(signed(body), secret) },
    };
  },
};

const post = (provider: ProviderName, { body, headers }: Sent) =>
  market().app.request(`${market().url}/api/webhooks/${provider}`, { method: "POST", body, headers });

const countEvents = async () => {
  const [row] = await market().db.stored<{ count: number }>(
    "SELECT count(*)::int AS count FROM provider_events",
  );
  return row?.count ?? 0;
};

const dayAgo = 86_400;

describe.each(["stripe", "razorpay"] as const)("%s", (provider) => {
  const send = senders[provider];

  test("a signed event is stored once, however often it comes", async () => {
    const before = await countEvents();
    const sent = send();
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(provider, sent)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200));
    expect(await countEvents()).toBe(before + 1);
  });

  test("many events at once are all stored before they are answered", async () => {
    const before = await countEvents();
    const answers = await Promise.all(Array.from({ length: 40 }, () => post(provider, send())));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    expect(await countEvents()).toBe(before + 40);
  });

  test("while secrets are rotated, both are good", async () => {
    const before = await countEvents();
    expect((await post(provider, send({ secret: olderWebhookSecrets[provider] }))).status).toBe(200);
    expect(await countEvents()).toBe(before + 1);
  });

  test.each<[string, () => Sent]>([
    ["no signature", () => ({ body: send().body, headers: {} })],
    ["another secret", () => send({ secret: "whsec_another" })],
    ["another body", () => send({ signed: (body) => `${body} ` })],
    ["a time long past", () => send({ at: now() - (provider === "stripe" ? 600 : 3 * dayAgo) })],
    ["a time to come", () => send({ at: now() + 600 })],
  ])("%s: 400 and no row", async (_reason, make) => {
    const before = await countEvents();
    expect((await post(provider, make())).status).toBe(400);
    expect(await countEvents()).toBe(before);
  });

  test("is counted, stored and refused apart", async () => {
    const metrics = async () => {
      const ask = market().app.request(
        `${market().url}/metrics`,
        {},
        { incoming: { socket: { remoteAddress: "10.0.0.9" } } },
      );
      const text = await (await ask).text();
      return ["stored", "refused"].map((outcome) =>
        Number(
          new RegExp(`webhooks_total\\{provider="${provider}",outcome="${outcome}"\\} (\\d+)`).exec(
            text,
          )?.[1],
        ),
      );
    };
    const [stored = 0, refused = 0] = await metrics();
    await post(provider, send());
    await post(provider, send({ secret: "whsec_another" }));
    expect(await metrics()).toEqual([stored + 1, refused + 1]);
  });

  test("a body over 256 kB is not read", async () => {
    expect((await post(provider, { body: "x".repeat(300_000), headers: send().headers })).status).toBe(413);
  });

  test("nothing but POST is a webhook", async () => {
    expect((await market().app.request(`${market().url}/api/webhooks/${provider}`)).status).toBe(404);
  });

  test("a fault of ours is a 500, so that the provider sends the event again", async () => {
    await market().db.stored("ALTER TABLE provider_events RENAME TO provider_events_away");
    const sent = send();
    const failed = await post(provider, sent);
    await market().db.stored("ALTER TABLE provider_events_away RENAME TO provider_events");
    expect([failed.status, (await post(provider, sent)).status]).toEqual([500, 200]);
  });
});

const outcomeOf = async (title: string) => {
  const [row] = await market().db.stored<{ status: string; rights: number; receipts: number }>(
    `SELECT p.status,
       (SELECT count(*)::int FROM user_strategy_access a WHERE a.purchase_id = p.id AND a.state = 'active') AS rights,
       (SELECT count(*)::int FROM email_outbox m WHERE m.user_id = p.buyer_id AND m.state = 'sent'
          AND m.dedupe_key LIKE 'receipt %') AS receipts
     FROM strategy_purchases p WHERE p.listing_title = $1`,
    [title],
  );
  return row;
};

test.each(["stripe", "razorpay"] as const)(
  "a payment travels from %s's page over webhook, queue and worker to access and receipt",
  async (provider) => {
    const { sandbox, db } = market();
    const title = `Paid for by webhook of ${provider}`;
    const buyer = await seedPerson(db);
    const { checkoutUrl, purchaseId } = await beginSale(market(), { ...people, buyer, title }, provider);
    if (provider === "stripe") sandbox.pay(/cs_\w+/.exec(checkoutUrl)?.[0] ?? "", "4242424242424242");
    else {
      expect(checkoutUrl).toBe(`${market().url}/pay/razorpay/${purchaseId}`);
      const [row] = await db.stored<{ reference: string }>(
        "SELECT checkout_reference AS reference FROM strategy_purchases WHERE listing_title = $1",
        [title],
      );
      sandbox.payRazorpay(row?.reference ?? "");
    }
    await vi.waitFor(
      async () => expect(await outcomeOf(title)).toEqual({ status: "completed", rights: 1, receipts: 1 }),
      { timeout: 20_000, interval: 100 },
    );
    expect(sandbox.mails().map((mail) => mail.subject)).toContain(`Your receipt: ${title}`);
  },
);
