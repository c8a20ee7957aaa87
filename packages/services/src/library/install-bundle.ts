import { createHash } from "node:crypto";
import { buildBundle } from "@boltz/bundle";
import type { ListingId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import type { Settings } from "../context.ts";
import { filesOfVersion, type InstalledVersion } from "./version-files.ts";

/** Seconds that a download link lives. */
export const linkSeconds = 60;

/** What is kept of a link's token: enough to know it again, nothing to use. */
export const linkHash = (token: string): string => createHash("sha256").update(token).digest("hex");

/** The bundle of one install. Nothing in it depends on when it is built, so every download gives the same bytes. */
export const bundleOfInstall = async (
  tx: Transaction,
  settings: Settings,
  install: { listingId: ListingId; createdAt: Date; version: InstalledVersion },
): Promise<Uint8Array> => {
  const { strategyId, version, specHash } = install.version;
  return buildBundle({
    listingId: install.listingId,
    strategyId,
    version,
    specHash,
    issuedAt: install.createdAt,
    files: await filesOfVersion(tx, install),
    signingKeyPem: settings.signingKeyPem,
  });
};
