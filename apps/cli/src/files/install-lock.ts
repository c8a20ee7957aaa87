import { bundleManifest } from "@boltz/bundle";
import { sha256Hex } from "@boltz/contract";
import { z } from "zod";

export const lockName = "boltz-lock.json";
export const installTargets = ["boltz", "freqtrade"] as const;
export type InstallTarget = (typeof installTargets)[number];

export const lockFormat = "boltz.lock/1";

/** What an installed folder holds and where it came from; the mark by which a folder is known as an install. */
export const installLock = z.object({
  format: z.literal(lockFormat),
  server: z.string(),
  listingId: bundleManifest.shape.listingId,
  strategyId: bundleManifest.shape.strategyId,
  version: bundleManifest.shape.version,
  specHash: sha256Hex,
  keyId: z.string(),
  bundleSha256: sha256Hex,
  installedAt: z.iso.datetime(),
  files: z.array(z.object({ name: z.string(), bytes: z.int(), sha256: sha256Hex })),
  /** What it was installed for, and the files that were written for that beside the folder. */
  target: z.enum(installTargets).optional(),
  targets: z.array(z.object({ name: z.string(), sha256: sha256Hex })).default([]),
  tier: z.enum(["verified", "unverified", "attached"]).optional(),
  /** Of the backtest that was run again before it was written. */
  resultHash: sha256Hex.nullable().default(null),
});
export type InstallLock = z.infer<typeof installLock>;

export const lockBytes = (lock: InstallLock): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify(lock, null, 2)}\n`);
