import type { ListingId, ListingPage } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { creatorProfiles, listingDrafts, strategyVersions } from "@boltz/db/schema";
import type { Actor } from "@boltz/domain";
import { desc, eq } from "drizzle-orm";
import { versionOrder } from "../strategies/strategy-view.ts";
import { readEvidence } from "./evidence-card.ts";
import { shownStatus } from "./own-listing.ts";
import { requireReadable } from "./readable-listing.ts";

/**
 * A listing's page as its author previews it and a moderator judges it: the working copy before it was
 * ever public, and afterwards what the public saw.
 */
export const readPrivatePage = async (
  tx: Transaction,
  actor: Actor,
  listingId: ListingId,
): Promise<Omit<ListingPage, "viewer">> => {
  const listing = await requireReadable(tx, actor, listingId);
  const [draft] = await tx.select().from(listingDrafts).where(eq(listingDrafts.listingId, listingId));
  const [creator] = await tx
    .select({ id: creatorProfiles.userId, displayName: creatorProfiles.displayName })
    .from(creatorProfiles)
    .where(eq(creatorProfiles.userId, listing.creatorId));
  if (draft === undefined || creator === undefined) throw new Error(`listing ${listingId} is incomplete`);
  const shown = listing.status === "unpublished" ? draft : listing;
  const versions = await readVersions(tx, listing.strategyId);
  return {
    id: listing.id,
    title: shown.title,
    summary: shown.summary,
    description: shown.description,
    tags: shown.tags,
    price: { amountMinor: shown.priceMinor.toString(), currency: shown.currency },
    refundDays: shown.refundDays,
    rating: { mean: listing.rating, count: listing.ratingCount },
    totalSales: listing.totalSales,
    publishedAt: listing.publishedAt?.toISOString() ?? null,
    creator,
    proof: await readEvidence(tx, listing.id),
    status: shownStatus({ publicState: listing.status, draftState: draft.state }),
    harmful: listing.isHarmful,
    strategyId: listing.strategyId,
    style: listing.style,
    versions,
    latestVersion: versions.find(({ id }) => id === listing.versionId) ?? versions[0] ?? null,
  };
};

const readVersions = async (tx: Transaction, strategyId: ListingPage["strategyId"]) => {
  const rows = await tx
    .select()
    .from(strategyVersions)
    .where(eq(strategyVersions.strategyId, strategyId))
    .orderBy(desc(versionOrder));
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    kind: row.kind,
    specHash: row.specHash,
    changelog: row.changelog,
    createdAt: row.createdAt.toISOString(),
  }));
};
