import { migrate, openDatabase, openReader, queueSchema, roleUrls } from "@boltz/db";
import { visitor } from "@boltz/domain";
import { createQueue, type Services } from "@boltz/services";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { generateCatalogue } from "./catalogue.ts";
import { startServer } from "./http-client.ts";
import { instantProvider } from "./instant-provider.ts";
import { measurePurchases } from "./purchases.ts";
import { measureReads } from "./reads.ts";
import { type Result, tableOf } from "./report.ts";

const secret = "for measuring only, thirty-two bytes";
const connections = 16;

export interface Plan {
  clusterUrl: string;
  size: number;
  seconds: number;
  purchases: number;
}

const createDatabase = async ({ clusterUrl, size }: Plan): Promise<string> => {
  const url = new URL(clusterUrl);
  url.pathname = `/bench_${size}`;
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  await client.query(`CREATE DATABASE bench_${size}`);
  await client.end();
  await migrate({ adminUrl: url.href, secret });
  return url.href;
};

const openServices = async (databaseUrl: string, parts: AsyncDisposableStack) => {
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
    settings: { feeBps: 3_000, publicUrl: "http://localhost", checkoutMinutes: 60, signingKeyPem: "" },
    now: () => new Date(),
  };
  return { services, boss, pool };
};

const megabytes = (bytes: number) => `${Math.round(bytes / 1_048_576)} MB`;

/** Generates a catalogue of this size and prints how fast each kind of work on it is. */
export const measureCatalogue = async (plan: Plan): Promise<void> => {
  await using parts = new AsyncDisposableStack();
  const databaseUrl = await createDatabase(plan);
  const admin = new pg.Client({ connectionString: databaseUrl });
  await admin.connect();
  parts.defer(() => admin.end());
  const begin = performance.now();
  const { listingIds } = await generateCatalogue(admin, plan.size);
  const took = ((performance.now() - begin) / 1_000).toFixed(0);
  console.log(`\n${plan.size.toLocaleString("en")} listings, generated in ${took} s`);

  const { services, boss, pool } = await openServices(databaseUrl, parts);
  const server = await startServer({ databaseUrl, secret }, connections);
  const results: Result[] = [];
  const report = (result: Result) => {
    results.push(result);
    console.log(`  measured: ${result.work}`);
  };
  const ctx = { ...services, actor: visitor };
  await measureReads({ ctx, server, listingIds, seconds: plan.seconds, atOnce: connections }, report);
  const { peakBytes } = await server.stop();
  await measurePurchases({ services, boss, admin, pool, count: plan.purchases, atOnce: connections }, report);
  console.log(`\n${tableOf(results)}\n`);
  console.log(
    `memory: API server ${megabytes(peakBytes)} at most, this process ${megabytes(process.memoryUsage.rss())}`,
  );
};
