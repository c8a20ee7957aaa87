import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { chown, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { prepareRuntime, type Runtime } from "./binaries.ts";
import { type ClusterPlace, placeCluster, writePrivateFile } from "./cluster-place.ts";
import { acquireInstanceLock } from "./instance-lock.ts";
import { findPostmaster, isReady, namesForeignProcess, stopPostmaster } from "./postmaster.ts";

const START_LIMIT_MS = 60_000;
const LEFTOVER_LIMIT_MS = 15_000;

/** For clusters that are thrown away: nothing waits for the disk, and a crash may lose everything. */
export const throwawayFlags = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "jit=off",
].flatMap((setting) => ["-c", setting]);

export type EmbeddedPostgresOptions = {
  dataDir: string;
  /** A free port is taken when none is given. */
  port?: number;
  /** Further arguments of `postgres`, such as `-c work_mem=64MB`. */
  flags?: readonly string[];
  /** The cluster and `dataDir` are removed when it stops, also when this process is killed. */
  temporary?: boolean;
};

export type EmbeddedPostgres = {
  /** Superuser's address of the database `postgres`. */
  url: string;
  port: number;
  /** Settles with the reason if PostgreSQL ends without having been asked to. */
  lost: Promise<Error>;
  stop(): Promise<void>;
};

