import pg from "pg";
import { createDatabase, openServices, secret } from "./database.ts";
import { measurePayoutRun } from "./payout-run.ts";
import { measureWebhooks } from "./webhooks.ts";

interface MoneyPlan {
  clusterUrl: string;
  webhooks: number;
  creators: number;
  entries: number;
}

const webhookConnections = 64;
const number = (value: number) => value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 2 : 0 });

/** Prints how fast webhooks are taken in, and how long the weekly payout run takes over everything ever earned. */
export const measureMoney = async (plan: MoneyPlan): Promise<void> => {
  await using parts = new AsyncDisposableStack();
  const databaseUrl = await createDatabase(plan.clusterUrl, "bench_money");
  const { perSecond, p50Ms, p95Ms, p99Ms, failed } = await measureWebhooks(
    { databaseUrl, secret },
    { count: plan.webhooks, atOnce: webhookConnections },
  );
  console.log(
    `\nwebhooks over HTTP, verified, stored and queued, ${webhookConnections} connections: ${number(perSecond)}/s ` +
      `(target 1,000/s), p50 ${number(p50Ms)} ms, p95 ${number(p95Ms)} ms, p99 ${number(p99Ms)} ms, ${failed} failed`,
  );
  const admin = new pg.Client({ connectionString: databaseUrl });
  await admin.connect();
  parts.defer(() => admin.end());
  const { services } = await openServices(databaseUrl, parts);
  const run = await measurePayoutRun({ services, admin, creators: plan.creators, entries: plan.entries });
  console.log(
    `payout run over ${number(plan.entries)} entries of ${number(plan.creators)} creators: ${number(run.payouts)} payouts ` +
      `in ${number(run.runSeconds)} s; one aggregate of the same entries: ${number(run.aggregateSeconds)} s ` +
      `(${number(run.runSeconds / run.aggregateSeconds)} times it, target 3)`,
  );
  console.log(`invariants broken afterwards: ${run.broken.length === 0 ? "none" : run.broken.join("; ")}`);
};
