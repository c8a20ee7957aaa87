import { randomBytes } from "node:crypto";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { freqtradeNames } from "@boltz/backtest";
import { sha256 } from "@boltz/bundle";
import type { ListingId } from "@boltz/contract";
import { refuse } from "../refused.ts";
import { printable } from "../session.ts";
import type { InstallLock } from "./install-lock.ts";
import { isMissing, writeNewFile } from "./private-file.ts";
import { readPlainFile } from "./read-folder.ts";

export interface TargetFile {
  name: string;
  bytes: Uint8Array;
}

const largest = 4 * 1024 * 1024;

/** A bundle's freqtrade files under the names by which freqtrade finds them; undefined where it has none. */
export const freqtradeTargets = (
  listingId: ListingId,
  files: ReadonlyMap<string, Uint8Array>,
): TargetFile[] | undefined => {
  const names = freqtradeNames(listingId);
  const strategy = files.get(names.strategy.name);
  const params = files.get(names.params.name);
  if (strategy === undefined || params === undefined) return undefined;
  return [
    { name: names.strategy.target, bytes: strategy },
    { name: names.params.target, bytes: params },
  ];
};

/** Throws where something else than what an earlier install wrote stands under one of the names. */
export const inspectTargets = async (
  dir: string,
  targets: readonly TargetFile[],
  before: InstallLock | undefined,
): Promise<void> => {
  for (const { name, bytes } of targets) {
    const place = join(dir, name);
    const there = await readPlainFile(place, largest).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    if (there === undefined) continue;
    const known = [sha256(bytes), ...(before?.targets ?? []).map((file) => file.sha256)];
    if (!known.includes(sha256(there)))
      throw refuse(
        `${printable(place)} is left as it is: it was not written by boltz, or changed since. Move it away, or use --force.`,
      );
  }
};

/** Writes each file whole or not at all. */
export const writeTargets = async (dir: string, targets: readonly TargetFile[]): Promise<void> => {
  for (const { name, bytes } of targets) {
    const draft = join(dir, `.${name}.${randomBytes(6).toString("hex")}`);
    try {
      await writeNewFile(draft, bytes);
      await rename(draft, join(dir, name));
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }
};