/** Starts the PostgreSQL that npm installed, on 127.0.0.1, and makes sure that it ends with this process. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const lock = acquireInstanceLock(options.dataDir);
  let watchdog: ChildProcess | undefined;
  try {
    const runtime = await prepareRuntime();
    const place = await placeCluster(options.dataDir, runtime);
    await clearLeftovers(place);
    await initialise(place, runtime);
    watchdog = startWatchdog(place, options.temporary === true);
    const { child, port } = await launch({ place, runtime, options, watchdog });
    return handle({ place, child, port, watchdog, release: () => lock.release() });
  } catch (error) {
    watchdog?.stdin?.end();
    lock.release();
    throw error;
  }
}

// The lock is ours, so a postmaster that still runs here has lost its owner.
async function clearLeftovers({ data, home }: ClusterPlace): Promise<void> {
  const orphan = await findPostmaster(data);
  if (orphan !== undefined) await stopPostmaster(orphan, data);
  if (await namesForeignProcess(data)) await rm(join(data, "postmaster.pid"), { force: true });
  await rm(join(home, "draft"), { recursive: true, force: true });
  await rm(join(home, "initial-password"), { force: true });
}

async function initialise(place: ClusterPlace, runtime: Runtime): Promise<void> {
  if (existsSync(place.data)) return assertSameMajor(place, runtime);
  const draft = join(place.home, "draft");
  const passwordFile = join(place.home, "initial-password");
  await mkdir(draft, { mode: 0o700 });
  if (runtime.user !== undefined) await chown(draft, runtime.user.uid, runtime.user.gid);
  await writePrivateFile(passwordFile, `${place.password}\n`, runtime);
  const settings = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
  try {
    await promisify(execFile)(
      runtime.initdb,
      ["-D", draft, "-U", "postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256", ...settings],
      { ...runtime.user, cwd: place.home, env: { LC_ALL: "C" } },
    );
  } catch (cause) {
    const reason =
      cause instanceof Error && "stderr" in cause ? lastLines(String(cause.stderr)) : String(cause);
    throw new Error(`PostgreSQL could not prepare its data directory: ${reason}`, { cause });
  } finally {
    await rm(passwordFile, { force: true });
  }
  // Only a complete cluster gets the name that a later start looks for.
  await rename(draft, place.data);
}

async function assertSameMajor({ data }: ClusterPlace, { postgres, user }: Runtime): Promise<void> {
  const { stdout } = await promisify(execFile)(postgres, ["--version"], { ...user, cwd: "/", env: {} });
  const program = /(\d+)/.exec(stdout)?.[1];
  const stored = (await readFile(join(data, "PG_VERSION"), "utf8")).trim();
  if (program === stored) return;
  throw new Error(
    `${data} belongs to PostgreSQL ${stored}, but PostgreSQL ${program} is installed; dump and reload it`,
  );
}

function startWatchdog(place: ClusterPlace, temporary: boolean): ChildProcess {
  const script = join(dirname(fileURLToPath(import.meta.url)), "watchdog.ts");
  const throwaway = temporary ? [...new Set([place.home, place.dataDir])] : [];
  const watchdog = spawn(process.execPath, [script, place.data, ...throwaway], {
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
    cwd: "/",
  });
  watchdog.stdin?.on("error", () => undefined);
  watchdog.unref();
  return watchdog;
}

type Launch = {
  place: ClusterPlace;
  runtime: Runtime;
  options: EmbeddedPostgresOptions;
  watchdog: ChildProcess;
};

async function launch({
  place,
  runtime,
  options,
  watchdog,
}: Launch): Promise<{ child: ChildProcess; port: number }> {
  const deadline = Date.now() + LEFTOVER_LIMIT_MS;
  for (;;) {
    const port = options.port ?? (await freePort());
    const child = await spawnPostgres({ place, runtime, port, flags: options.flags ?? [] });
    // The watchdog must know the process before anything else can happen to this one.
    watchdog.stdin?.write(`${child.pid}\n`);
    if (await untilReady(child, place)) return { child, port };
    const log = await readFile(place.log, "utf8").catch(() => "");
    const retryable = /pre-existing shared memory|lock file .* already exists/.test(log);
    const portTaken = options.port === undefined && /could not bind|Address already in use/.test(log);
    if (!(retryable || portTaken) || Date.now() > deadline) {
      throw new Error(`PostgreSQL did not start: ${lastLines(log)}`);
    }
    await delay(200);
  }
}

type Spawn = { place: ClusterPlace; runtime: Runtime; port: number; flags: readonly string[] };

async function spawnPostgres({ place, runtime, port, flags }: Spawn): Promise<ChildProcess> {
  const library = join(dirname(runtime.postgres), "..", "lib", "postgresql", "pg_stat_statements.so");
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "timezone=UTC",
    "log_timezone=UTC",
    "max_connections=200",
    ...(existsSync(library) ? ["shared_preload_libraries=pg_stat_statements"] : []),
  ];
  const log = await open(place.log, "w", 0o600);
  try {
    const args = ["-D", place.data, "-p", String(port), ...settings.flatMap((s) => ["-c", s]), ...flags];
    // A session of its own keeps a terminal's Ctrl-C away from it: the owner decides when the database goes.
    const child = spawn(runtime.postgres, args, {
      ...runtime.user,
      detached: true,
      cwd: place.home,
      env: { LC_ALL: "C" },
      stdio: ["ignore", log.fd, log.fd],
    });
    await once(child, "spawn");
    child.unref();
    return child;
  } finally {
    await log.close();
  }
}

async function untilReady(child: ChildProcess, { data }: ClusterPlace): Promise<boolean> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (!hasEnded(child) && child.pid !== undefined) {
    if (await isReady(data, child.pid)) return true;
    if (Date.now() > deadline) {
      await endChild(child, data);
      return false;
    }
    await delay(20);
  }
  return false;
}

type Running = {
  place: ClusterPlace;
  child: ChildProcess;
  port: number;
  watchdog: ChildProcess;
  release(): void;
};

function handle({ place, child, port, watchdog, release }: Running): EmbeddedPostgres {
  let stopping: Promise<void> | undefined;
  const lost = new Promise<Error>((resolve) => {
    child.once("exit", (code, signal) => {
      if (stopping === undefined)
        resolve(new Error(`PostgreSQL ended unexpectedly (${signal ?? `exit ${code}`})`));
    });
  });
  const stop = async () => {
    await endChild(child, place.data);
    const ended = hasEnded(watchdog) ? undefined : once(watchdog, "exit");
    watchdog.stdin?.end();
    watchdog.ref();
    await ended;
    release();
  };
  return {
    url: `postgres://postgres:${encodeURIComponent(place.password)}@127.0.0.1:${port}/postgres`,
    port,
    lost,
    stop: () => {
      stopping ??= stop();
      return stopping;
    },
  };
}

async function endChild(child: ChildProcess, data: string): Promise<void> {
  if (child.pid === undefined || hasEnded(child)) return;
  child.ref();
  const ended = once(child, "exit");
  await stopPostmaster(child.pid, data);
  await ended;
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (address === null || typeof address === "string") throw new Error("No free port on 127.0.0.1");
  return address.port;
}

function lastLines(log: string): string {
  return log.trim().split("\n").slice(-3).join(" | ") || "no reason given";
}
