import { providerNames } from "@boltz/contract";
import { roleUrls } from "@boltz/db";
import { createQueue, type Services } from "@boltz/services";
import type { Hono } from "hono";
import pg from "pg";
import type { PgBoss } from "pg-boss";
import { type Auth, createAuth } from "./auth/create-auth.ts";
import { backgroundWork } from "./background-work.ts";
import type { Config } from "./config.ts";
import { createApp } from "./http/create-app.ts";
import { createCallLimits } from "./http/limits/call-limits.ts";
import { operationsApp } from "./http/operation-routes.ts";
import type { AppParts, Env } from "./http/parts.ts";
import { loadWebFiles } from "./http/web-files.ts";
import { createBoss } from "./jobs/create-boss.ts";
import { startWorker } from "./jobs/start-worker.ts";
import { listen } from "./listen.ts";
import { secretsOf } from "./local-secrets.ts";
import { lostConnections } from "./log/lost-connections.ts";
import { createMetrics } from "./log/metrics.ts";
import { openLog } from "./log/open-log.ts";
import { startTracing } from "./log/tracing.ts";
import type { MarketplaceOptions } from "./marketplace-options.ts";
import { openServices } from "./open-services.ts";

/** A marketplace that stands but does not listen yet. */
export interface OpenMarketplace {
  app: Hono<Env>;
  /** Health, readiness and metrics alone. */
  operations: Hono<Env>;
  auth: Auth;
  services: Services;
  boss: PgBoss;
  /** The worker's half, where it is not started by itself. */
  startWorker(): Promise<void>;
  stop(): Promise<void>;
}

export interface Marketplace {
  url: string;
  port: number;
  stop(): Promise<void>;
}

const openAuthPool = (url: string, report: (error: Error) => void): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    max: 6,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 10_000,
    application_name: "boltz-auth",
  });
  pool.on("error", report);
  pool.on("connect", (client) => client.on("error", report));
  return pool;
};

const siteOf = ({ demo }: MarketplaceOptions, { providers }: Services): AppParts["site"] => ({
  mailboxUrl: demo?.mailboxUrl ?? null,
  providers: providerNames.filter((name) => providers[name] !== undefined),
  demo: demo !== undefined,
  demoLogins: demo?.logins ?? [],
});

interface Foundation {
  services: Services;
  boss: PgBoss;
  pool: pg.Pool;
}

/** Ready is who can write, read, sign in and queue right now, and is not about to end. */
const readiness = ({ services, boss, pool }: Foundation) => {
  let isEnding = false;
  const assertReady = async (): Promise<void> => {
    if (isEnding) throw new Error("this process is ending");
    const [standby] = await Promise.all([
      pool.query<{ standby: boolean }>("SELECT pg_is_in_recovery() AS standby"),
      services.database.ping(),
      services.reader`SELECT 1`,
    ]);
    if (standby.rows[0]?.standby !== false) throw new Error("the database takes no writes");
    if ((await boss.getQueue("settle-purchase")) === null) throw new Error("the queues are not installed");
  };
  return {
    assertReady,
    end: (): void => {
      isEnding = true;
    },
  };
};

/** Builds everything on a migrated database and starts the queue's connections, in an order that `stop` reverses. */
export const openMarketplace = async (
  config: Config,
  options: MarketplaceOptions,
): Promise<OpenMarketplace> => {
  const isWorker = options.parts?.worker ?? true;
  const log = options.log ?? openLog(config.logLevel);
  const secrets = options.secrets ?? secretsOf(config);
  const urls = roleUrls(options.databaseUrl, secrets.appSecret);
  await using parts = new AsyncDisposableStack();
  const connections = lostConnections(log);
  const boss = createBoss({ url: urls.boltz_queue, log, isWorker, onLost: connections.report });
  const { services, razorpay, close } = openServices({
    ...{ config, options, urls, secrets, log },
    onIdleError: connections.report,
    queue: createQueue(boss),
  });
  parts.defer(close);
  const pool = openAuthPool(urls.boltz_auth, connections.report);
  parts.defer(() => pool.end());
  await boss.start();
  parts.defer(() => boss.stop({ graceful: true, timeout: 5_000 }));
  const background = backgroundWork(log);
  parts.defer(background.settled);
  const limits = options.authLimits;
  const auth = createAuth({
    ...{ services, pool, log, secret: secrets.appSecret, inBackground: background.add },
    ...(limits === undefined ? {} : { limits }),
  });
  await options.prepare?.({ services, auth, pool });
  const web = options.webDirectory ? await loadWebFiles(options.webDirectory) : null;
  const metrics = createMetrics(boss, services);
  const tracing = startTracing(config.tracesEndpoint, options.spanExporter);
  parts.defer(tracing.stop);
  const callLimits = createCallLimits({
    ...{ pool, secret: secrets.appSecret, perMinute: config.callsPerMinute, now: Date.now },
    onFault: (error) => log.error({ err: error }, "calls are not counted"),
  });
  parts.defer(callLimits.stop);
  const ready = readiness({ services, boss, pool });
  const appParts: AppParts = {
    ...{ services, auth, log, web, metrics, tracing, razorpay, trustedProxies: config.trustedProxies },
    site: siteOf(options, services),
    callLimits,
    assertReady: ready.assertReady,
  };
  parts.defer(connections.end);
  parts.defer(ready.end);
  const owned = parts.move();
  return {
    ...{ app: createApp(appParts), operations: operationsApp(appParts), auth, services, boss },
    startWorker: () => startWorker({ services, boss, log, metrics, tracer: tracing.tracer }),
    stop: () => owned.disposeAsync(),
  };
};

/** Starts the marketplace: the API, the worker, or both in this process. */
export const startMarketplace = async (config: Config, options: MarketplaceOptions): Promise<Marketplace> => {
  const run = options.parts ?? { api: true, worker: true };
  await using parts = new AsyncDisposableStack();
  const opened = await openMarketplace(config, options);
  parts.defer(opened.stop);
  let port = 0;
  if (run.api) {
    const listening = await listen(opened.app, { port: config.port, host: options.host });
    parts.defer(listening.close);
    port = listening.port;
  }
  if (config.metricsPort !== null) {
    const listening = await listen(opened.operations, { port: config.metricsPort, host: options.host });
    parts.defer(listening.close);
  }
  if (run.worker) await opened.startWorker();
  const owned = parts.move();
  return { url: config.publicUrl, port, stop: () => owned.disposeAsync() };
};
