import { MarketError, type ModerationCase } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import {
  appeals,
  cases,
  creatorProfiles,
  flags,
  listingDrafts,
  listings,
  moderationDecisions,
  reviews,
  users,
} from "@boltz/db/schema";
import { type Actor, claimMinutes, mayDo, type Resource, signatureOf } from "@boltz/domain";
import { and, asc, eq, isNull, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { shownStatus } from "../listings/own-listing.ts";
import { holderOf } from "./cases.ts";

const claimant = alias(users, "claimant");

/** The reports that a case is about: those of its review, or those of its listing itself. */
const openFlags = sql<number>`(select count(*)::int from ${flags} where ${flags.state} = 'open'
  and ${flags.listingId} = ${cases.listingId} and ${flags.reviewId} is not distinct from ${cases.reviewId})`;

const columns = {
  row: cases,
  listing: { status: listings.status, title: listings.title },
  draft: { state: listingDrafts.state, title: listingDrafts.title },
  concerns: {
    name: users.name,
    displayName: creatorProfiles.displayName,
    suspendedAt: users.suspendedAt,
    mayPublish: creatorProfiles.mayPublish,
    maySell: creatorProfiles.maySell,
    mayWithdraw: creatorProfiles.mayWithdraw,
  },
  reviewedCreatorId: reviews.creatorId,
  appealedDecisionId: moderationDecisions.id,
  appealedOutcome: moderationDecisions.outcome,
  decidedById: moderationDecisions.moderatorId,
  claimedByName: claimant.name,
  flags: openFlags,
};

/** Open cases with all that the queue shows of them, the longest waiting first. */
export const readOpenCases = (tx: Transaction, which: SQL | undefined, limit: number) =>
  tx
    .select(columns)
    .from(cases)
    .innerJoin(users, eq(users.id, cases.concernsId))
    .leftJoin(creatorProfiles, eq(creatorProfiles.userId, cases.concernsId))
    .leftJoin(claimant, eq(claimant.id, cases.claimedBy))
    .leftJoin(listings, eq(listings.id, cases.listingId))
    .leftJoin(listingDrafts, eq(listingDrafts.listingId, cases.listingId))
    .leftJoin(reviews, eq(reviews.id, cases.reviewId))
    .leftJoin(appeals, eq(appeals.id, cases.appealId))
    .leftJoin(moderationDecisions, eq(moderationDecisions.id, appeals.decisionId))
    .where(and(isNull(cases.closedAt), which))
    .orderBy(asc(cases.openedAt), asc(cases.id))
    .limit(limit);

export type CaseFacts = Awaited<ReturnType<typeof readOpenCases>>[number];

/** Throws `not_found` for a case that is closed, or never was. */
export const readOpenCase = async (tx: Transaction, caseId: ModerationCase["id"]): Promise<CaseFacts> => {
  const [facts] = await readOpenCases(tx, eq(cases.id, caseId), 1);
  if (facts === undefined) throw new MarketError("not_found");
  return facts;
};

/** Whose it is, for the policy: a review is its writer's, and of the creator whom it is about. */
export const judgedResource = ({ row, reviewedCreatorId, decidedById }: CaseFacts): Resource => ({
  ...(reviewedCreatorId === null
    ? { ownerId: row.concernsId }
    : { ownerId: reviewedCreatorId, buyerId: row.concernsId }),
  decidedById,
});

/** Whether the author's working copy is what is judged, and not what the public sees. */
export const isAboutDraft = ({ row, listing, appealedOutcome }: CaseFacts): boolean =>
  row.kind === "submission" || appealedOutcome === "rejected" || listing?.status === "unpublished";

export const caseViewOf = (facts: CaseFacts, viewer: Actor, now: Date): ModerationCase => {
  const { row, concerns } = facts;
  return {
    id: row.id,
    kind: row.kind,
    listing: listingOf(facts),
    concerns: { id: row.concernsId, displayName: concerns.displayName ?? signatureOf(concerns.name) },
    openedAt: row.openedAt.toISOString(),
    flags: facts.flags,
    claim: claimOf(facts, viewer, now),
    mayDecide: mayDo(viewer, "moderation.decide", judgedResource(facts)),
  };
};

const listingOf = (facts: CaseFacts): ModerationCase["listing"] => {
  const { row, listing, draft } = facts;
  if (row.listingId === null || listing === null || draft === null) return null;
  return {
    id: row.listingId,
    title: isAboutDraft(facts) ? draft.title : listing.title,
    status: shownStatus({ publicState: listing.status, draftState: draft.state }),
  };
};

const claimOf = ({ row, claimedByName }: CaseFacts, viewer: Actor, now: Date): ModerationCase["claim"] => {
  const holder = holderOf(row, now);
  if (holder === null || row.claimedAt === null) return null;
  return {
    by: claimedByName ?? "",
    isMine: viewer.kind === "person" && viewer.id === holder,
    until: new Date(row.claimedAt.getTime() + claimMinutes * 60_000).toISOString(),
  };
};
