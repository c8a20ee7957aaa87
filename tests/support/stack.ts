import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { StartPurchaseInput } from "@boltz/contract";
import { queueSchema } from "@boltz/db";
import { type Actor, type Person, payoutMinimumsOf, system } from "@boltz/domain";
import {
  createRazorpayProvider,
  createStripeProvider,
  type PaymentProvider,
  type RazorpayProvider,
} from "@boltz/providers";
import { type Sandbox, startSandbox } from "@boltz/sandbox";
import {
  type Context,
  createEventIntake,
  createQueue,
  type EventIntake,
  type Services,
} from "@boltz/services";
import { inProcessBacktester } from "@boltz/services/testing";
import { type TestDatabase, useDatabase } from "@boltz/testkit";
import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { runners } from "./runners.ts";

const webhookSecret = "whsec_for_tests_only";
const secretKey = "sk_test_for_tests_only";
const razorpayKeys = {
  webhookSecret: "razorpay webhooks for tests only",
  keyId: "rzp_test_for_tests_only",
  keySecret: "razorpay key for tests only",
};

/** The services over a real database, with the sandbox as both providers and their webhooks coming in. */
export interface Stack {
  db: TestDatabase;
  sandbox: Sandbox;
  stripe: PaymentProvider;
  razorpay: RazorpayProvider;
  /** Takes verified events in, as the server's webhook routes do. */
  intake: EventIntake;
  services: Services;
  /** Queues that nobody works on, where a test has no use for their jobs. */
  idle: Set<string>;
  /** The clock that verbs see; tests move it. */
  clock: { offsetMs: number };
  as(actor: Actor): Context;
  /** What a process of its own needs to start a purchase against this stack. */
  jobFor(buyer: Person, input: StartPurchaseInput): object;
  /** What a worker process of its own needs to pay creators against this stack. */
  payoutWorker: object;
  /** Works off what is queued now and what that queues, as a worker would; answers how many jobs failed. */
  runJobs(): Promise<number>;
  /** Until all is quiet: waits until the sandbox got rid of its webhooks, then works off the jobs. */
  settleWebhooks(): Promise<void>;
}

const drainQueue = async (boss: PgBoss, name: string, work: (data: unknown) => Promise<unknown>) => {
  const seen = { done: 0, failed: 0 };
  for (;;) {
    const jobs = await boss.fetch<unknown>(name, { batchSize: 50 });
    if (jobs.length === 0) return seen;
    await Promise.all(
      jobs.map(async (job) => {
        try {
          await work(job.data);
          await boss.complete(name, job.id);
          seen.done += 1;
        } catch (error) {
          await boss.fail(name, job.id, { message: String(error) });
          seen.failed += 1;
        }
      }),
    );
  }
};

const dueQueues = async (db: TestDatabase): Promise<Set<string>> => {
  const rows = await db.stored<{ name: string }>(
    `SELECT DISTINCT name FROM ${queueSchema}.job WHERE state IN ('created', 'retry') AND start_after <= now()`,
  );
  return new Set(rows.map(({ name }) => name));
};

const drain = async (
  db: TestDatabase,
  boss: PgBoss,
  idle: ReadonlySet<string>,
  asJob: (job: string) => Context,
) => {
  const total = { done: 0, failed: 0 };
  for (let due = await dueQueues(db); due.size > 0; due = await dueQueues(db)) {
    const before = total.done;
    for (const name of idle) due.delete(name);
    if (due.size === 0) return total;
    for (const { name, run } of runners) {
      if (!due.has(name)) continue;
      const { done, failed } = await drainQueue(boss, name, (data) => run(asJob(name), data));
      total.done += done;
      total.failed += failed;
    }
    if (total.done === before) return total;
  }
  return total;
};

/** Takes webhooks as the server's route does: verify the raw body, store, answer. */
const startReceiver = async (onEvent: (path: string, rawBody: string, headers: Headers) => Promise<void>) => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers))
        if (typeof value === "string") headers.set(name, value);
      onEvent(request.url ?? "", Buffer.concat(chunks).toString("utf8"), headers).then(
        () => response.writeHead(204).end(),
        () => response.writeHead(500).end(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the receiver has no port");
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `http://127.0.0.1:${address.port}`, close };
};

