import { MarketError } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { listingDrafts, moderationDecisions, reviews } from "@boltz/db/schema";
import type { Person } from "@boltz/domain";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { readStanding } from "../standing/standing-facts.ts";
import { changeStanding } from "./change-standing.ts";
import { closeListing } from "./close-listing.ts";
import { lockListing } from "./locked-listing.ts";
import { publishDraft } from "./publish-draft.ts";
import { recordDecision } from "./record-decision.ts";
import { undoRemoval } from "./undo-removal.ts";

export type DecisionRow = typeof moderationDecisions.$inferSelect;

interface Undoing {
  moderator: Person;
  decision: DecisionRow;
  /** What the person who appealed is answered. */
  reason: string;
}

/** Brings back what a decision took, as far as nothing else took it since. What it is about is locked. */
export const undoDecision = async (ctx: Context, tx: Transaction, undoing: Undoing): Promise<void> => {
  const { outcome, part } = undoing.decision;
  if (part !== null) return undoStanding(tx, { ...undoing, part });
  if (outcome === "rejected") return publishRejected(ctx, tx, undoing);
  if (outcome === "removed") return restoreListing(tx, undoing);
  return showReview(tx, undoing);
};

const undoStanding = async (
  tx: Transaction,
  { moderator, decision, reason, part }: Undoing & { part: NonNullable<DecisionRow["part"]> },
) => {
  const { creatorId: userId, id: causeId } = decision;
  const { lastId } = await readStanding(tx, userId, part);
  if (lastId !== causeId) return;
  await changeStanding(tx, moderator, { userId, part, allowed: true, reason, causeId });
};

/** What is written down about a decision that holds no more. */
const follows = ({ decision, reason }: Undoing) => ({
  creatorId: decision.creatorId,
  reason,
  causeId: decision.id,
});

const listingOf = ({ listingId }: DecisionRow) => {
  if (listingId === null) throw new MarketError("wrong_state");
  return listingId;
};

/** Publishes the very text that was rejected, where its author has not changed it since. */
const publishRejected = async (ctx: Context, tx: Transaction, undoing: Undoing) => {
  const { moderator, decision } = undoing;
  const { draft, listing } = await lockListing(tx, listingOf(decision));
  const { listingId, creatorId, revision } = draft;
  const isSame = draft.state === "rejected" && revision === decision.revision;
  const account = await readStanding(tx, creatorId, "account");
  const publishing = await readStanding(tx, creatorId, "publish");
  if (!isSame || listing.status === "removed" || !account.allowed || !publishing.allowed) return;
  await publishDraft(ctx.queue, tx, { draft, listing });
  await tx
    .update(listingDrafts)
    .set({ state: "approved", updatedAt: sql`now()` })
    .where(eq(listingDrafts.listingId, listingId));
  const about = { listingId, revision };
  await recordDecision(tx, moderator, { outcome: "approved", about, ...follows(undoing) });
};

/** A ban that came since keeps it off the market, and gives it back when it ends. */
const restoreListing = async (tx: Transaction, undoing: Undoing) => {
  const { moderator, decision } = undoing;
  const { creatorId } = decision;
  const about = { listingId: listingOf(decision) };
  const isBack = await undoRemoval(tx, about.listingId, decision.id);
  const account = await readStanding(tx, creatorId, "account");
  const isTaken = isBack && !account.allowed && account.lastId !== null;
  if (isTaken) await closeListing(tx, about.listingId, { harm: false });
  await recordDecision(tx, moderator, { outcome: "restored", about, ...follows(undoing) });
  if (!isTaken || account.lastId === null) return;
  await recordDecision(tx, moderator, {
    ...{ outcome: "removed", creatorId, about, reason: "The account is suspended." },
    causeId: account.lastId,
  });
};

const showReview = async (tx: Transaction, undoing: Undoing) => {
  const { moderator, decision } = undoing;
  const { reviewId } = decision;
  const [last] = await tx
    .select({ id: moderationDecisions.id })
    .from(moderationDecisions)
    .where(
      and(
        inArray(moderationDecisions.outcome, ["hidden", "restored"]),
        reviewId === null ? sql`false` : eq(moderationDecisions.reviewId, reviewId),
      ),
    )
    .orderBy(desc(moderationDecisions.at), desc(moderationDecisions.id))
    .limit(1);
  if (reviewId === null || last?.id !== decision.id) return;
  await tx.update(reviews).set({ isHidden: false }).where(eq(reviews.id, reviewId));
  const about = { listingId: listingOf(decision), reviewId };
  await recordDecision(tx, moderator, { outcome: "restored", about, ...follows(undoing) });
};
