import { execFile } from "node:child_process";
import { readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

const FAST_SHUTDOWN_LIMIT_MS = 20_000;
const IMMEDIATE_SHUTDOWN_LIMIT_MS = 10_000;
const POLL_MS = 25;

/** The process named by `postmaster.pid`, if it is alive and really a PostgreSQL on this data directory. */
export async function findPostmaster(data: string): Promise<number | undefined> {
  const { pid } = await readPidFile(data);
  return pid !== undefined && (await isPostmasterOf(pid, data)) ? pid : undefined;
}

/** True once PostgreSQL itself says that it accepts connections (the last line it writes to its pid file). */
export async function isReady(data: string, pid: number): Promise<boolean> {
  const file = await readPidFile(data);
  return file.pid === pid && file.status === "ready";
}

/** The process in `postmaster.pid` lives but is none of ours, so PostgreSQL would refuse to start because of it. */
export async function namesForeignProcess(data: string): Promise<boolean> {
  const { pid } = await readPidFile(data);
  return pid !== undefined && isAlive(pid) && !(await isPostmasterOf(pid, data));
}

/** Fast shutdown first (sessions are ended, data is flushed), then immediate: recovery follows at the next start. */
export async function stopPostmaster(pid: number, data: string): Promise<void> {
  for (const [signal, limitMs] of [
    ["SIGINT", FAST_SHUTDOWN_LIMIT_MS],
    ["SIGQUIT", IMMEDIATE_SHUTDOWN_LIMIT_MS],
  ] as const) {
    if (!(await isPostmasterOf(pid, data))) return;
    sendSignal(pid, signal);
    const deadline = Date.now() + limitMs;
    while (Date.now() < deadline) {
      if (!(await isPostmasterOf(pid, data))) return;
      await delay(POLL_MS);
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) on ${data} does not stop`);
}

// A postmaster works inside its data directory; a process id alone may have been given to somebody else since.
async function isPostmasterOf(pid: number, data: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform !== "linux") return (await commandOf(pid)).includes(`-D ${data}`);
  try {
    const [cwd, command] = await Promise.all([
      readlink(`/proc/${pid}/cwd`),
      readFile(`/proc/${pid}/comm`, "utf8"),
    ]);
    return cwd === data && command.trim() === "postgres";
  } catch {
    return false;
  }
}

async function commandOf(pid: number): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)("ps", ["-ww", "-o", "command=", "-p", String(pid)]);
    return stdout;
  } catch {
    return "";
  }
}

async function readPidFile(data: string): Promise<{ pid?: number; status?: string }> {
  let lines: string[];
  try {
    lines = (await readFile(join(data, "postmaster.pid"), "utf8")).split("\n");
  } catch {
    return {};
  }
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 1) return {};
  return { pid, status: lines[7]?.trim() ?? "" };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal, which is what was wanted.
  }
}
