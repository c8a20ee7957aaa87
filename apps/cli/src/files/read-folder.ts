import { constants } from "node:fs";
import { lstat, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { type BundleFiles, BundleRefused, bundleLimits } from "@boltz/bundle";
import { refuse } from "../refused.ts";
import { printable } from "../session.ts";

/** A regular file's bytes, read through no link. Throws where it is something else or too large. */
export const readPlainFile = async (path: string, limit: number): Promise<Uint8Array> => {
  if (!(await lstat(path)).isFile()) throw refuse(`${printable(path)} is not a regular file.`);
  const file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    if ((await file.stat()).size > limit) throw refuse(`${printable(path)} is too large.`);
    return await file.readFile();
  } finally {
    await file.close();
  }
};

/** Everything in a folder that could be an installed bundle. Throws for links, folders and too much. */
export const readFolder = async (folder: string): Promise<BundleFiles> => {
  const entries = await readdir(folder, { withFileTypes: true });
  if (entries.length > bundleLimits.files + 1)
    throw new BundleRefused("too_large", `${printable(folder)} holds more files than a bundle can.`);
  const files = new Map<string, Uint8Array>();
  for (const entry of entries) {
    if (!entry.isFile())
      throw new BundleRefused("extra_file", `${printable(entry.name)} is no file of a bundle.`);
    files.set(entry.name, await readPlainFile(join(folder, entry.name), bundleLimits.fileBytes));
  }
  return files;
};
