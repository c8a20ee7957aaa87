import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createStripeProvider } from "@boltz/providers";
import { createTransport } from "nodemailer";
import { expect, onTestFinished, test } from "vitest";
import { testCards } from "./payments/test-cards.ts";
import { startSandbox } from "./sandbox.ts";
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
