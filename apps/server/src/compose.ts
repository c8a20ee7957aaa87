import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type RoleUrls, roleUrls } from "@boltz/db";
import { createQueue } from "@boltz/services";
import { getRequestListener } from "@hono/node-server";
import pg from "pg";
import type { PgBoss } from "pg-boss";
import type { Logger } from "pino";
import { createAuth } from "./auth/create-auth.ts";
import type { Config } from "./config.ts";
import { createApp } from "./http/create-app.ts";
import { loadWebFiles } from "./http/web-files.ts";
import { openBoss } from "./jobs/open-boss.ts";
import { startWorker } from "./jobs/start-worker.ts";
import { type Secrets, secretsOf } from "./local-secrets.ts";
import { openLog } from "./log/open-log.ts";
import type { MarketplaceOptions } from "./marketplace-options.ts";
import { openServices } from "./open-services.ts";

export interface Marketplace {
  url: string;
  port: number;
  stop(): Promise<void>;
}

const onIdleError = (log: Logger) => (error: Error) =>
  log.warn({ err: error }, "a database connection was lost");

const openAuthPool = (url: string, log: Logger): pg.Pool => {
  const pool = new pg.Pool({
    connectionString: url,
    max: 6,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 10_000,
    application_name: "boltz-auth",
  });
  pool.on("error", onIdleError(log));
  pool.on("connect", (client) => client.on("error", onIdleError(log)));
  return pool;
};

/** Work that nobody waits for while it runs, but that is waited for before the end. */
const backgroundWork = (log: Logger) => {
  const running = new Set<Promise<void>>();
  const add = (work: Promise<unknown>): void => {
    const watched: Promise<void> = work.then(
      () => {},
      (error: unknown) => log.error({ err: error }, "background work failed"),
    );
    running.add(watched);
    void watched.finally(() => running.delete(watched));
  };
  return { add, settled: () => Promise.all(running) };
};

const listen = async (server: Server, port: number, host: string | undefined): Promise<number> => {
  server.listen({ port, host });
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server listens on no port");
  return address.port;
};

const closeServer = async (server: Server): Promise<void> => {
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  const force = setTimeout(() => server.closeAllConnections(), 3_000);
  await closed;
  clearTimeout(force);
};

interface Opened {
  config: Config;
  options: MarketplaceOptions;
  urls: RoleUrls;
  secrets: Secrets;
  log: Logger;
  boss: PgBoss;
  services: ReturnType<typeof openServices>["services"];
}

const startApi = async (
  opened: Opened,
  parts: AsyncDisposableStack,
): Promise<{ url: string; port: number }> => {
  const { config, options, urls, secrets, log, boss, services } = opened;
  const pool = openAuthPool(urls.boltz_auth, log);
  parts.defer(() => pool.end());
  const background = backgroundWork(log);
  parts.defer(async () => void (await background.settled()));
  const auth = createAuth({
    services,
    pool,
    secret: secrets.appSecret,
    log,
    inBackground: background.add,
    ...(options.authLimits === undefined ? {} : { limits: options.authLimits }),
  });
  await options.prepare?.({ services, auth, pool });
  const app = createApp({
    services,
    auth,
    log,
    trustedProxies: config.trustedProxies,
    web: options.webDirectory ? await loadWebFiles(options.webDirectory) : null,
    site: {
      mailboxUrl: options.demo?.mailboxUrl ?? null,
      providers: options.stripe === null ? [] : ["stripe"],
      demo: options.demo !== undefined,
      demoLogins: options.demo?.logins ?? [],
    },
    assertReady: async () => {
      await Promise.all([services.database.ping(), services.reader`SELECT 1`, pool.query("SELECT 1")]);
      if ((await boss.getQueue("settle-purchase")) === null) throw new Error("the queues are not installed");
    },
  });
  const server = createServer(getRequestListener(app.fetch));
  const port = await listen(server, config.port, options.host);
  parts.defer(() => closeServer(server));
  return { url: config.publicUrl, port };
};

/**
 * Starts the marketplace on a migrated database: the API, the worker, or both in this process. What
 * was started is stopped in the opposite order, also when the start fails half way.
 */
export const startMarketplace = async (config: Config, options: MarketplaceOptions): Promise<Marketplace> => {
  const run = options.parts ?? { api: true, worker: true };
  const log = options.log ?? openLog(config.logLevel);
  const secrets = options.secrets ?? secretsOf(config);
  const urls = roleUrls(options.databaseUrl, secrets.appSecret);
  await using parts = new AsyncDisposableStack();
  const boss = await openBoss({ url: urls.boltz_queue, log, isWorker: run.worker });
  const { services, close } = openServices({ config, options, urls, secrets, log, queue: createQueue(boss) });
  parts.defer(close);
  parts.defer(() => boss.stop({ graceful: true, timeout: 5_000 }));
  const opened: Opened = { config, options, urls, secrets, log, boss, services };
  const address = run.api ? await startApi(opened, parts) : { url: config.publicUrl, port: 0 };
  if (run.worker) await startWorker({ services, boss, log });
  const owned = parts.move();
  return { ...address, stop: () => owned.disposeAsync() };
};
