import { randomBytes } from "node:crypto";
import { lstat, mkdir, open, readdir, realpath, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { BundleFiles } from "@boltz/bundle";
import { refuse } from "../refused.ts";
import { inspectTarget } from "./inspect-target.ts";
import { isMissing, writeNewFile } from "./private-file.ts";

/** Where a write stands; each is a moment at which the machine may lose its power. */
export type WriteStep = "begun" | "written" | "set_aside" | "in_place";

export interface InstallWrite {
  /** The folder that holds installs, one folder for each listing. */
  dir: string;
  /** The install's own folder in it. */
  name: string;
  files: BundleFiles;
  /** Replace whatever is there, except a link. */
  force: boolean;
  onStep?: (step: WriteStep) => void;
}

const staleMs = 10 * 60_000;

const draftSuffix = ".boltz-new";
const previousOf = (dir: string, name: string) => join(dir, `.${name}.boltz-previous`);

const kindOf = async (path: string): Promise<"missing" | "folder" | "other"> => {
  try {
    return (await lstat(path)).isDirectory() ? "folder" : "other";
  } catch (error) {
    if (isMissing(error)) return "missing";
    throw error;
  }
};

/** Makes what was renamed survive a power cut. Windows has no such call for folders, and needs none. */
const syncFolder = async (path: string): Promise<void> => {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

/**
 * Puts an install in its place: written beside it, through to the disk, then swapped in by renaming.
 * Whatever interrupts it, the folder is the old install or the new one, at the latest after `recover`.
 * Returns the folder. Throws, with nothing changed, where something else is in the way.
 */
export const writeInstall = async (write: InstallWrite): Promise<string> => {
  const { name, files, onStep = () => {} } = write;
  await mkdir(write.dir, { recursive: true });
  const dir = await realpath(write.dir);
  await recover(dir, name);
  await sweepDrafts(dir, name);
  const target = join(dir, name);
  const draft = join(dir, `.${name}.${randomBytes(6).toString("hex")}${draftSuffix}`);
  await mkdir(draft);
  try {
    onStep("begun");
    for (const [fileName, bytes] of files) await writeNewFile(join(draft, fileName), bytes);
    await syncFolder(draft);
    onStep("written");
    await inspectTarget(target, { force: write.force });
    await swapIn({ dir, name, draft, target, onStep });
    return target;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
};

const swapIn = async (swap: {
  dir: string;
  name: string;
  draft: string;
  target: string;
  onStep: (step: WriteStep) => void;
}): Promise<void> => {
  const { dir, name, draft, target, onStep } = swap;
  const previous = previousOf(dir, name);
  if ((await kindOf(target)) !== "missing") {
    await rename(target, previous).catch((error: unknown) => {
      throw refuse(`${target} is being changed by another program. Try again.`, error);
    });
    onStep("set_aside");
  }
  try {
    await rename(draft, target);
  } catch (error) {
    await recover(dir, name);
    throw refuse(`${target} cannot be put in place; what was there before stays.`, error);
  }
  onStep("in_place");
  await syncFolder(dir);
  await rm(previous, { recursive: true, force: true });
};

/** Ends what an interrupted write left: the old install comes back where no new one took its place. */
const recover = async (dir: string, name: string): Promise<void> => {
  const previous = previousOf(dir, name);
  if ((await kindOf(previous)) === "missing") return;
  const target = join(dir, name);
  if ((await kindOf(target)) === "missing") await rename(previous, target);
  else await rm(previous, { recursive: true, force: true });
};

const sweepDrafts = async (dir: string, name: string): Promise<void> => {
  for (const entry of await readdir(dir)) {
    if (!entry.startsWith(`.${name}.`) || !entry.endsWith(draftSuffix)) continue;
    const path = join(dir, entry);
    const isStale = await lstat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs > staleMs,
      () => false,
    );
    if (isStale) await rm(path, { recursive: true, force: true });
  }
};
