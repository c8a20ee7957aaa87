// `npm run bench [-- --quick | --engine]`: how fast strategies are run, and (not with `--engine`) how fast the marketplace
// is on this machine, on 10,000 and 100,000 generated listings, over HTTP where visitors come by HTTP, beside the same work
// as plain SQL in the same run. It reports; it judges nothing.
import { mkdtemp } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbeddedPostgres } from "@boltz/db/embedded";
import { measureCatalogue } from "../bench/measure-catalogue.ts";
import { measureEngine } from "../bench/measure-engine.ts";
import { measureMoney } from "../bench/measure-money.ts";

const isQuick = process.argv.includes("--quick");
const isEngineOnly = process.argv.includes("--engine");
const sizes = isQuick ? [10_000] : [10_000, 100_000];

console.log(`${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}, 16 connections`);
measureEngine({ minuteBars: isQuick ? 100_000 : 1_000_000 });
if (!isEngineOnly) await measureMarketplace();

async function measureMarketplace(): Promise<void> {
  // Durable as in production: every commit waits for the disk. Only the memory is set, for a machine that has some.
  const flags = ["shared_buffers=512MB", "max_wal_size=4GB"].flatMap((setting) => ["-c", setting]);
  const dataDir = await mkdtemp(join(tmpdir(), "boltz-bench-"));
  const postgres = await startEmbeddedPostgres({ dataDir, flags, temporary: true });
  try {
    for (const size of sizes)
      await measureCatalogue({
        ...{ clusterUrl: postgres.url, size },
        ...(isQuick ? { seconds: 2, purchases: 1_200 } : { seconds: 5, purchases: 4_000 }),
      });
    await measureMoney({
      clusterUrl: postgres.url,
      ...(isQuick
        ? { webhooks: 3_000, creators: 1_000, entries: 100_000 }
        : { webhooks: 20_000, creators: 10_000, entries: 1_000_000 }),
    });
  } finally {
    await postgres.stop();
  }
}
