import type { ListingId, UserId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { entitlements, installs, strategyVersions } from "@boltz/db/schema";
import { daysInstalled } from "@boltz/domain";
import { and, desc, eq, isNotNull, sql } from "drizzle-orm";

/** The version that a person downloaded last, and for how long they have had any; null before the first time. */
export const readUse = async (tx: Transaction, userId: UserId, listingId: ListingId, now: Date) => {
  const [row] = await tx
    .select({
      version: strategyVersions.version,
      firstAt: sql<Date>`min(${installs.downloadedAt}) over ()`.mapWith(installs.downloadedAt),
    })
    .from(installs)
    .innerJoin(entitlements, eq(entitlements.id, installs.entitlementId))
    .innerJoin(strategyVersions, eq(strategyVersions.id, installs.versionId))
    .where(
      and(
        eq(installs.userId, userId),
        eq(entitlements.listingId, listingId),
        isNotNull(installs.downloadedAt),
      ),
    )
    .orderBy(desc(installs.downloadedAt), desc(installs.id))
    .limit(1);
  if (row === undefined) return null;
  return { version: row.version, daysInstalled: daysInstalled(row.firstAt, now) };
};
