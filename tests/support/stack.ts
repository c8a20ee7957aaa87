import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { StartPurchaseInput } from "@boltz/contract";
import { queueSchema } from "@boltz/db";
import { type Actor, type Person, payoutMinimumsOf, system } from "@boltz/domain";
import { createStripeProvider, type PaymentProvider } from "@boltz/providers";
import { type Sandbox, startSandbox } from "@boltz/sandbox";
import {
  type Context,
  createQueue,
  jobPayloads,
  placeCheckout,
  receiveProviderEvent,
  type Services,
  settlePurchase,
} from "@boltz/services";
import { type TestDatabase, useDatabase } from "@boltz/testkit";
import { PgBoss } from "pg-boss";
import { afterAll, beforeAll, beforeEach } from "vitest";

const webhookSecret = "whsec_for_tests_only";
const secretKey = "sk_test_for_tests_only";

/** The services over a real database, with the sandbox as the provider and its webhooks coming in. */
export interface Stack {
  db: TestDatabase;
  sandbox: Sandbox;
  stripe: PaymentProvider;
  services: Services;
  /** The clock that verbs see; tests move it. */
  clock: { offsetMs: number };
  as(actor: Actor): Context;
  /** What a process of its own needs to start a purchase against this stack. */
  jobFor(buyer: Person, input: StartPurchaseInput): object;
  /** Works off what is queued now, as a worker would; answers how many jobs failed. */
  runJobs(): Promise<number>;
  /** Waits until the sandbox got rid of its webhooks, then works off the jobs. */
  settleWebhooks(): Promise<void>;
}

const runners = {
  "settle-purchase": (ctx: Context, data: unknown) =>
    settlePurchase({ ctx, input: jobPayloads["settle-purchase"].parse(data) }),
  "place-checkout": (ctx: Context, data: unknown) =>
    placeCheckout({ ctx, input: jobPayloads["place-checkout"].parse(data) }).then(() => undefined),
};

const drain = async (boss: PgBoss, asJob: (job: string) => Context): Promise<number> => {
  let failed = 0;
  for (const [name, run] of Object.entries(runners)) {
    for (;;) {
      const jobs = await boss.fetch<unknown>(name, { batchSize: 50 });
      if (jobs.length === 0) break;
      await Promise.all(
        jobs.map(async (job) => {
          try {
            await run(asJob(name), job.data);
            await boss.complete(name, job.id);
          } catch (error) {
            failed += 1;
            await boss.fail(name, job.id, { message: String(error) });
          }
        }),
      );
    }
  }
  return failed;
};

/** Takes webhooks as the server's route does: verify the raw body, store, answer. */
const startReceiver = async (onEvent: (rawBody: string, headers: Headers) => Promise<void>) => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = new Headers();
      for (const [name, value] of Object.entries(request.headers))
        if (typeof value === "string") headers.set(name, value);
      onEvent(Buffer.concat(chunks).toString("utf8"), headers).then(
        () => response.writeHead(204).end(),
        () => response.writeHead(500).end(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the receiver has no port");
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `http://127.0.0.1:${address.port}/`, close };
};

const open = async (db: TestDatabase) => {
  const clock = { offsetMs: 0 };
  const now = () => new Date(Date.now() + clock.offsetMs);
  const boss = new PgBoss({
    connectionString: db.urls.boltz_queue,
    schema: queueSchema,
    migrate: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
    max: 4,
  });
  boss.on("error", () => {});
  await boss.start();
  const receiver = await startReceiver(async (rawBody, headers) => {
    const event = await stripe.verifyEvent({ rawBody, headers, now: now() });
    await receiveProviderEvent({ ctx: as(system("webhook")), input: { provider: "stripe", event } });
  });
  const sandbox = await startSandbox({
    port: 0,
    dataFile: ":memory:",
    webhookUrl: receiver.url,
    webhookSecret,
    secretKey,
  });
  const stripe = createStripeProvider({
    secretKey,
    webhookSecrets: [webhookSecret],
    endpoint: { host: "127.0.0.1", port: sandbox.port, protocol: "http" },
    timeoutMs: 3_000,
  });
  const services: Services = {
    database: db.database,
    reader: db.reader,
    queue: createQueue(boss),
    providers: { stripe },
    mailer: { send: () => Promise.resolve() },
    settings: {
      feeBps: 3_000,
      holdDays: 7,
      payoutMinimums: payoutMinimumsOf(1_000),
      publicUrl: "http://localhost:8005",
      checkoutMinutes: 60,
      signingKeyPem: generateKeyPairSync("ed25519")
        .privateKey.export({ type: "pkcs8", format: "pem" })
        .toString(),
    },
    now,
  };
  const as = (actor: Actor): Context => ({ ...services, actor });
  const runJobs = () => drain(boss, (job) => as(system(job)));
  const stack: Stack = {
    db,
    sandbox,
    stripe,
    services,
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
    runJobs,
    settleWebhooks: async () => {
      await sandbox.faults.settled();
      await runJobs();
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
