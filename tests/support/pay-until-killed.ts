// Run as a process of its own by a test that kills it: sends payouts off the queue, as a worker would, and never ends.

import { setTimeout as wait } from "node:timers/promises";
import { openDatabase, openReader, queueSchema } from "@boltz/db";
import { payoutMinimumsOf, system } from "@boltz/domain";
import { createStripeProvider } from "@boltz/providers";
import { type Context, createQueue, jobPayloads, sendPayout } from "@boltz/services";
import { inProcessBacktester } from "@boltz/services/testing";
import { PgBoss } from "pg-boss";
import { z } from "zod";

const parts = z.object({
  appUrl: z.url(),
  readerUrl: z.url(),
  queueUrl: z.url(),
  secretKey: z.string(),
  sandboxPort: z.int(),
});

const { appUrl, readerUrl, queueUrl, secretKey, sandboxPort } = parts.parse(
  JSON.parse(process.argv[2] ?? ""),
);
const stripe = createStripeProvider({
  secretKey,
  webhookSecrets: ["whsec_unused"],
  endpoint: { host: "127.0.0.1", port: sandboxPort, protocol: "http" },
  timeoutMs: 3_000,
});
const boss = new PgBoss({
  connectionString: queueUrl,
  schema: queueSchema,
  migrate: false,
  supervise: false,
  schedule: false,
  registerInstance: false,
  max: 2,
});
boss.on("error", () => {});
await boss.start();

const ctx: Context = {
  database: openDatabase({ url: appUrl, max: 4 }),
  reader: openReader({ url: readerUrl, max: 1 }),
  queue: createQueue(boss),
  providers: { stripe },
  mailer: { send: () => Promise.resolve() },
  backtester: inProcessBacktester,
  settings: {
    feeBps: 3_000,
    holdDays: 7,
    payoutMinimums: payoutMinimumsOf(1_000),
    publicUrl: "http://localhost:8005",
    checkoutMinutes: 60,
    ...{ erasureDays: 14, retentionYears: 10, linkSecret: "links in tests only" },
    signingKeyPem: "",
  },
  now: () => new Date(),
  actor: system("send-payout"),
};

process.stdout.write("ready\n");
for (;;) {
  const jobs = await boss.fetch<unknown>("send-payout", { batchSize: 3 });
  await Promise.all(
    jobs.map(({ id, data }) =>
      sendPayout({ ctx, input: jobPayloads["send-payout"].parse(data) }).then(
        () => boss.complete("send-payout", id),
        (error: unknown) => boss.fail("send-payout", id, { message: String(error) }),
      ),
    ),
  );
  if (jobs.length === 0) await wait(50);
}
