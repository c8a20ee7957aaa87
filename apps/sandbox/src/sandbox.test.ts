import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createStripeProvider } from "@boltz/providers";
import { createTransport } from "nodemailer";
import { expect, onTestFinished, test } from "vitest";
import { testCards } from "./payments/test-cards.ts";
import { startSandbox } from "./sandbox.ts";
import { openShop } from "./stripe/shop.fixture.ts";
import { nextOrder, secretKey, startRig, webhookSecret } from "./test-rig.ts";

const options = {
  port: 0,
  dataFile: ":memory:",
  webhookUrl: "http://127.0.0.1:1/",
  webhookSecret,
  secretKey,
};

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "sandbox-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "inner", "sandbox.db");
}

test("refuses production and live keys", async () => {
  await expect(startSandbox({ ...options, production: true })).rejects.toThrow(
    /refuses to start in production/,
  );
  await expect(startSandbox({ ...options, secretKey: "sk_live_1" })).rejects.toThrow(/refuses a live key/);
});

test("names a taken port, for the pages and for the mail, and leaves nothing behind", async () => {
  const first = await startSandbox(options);
  onTestFinished(() => first.close());
  await expect(startSandbox({ ...options, port: first.port })).rejects.toThrow(
    `port ${first.port}: it is taken`,
  );
  const smtpPort = Number(new URL(first.smtpUrl).port);
  const free = await startSandbox(options);
  await free.close();
  await expect(startSandbox({ ...options, port: free.port, smtpPort })).rejects.toThrow(
    `port ${smtpPort}: it is taken`,
  );
  const again = await startSandbox({ ...options, port: free.port });
  await again.close();
});

test("is reached at its public address", async () => {
  const rig = await startRig({ publicUrl: "https://pay.market.example/" });
  onTestFinished(() => rig.close());
  const { url } = await createStripeProvider(rig.providerOptions).createCheckout(nextOrder());
  expect(url).toMatch(/^https:\/\/pay\.market\.example\/checkout\/cs_test_/);
});

test("a restart keeps sessions, keys, mails and the webhooks that nobody took", async () => {
  const dataFile = temporaryFile();
  const order = nextOrder();
  const before = await startRig({ dataFile });
  before.answerWith(() => 503);
  const firstProvider = createStripeProvider(before.providerOptions);
  const open = await firstProvider.createCheckout(order);
  const paid = await firstProvider.createCheckout(nextOrder());
  before.sandbox.pay(paid.reference, testCards.pays.number);
  const transport = createTransport(before.sandbox.smtpUrl);
  await transport.sendMail({ from: "a@market.example", to: "ada@example.com", subject: "Kept", text: "x" });
  transport.close();
  await expect.poll(() => before.received.length).toBeGreaterThan(0);
  await before.close();

  const after = await startRig({ dataFile });
  onTestFinished(() => after.close());
  const provider = createStripeProvider(after.providerOptions);
  await after.sandbox.faults.settled();
  expect(after.received).toHaveLength(1);
  expect(after.received[0]?.rawBody).toBe(before.received[0]?.rawBody);
  expect((await provider.createCheckout(order)).reference).toBe(open.reference);
  expect(after.sandbox.pay(open.reference, testCards.pays.number)).toEqual({ kind: "paid" });
  expect(after.sandbox.faults.counters().chargesBySession).toEqual({
    [open.reference]: 1,
    [paid.reference]: 1,
  });
  expect(after.sandbox.mails("ada@example.com")).toMatchObject([{ subject: "Kept" }]);
});

