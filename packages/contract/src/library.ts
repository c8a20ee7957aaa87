import { z } from "zod";
import { entitlementId, listingId, purchaseId } from "./ids.ts";
import { pageInput, pageOf, timestamp } from "./page.ts";
import { creatorCard } from "./people.ts";
import { semver, sha256Hex } from "./strategies.ts";

export const libraryItem = z.object({
  entitlementId,
  listingId,
  purchaseId: purchaseId.nullable(),
  title: z.string(),
  creator: creatorCard,
  ownedVersion: semver,
  latestVersion: semver,
  versions: z.array(semver),
  grantedAt: timestamp,
  lastInstalledAt: timestamp.nullable(),
});
export type LibraryItem = z.infer<typeof libraryItem>;

export const listLibraryInput = z.strictObject(pageInput);
export const listLibraryOutput = pageOf(libraryItem);

export const installInput = z.strictObject({ listingId, version: semver.optional() });
export const installOutput = z.object({
  /** Lives for 60 seconds, for this entitlement and version only. */
  bundleUrl: z.url(),
  expiresAt: timestamp,
  version: semver,
  bundleSha256: sha256Hex,
});
export type InstallOutput = z.infer<typeof installOutput>;
