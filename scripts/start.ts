import { join } from "node:path";
import { acquireInstanceLock, startEmbeddedPostgres } from "@boltz/db/embedded";
import { assertDatabaseReachable } from "./database-reachable.ts";
import { assertPortFree } from "./port.ts";
import { runUntilSignal, type Started, type Starting } from "./run-until-signal.ts";

const DEFAULT_PORT = 8005;
const home = join(import.meta.dirname, "..", ".boltz");

await runUntilSignal(start);

async function start({ parts }: Starting): Promise<Started> {
  const port = readPort(process.env["PORT"]);
  await assertPortFree(port, "PORT");
  const lock = acquireInstanceLock(home);
  parts.defer(() => lock.release());

  const databaseUrl = process.env["DATABASE_URL"];
  if (databaseUrl !== undefined && databaseUrl !== "") {
    await assertDatabaseReachable(databaseUrl);
    return {};
  }
  const postgres = await startEmbeddedPostgres({ dataDir: join(home, "postgres") });
  parts.defer(() => postgres.stop());
  return { lost: postgres.lost };
}

function readPort(text: string | undefined): number {
  if (text === undefined || text === "") return DEFAULT_PORT;
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new Error(`PORT must be a number from 1 to 65535, not "${text}"`);
}
