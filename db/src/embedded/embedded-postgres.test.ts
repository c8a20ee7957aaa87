import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startEmbeddedPostgres, throwawayFlags } from "./embedded-postgres.ts";

const modulePath = join(import.meta.dirname, "embedded-postgres.ts");

let root: string;
let dataDir: string;
const stops: (() => Promise<void>)[] = [];
const owners: ChildProcess[] = [];

beforeEach(async () => {
  // The account that runs PostgreSQL for root may not enter this directory, as in a checkout below root's home.
  root = await mkdtemp(join(tmpdir(), "boltz-embedded-"));
  await chmod(root, 0o700);
  dataDir = join(root, "postgres");
});

afterEach(async () => {
  for (const owner of owners.splice(0)) owner.kill("SIGKILL");
  for (const stop of stops.splice(0)) await stop();
  // A last, throwaway start takes whatever a failed test has left running, and removes the cluster.
  const last = await startEmbeddedPostgres({ dataDir, flags: throwawayFlags, temporary: true });
  await last.stop();
  await rm(root, { recursive: true });
});

async function start() {
  const postgres = await startEmbeddedPostgres({ dataDir });
  stops.push(() => postgres.stop());
  return postgres;
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text);
    return rows;
  } finally {
    await client.end();
  }
}

async function postmasterPid(url: string): Promise<number> {
  const [row] = await query(url, "select split_part(pg_read_file('postmaster.pid'), chr(10), 1) as pid");
  return Number(row?.["pid"]);
}

async function answers(url: string): Promise<boolean> {
  return query(url, "select 1").then(
    () => true,
    () => false,
  );
}

/** A process that owns the cluster, as `npm start` does, and prints the address once it is up. */
async function startOwner(
  options: { temporary?: boolean } = {},
): Promise<{ owner: ChildProcess; url: string }> {
  const program = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(modulePath)});
    const postgres = await startEmbeddedPostgres(${JSON.stringify({ dataDir, ...options })});
    console.log(postgres.url);
    setInterval(() => undefined, 1000);`;
  const owner = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  owners.push(owner);
  const [chunk] = await once(owner.stdout, "data");
  return { owner, url: String(chunk).trim() };
}

test("keeps the data over a stop, and over a killed server", async () => {
  const first = await start();
  await query(first.url, "create table kept (n int)");
  await query(first.url, "insert into kept values (1)");
  await first.stop();

  const second = await start();
  await query(second.url, "insert into kept values (2)");
  process.kill(await postmasterPid(second.url), "SIGKILL");
  expect((await second.lost).message).toBe("PostgreSQL ended unexpectedly (SIGKILL)");
  await second.stop();

  const third = await start();
  expect(await query(third.url, "select n from kept order by n")).toEqual([{ n: 1 }, { n: 2 }]);
  await third.stop();
});

test("is durable by default, asks for its password and listens on this machine only", async () => {
  const { url } = await start();
  expect(await query(url, "show fsync")).toEqual([{ fsync: "on" }]);
  expect(await query(url, "show listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  const guess = new URL(url);
  guess.password = "postgres";
  await expect(query(guess.href, "select 1")).rejects.toThrow("password authentication failed");
});

test("refuses a directory in use, and a port that is taken", async () => {
  await start();
  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(
    `already in use by process ${process.pid}`,
  );

  const occupant = createServer().listen(0, "127.0.0.1");
  await once(occupant, "listening");
  const address = occupant.address();
  const port = typeof address === "object" ? address?.port : undefined;
  if (port === undefined) throw new Error("The occupant has no port");
  await stops.pop()?.();
  await expect(startEmbeddedPostgres({ dataDir, port })).rejects.toThrow("did not start");
  occupant.close();
});

test("ends with its owner, even a killed one, and a temporary cluster is removed", async () => {
  const { owner, url } = await startOwner({ temporary: true });
  expect(await answers(url)).toBe(true);
  owner.kill("SIGKILL");
  await vi.waitFor(async () => expect(await answers(url)).toBe(false), { timeout: 10_000 });
  await vi.waitFor(() => expect(existsSync(dataDir)).toBe(false), { timeout: 10_000 });
});

test("stops a server that lost both its owner and its watchdog, then starts afresh on its data", async () => {
  const { owner, url } = await startOwner();
  await query(url, "create table kept (n int)");
  const orphan = await postmasterPid(url);
  for (const pid of await childrenOf(owner.pid)) if (pid !== orphan) process.kill(pid, "SIGKILL");
  owner.kill("SIGKILL");
  await once(owner, "exit");
  expect(await answers(url)).toBe(true);

  const next = await start();
  expect(await answers(url)).toBe(false);
  expect(await query(next.url, "select count(*)::int as n from kept")).toEqual([{ n: 0 }]);
});

async function childrenOf(pid: number | undefined): Promise<number[]> {
  const list = spawn("ps", ["-A", "-o", "pid=,ppid="], { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  for await (const chunk of list.stdout) text += String(chunk);
  const pairs = text.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.flatMap(([child, parent]) => (child !== undefined && parent === pid ? [child] : []));
}
