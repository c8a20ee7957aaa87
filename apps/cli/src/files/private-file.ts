import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import { lstat, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { z } from "zod";
import { refuse } from "../refused.ts";

export const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";

/** Reads one of the program's own files; undefined where there is none yet. */
export const readPrivateJson = async <T extends z.ZodType>(
  path: string,
  schema: T,
): Promise<z.infer<T> | undefined> => {
  try {
    if (!(await lstat(path)).isFile()) throw new Error("not a regular file");
    return schema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw refuse(`${path} cannot be read. Repair it, or delete it and sign in again.`, error);
  }
};

/** Writes one of the program's own files, whole or not at all, for its owner's eyes only. */
export const writePrivateJson = async (path: string, value: unknown): Promise<void> => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString("hex")}`;
  try {
    await writeNewFile(draft, new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`), 0o600);
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw refuse(`${path} cannot be written.`, error);
  }
};

/** Writes a file that must not be there yet, through to the disk; never through a link that lies in wait. */
export const writeNewFile = async (path: string, bytes: Uint8Array, mode = 0o644): Promise<void> => {
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, mode);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
};
