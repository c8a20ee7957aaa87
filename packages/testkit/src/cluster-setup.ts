import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type EmbeddedPostgres, startEmbeddedPostgres, throwawayFlags } from "@boltz/db/embedded";
import type { TestProject } from "vitest/node";
import type {} from "./cluster.ts";

declare global {
  var boltzTestCluster: { started: Promise<EmbeddedPostgres>; users: number } | undefined;
}

// Every vitest project loads this file as a module of its own, so what they share hangs on the process.
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const external = project.config.provide.clusterUrl;
  if (external !== undefined) return undefined;
  globalThis.boltzTestCluster ??= { started: start(), users: 0 };
  const cluster = globalThis.boltzTestCluster;
  cluster.users += 1;
  const postgres = await cluster.started;
  project.provide("clusterUrl", postgres.url);
  return async () => {
    cluster.users -= 1;
    if (cluster.users === 0) await postgres.stop();
  };
}

async function start(): Promise<EmbeddedPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), "boltz-test-"));
  return startEmbeddedPostgres({ dataDir, flags: throwawayFlags, temporary: true });
}
