import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:net";
import { type Sandbox, startSandbox } from "@boltz/sandbox";
import type { Services } from "@boltz/services";
import { type TestDatabase, testSecret } from "@boltz/testkit";
import type { SpanExporter } from "@opentelemetry/sdk-trace";
import type { Hono } from "hono";
import type { PgBoss } from "pg-boss";
import type { Auth } from "../auth/create-auth.ts";
import type { Limit } from "../auth/rate-limits.ts";
import { openMarketplace } from "../compose.ts";
import { type Config, readConfig } from "../config.ts";
import { demoLogins } from "../demo/demo-people.ts";
import { seedDemo } from "../demo/seed-demo.ts";
import type { Env } from "../http/parts.ts";
import { listen } from "../listen.ts";
import { openLog } from "../log/open-log.ts";

export interface TestMarketplaceOptions {
  /** Also listens on a free port of 127.0.0.1; the sandbox then delivers its webhooks there. */
  listens?: boolean;
  /** Also works off the queues, as production's workers do. */
  works?: boolean;
  /** Fills it with the demo's people and catalogue. */
  demo?: boolean;
  /** Also gives the demo its bars, and proves on them what can be. It takes a while. */
  proofs?: boolean;
  webDirectory?: string;
  environment?: Record<string, string>;
  authLimits?: Record<string, Limit>;
  now?: () => Date;
  /** Keeps the traces, with OTEL_EXPORTER_OTLP_ENDPOINT set. */
  spanExporter?: SpanExporter;
}

export interface TestMarketplace {
  url: string;
  app: Hono<Env>;
  auth: Auth;
  services: Services;
  boss: PgBoss;
  sandbox: Sandbox;
  config: Config;
  /** Every line that was logged, as it was written. */
  logLines: string[];
  startWorker(): Promise<void>;
  stop(): Promise<void>;
}

const secretKey = "sk_test_for_tests_only";
export const razorpayKeys = { keyId: "rzp_test_for_tests_only", keySecret: "a key secret for tests only" };
/** What the sandbox signs with; the other one is on its way out, as while secrets are rotated. */
export const webhookSecrets = { stripe: "whsec_for_tests_only", razorpay: "a webhook secret for tests only" };
export const olderWebhookSecrets = { stripe: "whsec_older", razorpay: "an older webhook secret" };
/** Tests sign in more often than a person does. */
const patientLimits: Record<string, Limit> = { "/**": { window: 60, max: 100_000 } };

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === "object" ? resolve(address.port) : reject(new Error()),
      );
    });
  });

const signingKeyPem = generateKeyPairSync("ed25519")
  .privateKey.export({ format: "pem", type: "pkcs8" })
  .toString();

/** The whole marketplace in this process: a test database below it, the sandbox as the world outside. */
export const startTestMarketplace = async (
  db: TestDatabase,
  options: TestMarketplaceOptions = {},
): Promise<TestMarketplace> => {
  const port = options.listens === true ? await freePort() : 8005;
  const config = readConfig({
    NODE_ENV: "test",
    CALLS_PER_MINUTE: "0",
    PORT: String(port),
    ...options.environment,
  });
  await using parts = new AsyncDisposableStack();
  const sandbox = await startSandbox({
    port: 0,
    dataFile: ":memory:",
    webhookUrl: `http://127.0.0.1:${port}/api/webhooks/stripe`,
    webhookSecret: webhookSecrets.stripe,
    secretKey,
    razorpay: {
      ...razorpayKeys,
      webhookUrl: `http://127.0.0.1:${port}/api/webhooks/razorpay`,
      webhookSecret: webhookSecrets.razorpay,
    },
  });
  parts.defer(() => sandbox.close());
  const endpoint = { host: "127.0.0.1", port: sandbox.port, protocol: "http" as const };
  const logLines: string[] = [];
  const { app, auth, services, ...opened } = await openMarketplace(config, {
    databaseUrl: db.adminUrl,
    secrets: { appSecret: testSecret, signingKeyPem },
    smtpUrl: sandbox.smtpUrl,
    stripe: { secretKey, webhookSecrets: [olderWebhookSecrets.stripe, webhookSecrets.stripe], endpoint },
    razorpay: {
      ...razorpayKeys,
      webhookSecrets: [olderWebhookSecrets.razorpay, webhookSecrets.razorpay],
      ...{ x: null, endpoint },
    },
    parts: { api: true, worker: options.works === true },
    webDirectory: options.webDirectory ?? null,
    authLimits: options.authLimits ?? patientLimits,
    log: openLog("debug", { write: (line: string) => void logLines.push(line) }),
    ...(options.now === undefined ? {} : { now: options.now }),
    ...(options.spanExporter === undefined ? {} : { spanExporter: options.spanExporter }),
    ...(options.demo === true
      ? {
          demo: { mailboxUrl: `${sandbox.url}/mailbox`, logins: demoLogins },
          prepare: (open) => seedDemo({ ...open, sandbox, proofs: options.proofs === true }),
        }
      : {}),
  });
  parts.defer(opened.stop);
  if (options.listens === true) {
    const listening = await listen(app, { port, host: "127.0.0.1" });
    parts.defer(listening.close);
  }
  if (options.works === true) await opened.startWorker();
  const owned = parts.move();
  return {
    ...{ app, auth, services, boss: opened.boss, sandbox, config, logLines, url: config.publicUrl },
    startWorker: opened.startWorker,
    stop: () => owned.disposeAsync(),
  };
};
