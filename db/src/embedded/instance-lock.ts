import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export type InstanceLock = { release(): void };

/**
 * Holds `dir` for this process until `release()` or until the process ends, however it ends.
 * Throws when another live process holds it, naming that process.
 */
// SQLite's exclusive lock is the kernel's, so a killed owner frees it at once and no pid has to be believed.
export function acquireInstanceLock(dir: string): InstanceLock {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const pidFile = join(dir, "instance.pid");
  const lock = new DatabaseSync(join(dir, "instance.lock"));
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    lock.close();
    throw new Error(`${dir} is already in use by process ${readPid(pidFile)}; stop that one first`, {
      cause,
    });
  }
  writeFileSync(pidFile, `${process.pid}\n`);
  return {
    release() {
      if (lock.isOpen) lock.close();
    },
  };
}

function readPid(pidFile: string): string {
  try {
    return readFileSync(pidFile, "utf8").trim();
  } catch {
    return "unknown";
  }
}
