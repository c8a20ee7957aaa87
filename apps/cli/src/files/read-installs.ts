import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { bundleLimits } from "@boltz/bundle";
import { listingId } from "@boltz/contract";
import { type InstallLock, installLock, lockName } from "./install-lock.ts";
import { isMissing } from "./private-file.ts";
import { readPlainFile } from "./read-folder.ts";

/** The lock file of an install; undefined where there is none, or it is not one. */
export const readLock = async (folder: string): Promise<InstallLock | undefined> => {
  try {
    const bytes = await readPlainFile(join(folder, lockName), bundleLimits.fileBytes);
    return installLock.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return undefined;
  }
};

/** Everything that is installed in a folder, by listing. */
export const readInstalls = async (dir: string): Promise<InstallLock[]> => {
  const names = await readdir(dir).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const locks: InstallLock[] = [];
  for (const name of names.sort()) {
    if (!listingId.safeParse(name).success) continue;
    const lock = await readLock(join(dir, name));
    if (lock?.listingId === name) locks.push(lock);
  }
  return locks;
};
