import { type ListingId, type ListingStatus, MarketError, type OwnListing } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import {
  appeals,
  creatorProfiles,
  listingDrafts,
  listings,
  moderationDecisions,
  strategyVersions,
} from "@boltz/db/schema";
import { appealStateOf, enforcePolicy, type Person } from "@boltz/domain";
import { and, desc, eq, isNull, ne, type SQL, sql } from "drizzle-orm";
import { versionOrder } from "../strategies/strategy-view.ts";

/** The author's copy beside what the public sees, with the newest version and the last judgement. */
export const readOwnListings = async (tx: Transaction, which: SQL | undefined, limit?: number) => {
  const latest = tx
    .select({ version: strategyVersions.version })
    .from(strategyVersions)
    .where(eq(strategyVersions.strategyId, listings.strategyId))
    .orderBy(desc(versionOrder))
    .limit(1)
    .as("latest");
  const decision = tx
    .select({
      id: moderationDecisions.id,
      causeId: moderationDecisions.causeId,
      hasAppeal: sql<boolean>`${appeals.id} is not null`.as("has_appeal"),
      appealOutcome: sql<"granted" | "denied" | null>`${appeals.outcome}`.as("appeal_outcome"),
      outcome: moderationDecisions.outcome,
      reason: moderationDecisions.reason,
      at: moderationDecisions.at,
    })
    .from(moderationDecisions)
    .leftJoin(appeals, eq(appeals.decisionId, moderationDecisions.id))
    .where(
      and(
        eq(moderationDecisions.listingId, listings.id),
        isNull(moderationDecisions.reviewId),
        // That reports were dismissed takes nothing from a judgement before.
        ne(moderationDecisions.outcome, "kept"),
      ),
    )
    .orderBy(desc(moderationDecisions.at), desc(moderationDecisions.id))
    .limit(1)
    .as("decision");
  const query = tx
    .select({
      draft: listingDrafts,
      strategyId: listings.strategyId,
      publicState: listings.status,
      totalSales: listings.totalSales,
      creatorName: creatorProfiles.displayName,
      latestVersion: latest.version,
      decision: {
        id: decision.id,
        causeId: decision.causeId,
        hasAppeal: decision.hasAppeal,
        appealOutcome: decision.appealOutcome,
        outcome: decision.outcome,
        reason: decision.reason,
        at: decision.at,
      },
    })
    .from(listingDrafts)
    .innerJoin(listings, eq(listings.id, listingDrafts.listingId))
    .innerJoin(creatorProfiles, eq(creatorProfiles.userId, listingDrafts.creatorId))
    .leftJoinLateral(latest, sql`true`)
    .leftJoinLateral(decision, sql`true`)
    .where(which)
    .orderBy(sql`${listingDrafts.submittedAt} asc nulls last`, desc(listingDrafts.listingId));
  return limit === undefined ? query : query.limit(limit);
};

export type OwnListingRow = Awaited<ReturnType<typeof readOwnListings>>[number];

interface States {
  publicState: OwnListingRow["publicState"];
  draftState: OwnListingRow["draft"]["state"];
}

/** What its author is told about the state: the public one once there is one, the draft's before. */
export const shownStatus = ({ publicState, draftState }: States): ListingStatus => {
  if (publicState !== "unpublished") return publicState;
  return draftState === "approved" ? "draft" : draftState;
};

/** The state of changes that the public does not see yet. */
const pendingEdits = ({ publicState, draft }: OwnListingRow): OwnListing["edits"] =>
  publicState === "unpublished" || draft.state === "approved" ? "none" : draft.state;

const lastDecisionOf = (row: NonNullable<OwnListingRow["decision"]>): OwnListing["lastDecision"] => ({
  id: row.id,
  outcome: row.outcome,
  reason: row.reason,
  at: row.at.toISOString(),
  appeal: appealStateOf({
    outcome: row.outcome,
    hasCause: row.causeId !== null,
    appeal: row.hasAppeal ? { outcome: row.appealOutcome } : null,
  }),
});

export const ownListingOf = (row: OwnListingRow): OwnListing => {
  const { draft, decision } = row;
  return {
    id: draft.listingId,
    strategyId: row.strategyId,
    status: shownStatus({ publicState: row.publicState, draftState: draft.state }),
    edits: pendingEdits(row),
    revision: draft.revision,
    title: draft.title,
    summary: draft.summary,
    description: draft.description,
    tags: draft.tags,
    price: { amountMinor: draft.priceMinor.toString(), currency: draft.currency },
    refundDays: draft.refundDays,
    totalSales: row.totalSales,
    latestVersion: row.latestVersion,
    lastDecision: decision === null ? null : lastDecisionOf(decision),
    updatedAt: draft.updatedAt.toISOString(),
  };
};

export const readOwnListing = async (tx: Transaction, listingId: ListingId): Promise<OwnListing> => {
  const [row] = await readOwnListings(tx, eq(listingDrafts.listingId, listingId));
  if (row === undefined) throw new MarketError("not_found");
  return ownListingOf(row);
};

/** Locks a listing of the person's own, draft first, for a change. Throws `not_found` for any other. */
export const lockOwnListing = async (
  tx: Transaction,
  person: Person,
  action: "listing.edit" | "listing.submit" | "listing.archive",
  listingId: ListingId,
) => {
  const [draft] = await tx
    .select()
    .from(listingDrafts)
    .where(eq(listingDrafts.listingId, listingId))
    .for("update");
  if (draft === undefined) throw new MarketError("not_found");
  enforcePolicy(person, action, { ownerId: draft.creatorId });
  const [listing] = await tx.select().from(listings).where(eq(listings.id, listingId)).for("update");
  if (listing === undefined) throw new MarketError("not_found");
  return { draft, listing };
};
