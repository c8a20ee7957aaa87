import { createHash } from "node:crypto";
import { buildBundle, strategyName } from "@boltz/bundle";
import type { ListingId } from "@boltz/contract";
import type { strategyVersions } from "@boltz/db/schema";
import type { Settings } from "../context.ts";

/** Seconds that a download link lives. */
export const linkSeconds = 60;

/** What is kept of a link's token: enough to know it again, nothing to use. */
export const linkHash = (token: string): string => createHash("sha256").update(token).digest("hex");

export type InstalledVersion = Pick<
  typeof strategyVersions.$inferSelect,
  "strategyId" | "version" | "document" | "specHash"
>;

/** The bundle of one install. Nothing in it depends on when it is built, so every download gives the same bytes. */
export const bundleOfInstall = (
  settings: Settings,
  install: { listingId: ListingId; createdAt: Date; version: InstalledVersion },
): Uint8Array => {
  const { strategyId, version, specHash, document } = install.version;
  return buildBundle({
    listingId: install.listingId,
    strategyId,
    version,
    specHash,
    issuedAt: install.createdAt,
    files: new Map([[strategyName, new TextEncoder().encode(document)]]),
    signingKeyPem: settings.signingKeyPem,
  });
};
