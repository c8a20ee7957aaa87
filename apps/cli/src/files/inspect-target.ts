import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { bundleLimits, sha256 } from "@boltz/bundle";
import { refuse } from "../refused.ts";
import { printable } from "../session.ts";
import { lockName } from "./install-lock.ts";
import { isMissing } from "./private-file.ts";
import { readPlainFile } from "./read-folder.ts";
import { readLock } from "./read-installs.ts";

/**
 * Makes sure that nothing of anybody's work is lost where an install goes: nothing there, an empty
 * folder, or an install exactly as it was written. Everything else needs `force`; a link is never replaced.
 */
export const inspectTarget = async (target: string, options: { force: boolean }): Promise<void> => {
  const found = await lstat(target).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (found === undefined) return;
  if (found.isSymbolicLink())
    throw refuse(`${printable(target)} is a symbolic link, which is not followed. Remove it first.`);
  if (options.force) return;
  if (!found.isDirectory()) throw inTheWay(target, "it is a file");
  const names = await readdir(target);
  if (names.length === 0) return;
  const lock = await readLock(target);
  if (lock === undefined) throw inTheWay(target, "it holds something else than an installed strategy");
  const listed = new Map(lock.files.map((file) => [file.name, file.sha256]));
  const extra = names.find((name) => name !== lockName && !listed.has(name));
  if (extra !== undefined) throw inTheWay(target, `it also holds ${printable(extra)}`);
  for (const name of names) {
    if (name === lockName) continue;
    const bytes = await readPlainFile(join(target, name), bundleLimits.fileBytes);
    if (sha256(bytes) !== listed.get(name))
      throw inTheWay(target, `${printable(name)} was changed since it was installed`);
  }
};

const inTheWay = (target: string, why: string) =>
  refuse(`${printable(target)} is left as it is: ${why}. Move it away, or use --force to replace it.`);
