import { createHmac } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { migrate } from "@boltz/db";
import { acquireInstanceLock, type EmbeddedPostgres, startEmbeddedPostgres } from "@boltz/db/embedded";
import { type Sandbox, startSandbox } from "@boltz/sandbox";
import {
  type Config,
  ConfigError,
  demoLogins,
  openLog,
  readConfig,
  type Secrets,
  secretsOf,
  seedDemo,
  startMarketplace,
} from "@boltz/server/marketplace";
import { buildWeb } from "./build-web.ts";
import { assertDatabaseReachable } from "./database-reachable.ts";
import { assertPortFree } from "./port.ts";
import { runUntilSignal, type Started, type Starting } from "./run-until-signal.ts";

await runUntilSignal(start);

async function start({ parts, signal }: Starting): Promise<Started> {
  const config = readConfig(process.env);
  if (config.isProduction)
    throw new ConfigError("NODE_ENV=production: start the API and the workers by themselves");
  await assertPortFree(config.port, "PORT");
  const needsSandbox = hasNoProvider(config) || config.smtpUrl === null;
  if (needsSandbox) await assertPortFree(config.sandboxPort, "SANDBOX_PORT");
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const lock = acquireInstanceLock(config.dataDir);
  parts.defer(() => lock.release());

  const web = buildWeb(signal);
  // Whoever waits for it learns of its failure; until then it must not count as unhandled.
  web.catch(() => undefined);
  const { url: databaseUrl, lost } = await openCluster(config, parts);
  signal.throwIfAborted();
  const secrets = secretsOf(config);
  await migrate({ adminUrl: databaseUrl, secret: secrets.appSecret }).catch(tellMigration);
  const sandbox = needsSandbox ? await openSandbox(config, secrets) : null;
  if (sandbox !== null) parts.defer(() => sandbox.close());
  signal.throwIfAborted();

  await serve({ config, secrets, databaseUrl, sandbox, webDirectory: await web, parts });
  tell(config, sandbox);
  return lost === undefined ? {} : { lost };
}

/** The driver's message holds the whole statement; the reason is in its cause. */
function tellMigration(cause: unknown): never {
  const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  throw new Error(
    `The database could not be migrated: ${reason instanceof Error ? reason.message : reason}`,
    { cause },
  );
}

interface Cluster {
  url: string;
  lost?: EmbeddedPostgres["lost"];
}

async function openCluster({ databaseUrl, dataDir }: Config, parts: AsyncDisposableStack): Promise<Cluster> {
  if (databaseUrl !== null) {
    await assertDatabaseReachable(databaseUrl);
    return { url: databaseUrl };
  }
  const postgres = await startEmbeddedPostgres({ dataDir: join(dataDir, "postgres") });
  parts.defer(() => postgres.stop());
  return { url: postgres.url, lost: postgres.lost };
}

/** Where one real provider is set up, the sandbox takes no payments: nobody's pretended money beside real one. */
function hasNoProvider({ stripe, razorpay }: Config): boolean {
  return stripe === null && razorpay === null;
}

function sandboxKeys({ appSecret }: Secrets) {
  const derive = (name: string) =>
    createHmac("sha256", appSecret).update(`sandbox:${name}`).digest("hex").slice(0, 32);
  return {
    stripe: { secretKey: `sk_test_${derive("key")}`, webhookSecret: `whsec_${derive("webhook")}` },
    razorpay: {
      keyId: `rzp_test_${derive("razorpay-id").slice(0, 14)}`,
      keySecret: derive("razorpay-key"),
      webhookSecret: derive("razorpay-webhook"),
    },
  };
}

function openSandbox(config: Config, secrets: Secrets): Promise<Sandbox> {
  const webhooks = `http://127.0.0.1:${config.port}/api/webhooks`;
  const keys = sandboxKeys(secrets);
  return startSandbox({
    port: config.sandboxPort,
    dataFile: join(config.dataDir, "sandbox.sqlite"),
    webhookUrl: `${webhooks}/stripe`,
    ...keys.stripe,
    razorpay: { ...keys.razorpay, webhookUrl: `${webhooks}/razorpay` },
  });
}

interface Serving {
  config: Config;
  secrets: Secrets;
  databaseUrl: string;
  sandbox: Sandbox | null;
  webDirectory: string;
  parts: AsyncDisposableStack;
}

async function serve({ config, secrets, databaseUrl, sandbox, webDirectory, parts }: Serving): Promise<void> {
  const smtpUrl = config.smtpUrl ?? sandbox?.smtpUrl;
  if (smtpUrl === undefined) throw new ConfigError("SMTP_URL is needed without the sandbox");
  const usesSandbox = hasNoProvider(config) && sandbox !== null;
  const marketplace = await startMarketplace(config, {
    databaseUrl,
    secrets,
    smtpUrl,
    webDirectory,
    ...(usesSandbox
      ? sandboxProviders(sandbox, secrets)
      : { stripe: config.stripe, razorpay: config.razorpay }),
    // The demo's passwords are known, so it is served to this machine only, unless it is told where it is reached.
    ...(process.env["PUBLIC_URL"] ? {} : { host: "127.0.0.1" }),
    log: process.env["LOG_LEVEL"]
      ? openLog(config.logLevel)
      : openLog("info", join(config.dataDir, "server.log")),
    demo: {
      mailboxUrl: config.smtpUrl === null && sandbox !== null ? mailboxUrl(sandbox) : null,
      logins: demoLogins,
    },
    prepare: (opened) => seedDemo({ ...opened, sandbox: usesSandbox ? sandbox : null, proofs: true }),
  });
  parts.defer(() => marketplace.stop());
}

function sandboxProviders(sandbox: Sandbox, secrets: Secrets) {
  const { stripe, razorpay } = sandboxKeys(secrets);
  const endpoint = { host: "127.0.0.1", port: sandbox.port, protocol: "http" as const };
  return {
    stripe: { secretKey: stripe.secretKey, webhookSecrets: [stripe.webhookSecret], endpoint },
    razorpay: { ...razorpay, webhookSecrets: [razorpay.webhookSecret], x: null, endpoint },
  };
}

function mailboxUrl(sandbox: Sandbox): string {
  return `${sandbox.url}/mailbox`;
}

function tell(config: Config, sandbox: Sandbox | null): void {
  const lines = ["", `BoltzTrader Marketplace  ${config.publicUrl}`];
  if (sandbox !== null && config.smtpUrl === null)
    lines.push(`Mailbox                  ${mailboxUrl(sandbox)}`);
  if (sandbox !== null && hasNoProvider(config)) lines.push(`Payment sandbox          ${sandbox.url}`);
  lines.push("", "Demo logins");
  for (const { role, email, password } of demoLogins)
    lines.push(`  ${role.padEnd(10)} ${email.padEnd(28)} ${password}`);
  lines.push("", "Ctrl-C stops it; the data stays.");
  console.log(lines.join("\n"));
}
