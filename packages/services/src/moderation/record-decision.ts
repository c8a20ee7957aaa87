import type {
  DecisionId,
  DecisionOutcome,
  Id,
  ListingId,
  ReviewId,
  StandingPart,
  UserId,
} from "@boltz/contract";
import { newId, type Transaction } from "@boltz/db";
import { moderationDecisions } from "@boltz/db/schema";
import type { Actor } from "@boltz/domain";
import { logAudit } from "../audit/log-audit.ts";

export interface DecisionRecord {
  outcome: DecisionOutcome;
  /** Whom it concerns. */
  creatorId: UserId;
  about:
    | { listingId: ListingId; reviewId?: ReviewId; revision?: number; harm?: boolean }
    | { part: StandingPart };
  reason: string;
  /** The decision that this one follows from. */
  causeId?: DecisionId;
}

const detailOf = ({ about, causeId }: DecisionRecord): Record<string, string> => ({
  ...("part" in about ? { part: about.part } : {}),
  ...("harm" in about && about.harm === true ? { harm: "true" } : {}),
  ...("revision" in about && about.revision !== undefined ? { revision: String(about.revision) } : {}),
  ...(causeId === undefined ? {} : { cause: causeId }),
});

/**
 * Writes down a decision and its audit row (`listing_removed`, `review_hidden`, `creator_banned` …). A
 * system actor decides automatically. The reason stays out of the chain: it may speak of somebody.
 */
export const recordDecision = async (
  tx: Transaction,
  actor: Actor,
  record: DecisionRecord,
): Promise<DecisionId> => {
  const { about, outcome, creatorId, reason, causeId } = record;
  const id = newId("dec");
  await tx.insert(moderationDecisions).values({
    ...{ id, outcome, creatorId, reason },
    ...about,
    origin: actor.kind === "person" ? "person" : "automatic",
    moderatorId: actor.kind === "person" ? actor.id : null,
    causeId: causeId ?? null,
  });
  const detail = { decisionId: id, ...detailOf(record) };
  const log = <P extends "usr" | "rev" | "lst">(
    subjectType: "creator" | "review" | "listing",
    subject: { prefix: P; id: Id<P> },
  ) => logAudit(tx, actor, { action: `${subjectType}_${outcome}`, subjectType, subject, detail });
  if ("part" in about) await log("creator", { prefix: "usr", id: creatorId });
  else if (about.reviewId !== undefined) await log("review", { prefix: "rev", id: about.reviewId });
  else await log("listing", { prefix: "lst", id: about.listingId });
  return id;
};
