import { migrate, openDatabase, openReader, queueSchema, roleUrls } from "@boltz/db";
import { payoutMinimumsOf } from "@boltz/domain";
import { createQueue, type Services } from "@boltz/services";
import { inProcessBacktester } from "@boltz/services/testing";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { instantProvider } from "./instant-provider.ts";

export const secret = "for measuring only, thirty-two bytes";
export const connections = 16;

/** A migrated database of this name; answers where it is. */
export const createDatabase = async (clusterUrl: string, name: string): Promise<string> => {
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  await migrate({ adminUrl: url.href, secret });
  return url.href;
};

/** What the verbs stand on, closed with `parts`. */
export const openServices = async (databaseUrl: string, parts: AsyncDisposableStack) => {
  const urls = roleUrls(databaseUrl, secret);
  const database = openDatabase({ url: urls.boltz_app, max: connections });
  parts.defer(() => database.close());
  const reader = openReader({ url: urls.boltz_reader, max: connections });
  parts.defer(() => reader.end());
  const boss = new PgBoss({
    ...{ connectionString: urls.boltz_queue, schema: queueSchema, max: 4 },
    ...{ migrate: false, supervise: false, schedule: false, registerInstance: false },
  });
  await boss.start();
  parts.defer(() => boss.stop({ graceful: false }));
  const pool = new pg.Pool({ connectionString: urls.boltz_app, max: connections });
  parts.defer(() => pool.end());
  const services: Services = {
    ...{ database, reader, queue: createQueue(boss), providers: { stripe: instantProvider() } },
    mailer: { send: () => Promise.resolve() },
    backtester: inProcessBacktester,
    settings: {
      ...{ feeBps: 3_000, publicUrl: "http://localhost", checkoutMinutes: 60, signingKeyPem: "" },
      ...{ erasureDays: 14, retentionYears: 10, linkSecret: "" },
      ...{ holdDays: 7, payoutMinimums: payoutMinimumsOf(1_000) },
    },
    now: () => new Date(),
  };
  return { services, boss, pool };
};
