import { z } from "zod";
import { entitlementId, listingId, purchaseId } from "./ids.ts";
import { pageInput, pageOf, timestamp } from "./page.ts";
import { creatorCard } from "./people.ts";
import { behaviourDiff } from "./proof-report.ts";
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

export const libraryChangesInput = z.strictObject({ listingId, from: semver, to: semver.optional() });
/** What installing `to` instead of `from` would change. */
export const libraryChangesOutput = z.object({
  from: semver,
  to: semver,
  changelog: z.string(),
  rulesRemoved: z.array(z.string()),
  rulesAdded: z.array(z.string()),
  /** On the same bars; null where one of the two was not verified. */
  behaviour: behaviourDiff.nullable(),
});
export type LibraryChanges = z.infer<typeof libraryChangesOutput>;
