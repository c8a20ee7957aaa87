import type { CaseId, CaseView, OwnListing, VersionId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import {
  appeals,
  attachedFiles,
  flags,
  listings,
  moderationDecisions,
  reviews,
  users,
} from "@boltz/db/schema";
import { enforcePolicy, signatureOf } from "@boltz/domain";
import { and, desc, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import { type OwnListingRow, ownListingOf, readOwnListings } from "../listings/own-listing.ts";
import { reviewColumns, reviewViewOf } from "../reviews/review-view.ts";
import { readDocument } from "../strategies/checked-document.ts";
import { type CaseFacts, caseViewOf, isAboutDraft, readOpenCase } from "./case-view.ts";
import { readVersion, wordsOf } from "./listing-words.ts";
import { readPastDecisions } from "./past-decisions.ts";

const flagsAtOnce = 100;

/** Everything that a moderator reads before deciding. A case that is closed is not there any more. */
export const getCase = async ({ ctx, input }: Call<{ caseId: CaseId }>): Promise<CaseView> => {
  enforcePolicy(ctx.actor, "moderation.read");
  return ctx.database.withSnapshot(ctx.actor, async (tx) => {
    const facts = await readOpenCase(tx, input.caseId);
    return {
      case: caseViewOf(facts, ctx.actor, ctx.now()),
      ...(await readListing(tx, facts)),
      flags: await readFlags(tx, facts),
      review: await readReview(ctx, tx, facts),
      appeal: await readAppeal(tx, facts),
      history: await readPastDecisions(tx, aboutTheSame(facts)),
      capabilities: capabilitiesOf(facts),
      banned: facts.concerns.suspendedAt !== null,
    };
  });
};

type ListingPart = Pick<CaseView, "listing" | "change" | "document" | "attachedText">;
type PublicCopy = typeof listings.$inferSelect;

const readListing = async (tx: Transaction, facts: CaseFacts): Promise<ListingPart> => {
  const { listingId } = facts.row;
  if (listingId === null) return { listing: null, change: null, document: null, attachedText: null };
  const [own] = await readOwnListings(tx, eq(listings.id, listingId));
  const [published] = await tx.select().from(listings).where(eq(listings.id, listingId));
  if (own === undefined || published === undefined) throw new Error(`listing ${listingId} is incomplete`);
  const aboutDraft = isAboutDraft(facts);
  const judged = aboutDraft ? own.draft : published;
  const version = await readVersion(tx, { versionId: judged.versionId, strategyId: own.strategyId });
  return {
    listing: aboutDraft ? ownListingOf(own) : asPublished(own, published),
    change: { before: aboutDraft ? await publicWords(tx, published) : null, now: wordsOf(judged, version) },
    document: version === null ? null : readDocument(version.document),
    attachedText: version === null ? null : await readAttachedText(tx, version.id),
  };
};

const readAttachedText = async (tx: Transaction, versionId: VersionId): Promise<string | null> => {
  const [file] = await tx
    .select({ data: attachedFiles.data })
    .from(attachedFiles)
    .where(and(eq(attachedFiles.versionId, versionId), eq(attachedFiles.name, "strategy.py")));
  return file?.data.toString("utf8") ?? null;
};

const asPublished = (own: OwnListingRow, published: PublicCopy): OwnListing => ({
  ...ownListingOf(own),
  title: published.title,
  summary: published.summary,
  description: published.description,
  tags: published.tags,
  price: { amountMinor: published.priceMinor.toString(), currency: published.currency },
  refundDays: published.refundDays,
});

/** What was approved last; null before anything ever was. */
const publicWords = async (tx: Transaction, published: PublicCopy) =>
  published.publishedAt === null ? null : wordsOf(published, await readVersion(tx, published));

/** The open ones first: they are as many as the case says. */
const readFlags = async (tx: Transaction, { row }: CaseFacts): Promise<CaseView["flags"]> => {
  if (row.listingId === null) return [];
  const found = await tx
    .select({ reason: flags.reason, note: flags.note, at: flags.createdAt, name: users.name })
    .from(flags)
    .innerJoin(users, eq(users.id, flags.reporterId))
    .where(
      and(
        eq(flags.listingId, row.listingId),
        row.reviewId === null ? isNull(flags.reviewId) : eq(flags.reviewId, row.reviewId),
      ),
    )
    .orderBy(desc(sql`${flags.state} = 'open'`), desc(flags.createdAt), desc(flags.id))
    .limit(flagsAtOnce);
  return found.map(({ reason, note, at, name }) => ({
    ...{ reason, note },
    at: at.toISOString(),
    by: signatureOf(name),
  }));
};

const readReview = async ({ actor }: Context, tx: Transaction, { row }: CaseFacts) => {
  if (row.reviewId === null) return null;
  const [review] = await tx.select(reviewColumns).from(reviews).where(eq(reviews.id, row.reviewId));
  return review === undefined ? null : reviewViewOf(review, actor);
};

const readAppeal = async (
  tx: Transaction,
  { row, appealedDecisionId }: CaseFacts,
): Promise<CaseView["appeal"]> => {
  if (row.appealId === null || appealedDecisionId === null) return null;
  const [appeal] = await tx.select().from(appeals).where(eq(appeals.id, row.appealId));
  const [against] = await readPastDecisions(tx, eq(moderationDecisions.id, appealedDecisionId));
  if (appeal === undefined || against === undefined) return null;
  return { id: appeal.id, text: appeal.text, at: appeal.createdAt.toISOString(), against };
};

/** Decisions about the same review, the same listing, or the same person's standing. */
const aboutTheSame = ({ row }: CaseFacts): SQL => {
  const { reviewId, listingId, concernsId } = row;
  if (reviewId !== null) return eq(moderationDecisions.reviewId, reviewId);
  const about =
    listingId === null
      ? and(eq(moderationDecisions.creatorId, concernsId), isNotNull(moderationDecisions.part))
      : and(eq(moderationDecisions.listingId, listingId), isNull(moderationDecisions.reviewId));
  return about ?? sql`false`;
};

const capabilitiesOf = ({ concerns }: CaseFacts): CaseView["capabilities"] => {
  const { mayPublish, maySell, mayWithdraw } = concerns;
  return mayPublish === null || maySell === null || mayWithdraw === null
    ? null
    : { publish: mayPublish, sell: maySell, withdraw: mayWithdraw };
};
