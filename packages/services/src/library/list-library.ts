import {
  type EntitlementId,
  isId,
  type LibraryItem,
  type ListingId,
  MarketError,
  type UserId,
} from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import {
  creatorProfiles,
  entitlements,
  installs,
  listings,
  listingVersions,
  purchases,
  strategyVersions,
} from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, desc, eq, inArray, lt, max, sql } from "drizzle-orm";
import type { Call } from "../context.ts";
import { versionOrder } from "../strategies/strategy-view.ts";

export type LibraryPage = { items: LibraryItem[]; nextCursor: string | null };

/** What the person may install, newest first; the cursor is the last entitlement of the page before. */
export const listLibrary = async ({
  ctx,
  input,
}: Call<{ cursor?: string | undefined; limit: number }>): Promise<LibraryPage> => {
  enforcePolicy(ctx.actor, "library.read");
  const person = personOf(ctx.actor);
  const { cursor, limit } = input;
  if (cursor !== undefined && !isId("ent", cursor))
    throw new MarketError("invalid_input", {
      issues: [{ path: ["cursor"], message: "is not a page of this list" }],
    });
  return ctx.database.withSnapshot(person, async (tx) => {
    const rows = await readEntitlements(tx, person.id, { cursor, limit: limit + 1 });
    const page = rows.slice(0, limit);
    const versionsOf = await readVersions(
      tx,
      page.map((row) => row.listingId),
    );
    const installedAtOf = await readLastInstalls(
      tx,
      page.map((row) => row.entitlementId),
    );
    const items = page.map(({ grantedAt, ...row }): LibraryItem => {
      const versions = versionsOf.get(row.listingId)?.map(({ version }) => version) ?? [];
      return {
        ...row,
        latestVersion: versions[0] ?? row.ownedVersion,
        versions,
        grantedAt: grantedAt.toISOString(),
        lastInstalledAt: installedAtOf.get(row.entitlementId)?.at?.toISOString() ?? null,
      };
    });
    return { items, nextCursor: rows.length > limit ? (items.at(-1)?.entitlementId ?? null) : null };
  });
};

/** The title where the listing can still be read, else as it was bought, else as its author named the strategy. */
const shownTitle = sql<string>`coalesce(${listings.title}, ${purchases.listingTitle}, ${strategyVersions.document}::jsonb ->> 'name')`;

const readEntitlements = (
  tx: Transaction,
  userId: UserId,
  page: { cursor: EntitlementId | undefined; limit: number },
) =>
  tx
    .select({
      entitlementId: entitlements.id,
      listingId: entitlements.listingId,
      purchaseId: entitlements.purchaseId,
      title: shownTitle,
      creator: { id: creatorProfiles.userId, displayName: creatorProfiles.displayName },
      ownedVersion: strategyVersions.version,
      grantedAt: entitlements.grantedAt,
    })
    .from(entitlements)
    .innerJoin(strategyVersions, eq(strategyVersions.id, entitlements.versionId))
    .innerJoin(creatorProfiles, eq(creatorProfiles.userId, strategyVersions.creatorId))
    .leftJoin(listings, eq(listings.id, entitlements.listingId))
    .leftJoin(purchases, eq(purchases.id, entitlements.purchaseId))
    .where(
      and(
        eq(entitlements.userId, userId),
        eq(entitlements.state, "active"),
        page.cursor === undefined ? undefined : lt(entitlements.id, page.cursor),
      ),
    )
    .orderBy(desc(entitlements.id))
    .limit(page.limit);

const readVersions = async (tx: Transaction, listingIds: ListingId[]) => {
  const rows = await tx
    .select({ listingId: listingVersions.listingId, version: strategyVersions.version })
    .from(listingVersions)
    .innerJoin(strategyVersions, eq(strategyVersions.id, listingVersions.versionId))
    .where(inArray(listingVersions.listingId, listingIds))
    .orderBy(desc(versionOrder));
  return Map.groupBy(rows, ({ listingId }) => listingId);
};

const readLastInstalls = async (tx: Transaction, entitlementIds: EntitlementId[]) => {
  const rows = await tx
    .select({ entitlementId: installs.entitlementId, at: max(installs.downloadedAt) })
    .from(installs)
    .where(inArray(installs.entitlementId, entitlementIds))
    .groupBy(installs.entitlementId);
  return new Map(rows.map((row) => [row.entitlementId, row]));
};