const openBoss = async (url: string) => {
  const boss = new PgBoss({
    connectionString: url,
    schema: queueSchema,
    migrate: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
    max: 4,
  });
  boss.on("error", () => {});
  await boss.start();
  return boss;
};

const open = async (db: TestDatabase) => {
  const clock = { offsetMs: 0 };
  const idle = new Set<string>();
  const now = () => new Date(Date.now() + clock.offsetMs);
  const boss = await openBoss(db.urls.boltz_queue);
  const receiver = await startReceiver(async (path, rawBody, headers) => {
    const provider = path === "/razorpay" ? razorpay : stripe;
    // Tests that move the marketplace's clock forward do not make its webhooks late.
    const sentAt = new Date(Date.now() + sandbox.faults.read().clockOffsetMs);
    const event = await provider.verifyEvent({ rawBody, headers, now: sentAt });
    await intake.receive({ provider: provider.name, event });
  });
  const sandbox = await startSandbox({
    port: 0,
    dataFile: ":memory:",
    webhookUrl: `${receiver.url}/stripe`,
    webhookSecret,
    secretKey,
    razorpay: { webhookUrl: `${receiver.url}/razorpay`, ...razorpayKeys },
  });
  const connection = {
    endpoint: { host: "127.0.0.1", port: sandbox.port, protocol: "http" },
    timeoutMs: 3_000,
  } as const;
  const stripe = createStripeProvider({ secretKey, webhookSecrets: [webhookSecret], ...connection });
  const { webhookSecret: razorpaySecret, ...keys } = razorpayKeys;
  const razorpay = createRazorpayProvider({ ...keys, webhookSecrets: [razorpaySecret], ...connection });
  const services: Services = {
    database: db.database,
    reader: db.reader,
    queue: createQueue(boss),
    providers: { stripe, razorpay },
    mailer: { send: () => Promise.resolve() },
    backtester: inProcessBacktester,
    settings: {
      feeBps: 3_000,
      holdDays: 7,
      payoutMinimums: payoutMinimumsOf(1_000),
      publicUrl: "http://localhost:8005",
      checkoutMinutes: 60,
      ...{ erasureDays: 14, retentionYears: 10, linkSecret: "links in tests only" },
      signingKeyPem: generateKeyPairSync("ed25519")
        .privateKey.export({ type: "pkcs8", format: "pem" })
        .toString(),
    },
    now,
  };
  const as = (actor: Actor): Context => ({ ...services, actor });
  const intake = createEventIntake(as(system("webhook")));
  const work = () => drain(db, boss, idle, (job) => as(system(job)));
  const stack: Stack = {
    db,
    sandbox,
    stripe,
    razorpay,
    intake,
    services,
    idle,
    clock,
    as,
    jobFor: (buyer, input) => ({
      appUrl: db.urls.boltz_app,
      readerUrl: db.urls.boltz_reader,
      secretKey,
      sandboxPort: sandbox.port,
      buyerId: buyer.id,
      input,
    }),
    payoutWorker: {
      appUrl: db.urls.boltz_app,
      readerUrl: db.urls.boltz_reader,
      queueUrl: db.urls.boltz_queue,
      secretKey,
      sandboxPort: sandbox.port,
    },
    runJobs: async () => (await work()).failed,
    settleWebhooks: async () => {
      for (let done = 1; done > 0; ) {
        await sandbox.faults.settled();
        ({ done } = await work());
      }
    },
  };
  const close = async () => {
    await sandbox.close();
    await receiver.close();
    await boss.stop({ graceful: false });
  };
  return { stack, close };
};

/** One stack for the calling test file; its faults and clock are put back before each test. */
export const useStack = (): (() => Stack) => {
  const db = useDatabase();
  let current: Awaited<ReturnType<typeof open>> | undefined;
  const get = () => {
    if (current === undefined) throw new Error("the stack is there only inside tests");
    return current.stack;
  };
  beforeAll(async () => {
    current = await open(db());
  });
  beforeEach(() => {
    get().sandbox.faults.reset();
    get().clock.offsetMs = 0;
  });
  afterAll(async () => {
    await current?.close();
  });
  return get;
};