test("a restart keeps refunds, disputes, accounts, transfers and the balance", async () => {
  const dataFile = temporaryFile();
  const before = await startRig({ dataFile });
  const shop = openShop(before);
  const refunded = await shop.sell({ amount: 50_000 });
  const refundId = before.sandbox.dashboard.refund(refunded, 100);
  const disputeId = before.sandbox.dashboard.openDispute(await shop.sell());
  const destination = await shop.creator();
  const transfer = await shop.stripe.transfers.create({ amount: 500, currency: "usd", destination });
  const balance = await shop.balance("usd");
  await before.sandbox.faults.settled();
  await before.close();

  const after = await startRig({ dataFile });
  onTestFinished(() => after.close());
  const { stripe, balance: balanceNow } = openShop(after);
  expect(await balanceNow("usd")).toBe(balance);
  expect(await stripe.refunds.retrieve(refundId)).toMatchObject({ amount: 100 });
  expect(await stripe.disputes.retrieve(disputeId)).toMatchObject({ balance_transactions: [{ fee: 1500 }] });
  await stripe.transfers.createReversal(transfer.id, { amount: 200 });
  expect(await stripe.transfers.retrieve(transfer.id)).toMatchObject({ amount_reversed: 200 });
});

test("a data file of an earlier version is taken over", async () => {
  const dataFile = temporaryFile();
  mkdirSync(dirname(dataFile));
  const database = new DatabaseSync(dataFile);
  const session = "cs_test_old";
  const amounts = { amount: 1900, currency: "usd" };
  const rows = {
    charges: { id: "ch_old", sessionId: session, intentId: "pi_old", ...amounts },
    events: { id: "evt_test_old", type: "v1.checkout.session.completed", sessionId: session },
    intents: {
      id: "pi_old",
      sessionId: session,
      createdSeconds: 1,
      status: "succeeded",
      ...amounts,
      amountReceived: 1900,
      livemode: false,
      metadata: {},
      transferGroup: null,
      lastDecline: null,
      chargeId: "ch_old",
    },
  };
  for (const [table, row] of Object.entries(rows)) {
    database.exec(
      `CREATE TABLE ${table} (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL)`,
    );
    database.prepare(`INSERT INTO ${table} (id, body) VALUES (?, ?)`).run(row.id, JSON.stringify(row));
  }
  database.exec(`
    CREATE TABLE deliveries (id INTEGER PRIMARY KEY, event_id TEXT NOT NULL, state TEXT NOT NULL,
      attempts INTEGER NOT NULL DEFAULT 0, next_at_ms INTEGER NOT NULL);
    INSERT INTO deliveries (event_id, state, next_at_ms) VALUES ('evt_test_old', 'due', 0)`);
  database.close();

  const rig = await startRig({ dataFile });
  onTestFinished(() => rig.close());
  await rig.sandbox.faults.settled();
  expect(rig.received).toEqual([]);
  const refund = await openShop(rig).stripe.refunds.create({ payment_intent: "pi_old", amount: 900 });
  expect(refund).toMatchObject({ amount: 900, status: "succeeded" });
});

test("a session expires by the clock, with its webhook, without anybody looking", async () => {
  let now = new Date();
  const rig = await startRig({ clock: () => now });
  onTestFinished(() => rig.close());
  const provider = createStripeProvider(rig.providerOptions);
  const { reference } = await provider.createCheckout(nextOrder());
  now = new Date(now.getTime() + 3_601_000);
  await expect.poll(() => rig.received.length, { timeout: 5_000 }).toBe(1);
  expect(rig.received[0]?.rawBody).toContain("v1.checkout.session.expired");
  expect(await provider.getCheckout(reference)).toMatchObject({ status: "expired" });
  expect(rig.sandbox.pay(reference, testCards.pays.number)).toEqual({ kind: "closed", status: "expired" });
});

test("closes while a webhook hangs", async () => {
  const rig = await startRig();
  rig.answerWith(() => new Promise(() => undefined));
  const { reference } = await createStripeProvider(rig.providerOptions).createCheckout(nextOrder());
  rig.sandbox.pay(reference, testCards.pays.number);
  await expect.poll(() => rig.received.length).toBe(1);
  const startedAt = performance.now();
  await rig.close();
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});
