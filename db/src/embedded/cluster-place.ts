import { createHash, randomBytes } from "node:crypto";
import { chmod, chown, mkdir, open, readFile, realpath } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Runtime } from "./binaries.ts";

const recordSchema = z.object({ id: z.string().min(8), password: z.string().min(16) });

/** `home` holds the data directory and the log; `data` is what PostgreSQL itself calls its data directory. */
export type ClusterPlace = { dataDir: string; home: string; data: string; log: string; password: string };

/**
 * An ordinary user's cluster lives in `dataDir`. Root's runs as `nobody`, who may not be able to enter `dataDir`, so
 * it lives in a public root-owned place. Its name is derived from the path and from an id kept in `dataDir`, so that
 * a deleted, copied or re-cloned checkout never meets another one's data.
 */
export async function placeCluster(dataDir: string, { publicRoot }: Runtime): Promise<ClusterPlace> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const real = await realpath(dataDir);
  const record = await readOrCreateRecord(join(real, "cluster.json"));
  let home = real;
  if (publicRoot !== undefined) {
    const name = createHash("sha256").update(`${real}\n${record.id}`).digest("hex").slice(0, 16);
    home = join(publicRoot, `cluster-${name}`);
    await mkdir(home, { recursive: true });
    await chmod(home, 0o755);
  }
  return {
    dataDir: real,
    home,
    data: join(home, "data"),
    log: join(home, "postgres.log"),
    password: record.password,
  };
}

/** Writes a file that only the account which runs PostgreSQL can read. */
export async function writePrivateFile(path: string, text: string, { user }: Runtime): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(text);
    if (user !== undefined) await chown(path, user.uid, user.gid);
  } finally {
    await file.close();
  }
}

async function readOrCreateRecord(path: string) {
  const known = await readFile(path, "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  });
  if (known !== undefined) return recordSchema.parse(JSON.parse(known));
  const record = { id: randomBytes(8).toString("hex"), password: randomBytes(24).toString("base64url") };
  await writePrivateFile(path, `${JSON.stringify(record)}\n`, { initdb: "", postgres: "" });
  return record;
}
