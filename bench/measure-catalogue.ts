import { visitor } from "@boltz/domain";
import pg from "pg";
import { generateCatalogue } from "./catalogue.ts";
import { connections, createDatabase, openServices, secret } from "./database.ts";
import { startServer } from "./http-client.ts";
import { measurePurchases } from "./purchases.ts";
import { measureReads } from "./reads.ts";
import { type Result, tableOf } from "./report.ts";

export interface Plan {
  clusterUrl: string;
  size: number;
  seconds: number;
  purchases: number;
}

const megabytes = (bytes: number) => `${Math.round(bytes / 1_048_576)} MB`;

/** Generates a catalogue of this size and prints how fast each kind of work on it is. */
export const measureCatalogue = async (plan: Plan): Promise<void> => {
  await using parts = new AsyncDisposableStack();
  const databaseUrl = await createDatabase(plan.clusterUrl, `bench_${plan.size}`);
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
