import type { pastDecision } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { appeals, moderationDecisions, users } from "@boltz/db/schema";
import { appealStateOf } from "@boltz/domain";
import { desc, eq, type SQL } from "drizzle-orm";
import type { z } from "zod";

type PastDecision = z.output<typeof pastDecision>;

/** More than a person reads before deciding anew. */
const shownAtOnce = 50;

/** What was decided, as moderators read it, newest first. */
export const readPastDecisions = async (tx: Transaction, where: SQL): Promise<PastDecision[]> => {
  const rows = await tx
    .select({
      decision: moderationDecisions,
      moderator: users.name,
      appealId: appeals.id,
      appealOutcome: appeals.outcome,
    })
    .from(moderationDecisions)
    .leftJoin(users, eq(users.id, moderationDecisions.moderatorId))
    .leftJoin(appeals, eq(appeals.decisionId, moderationDecisions.id))
    .where(where)
    .orderBy(desc(moderationDecisions.at), desc(moderationDecisions.id))
    .limit(shownAtOnce);
  return rows.map(({ decision, moderator, appealId, appealOutcome }) => ({
    id: decision.id,
    outcome: decision.outcome,
    origin: decision.origin,
    reason: decision.reason,
    part: decision.part,
    harm: decision.harm,
    at: decision.at.toISOString(),
    by: moderator ?? "automatic",
    appeal: appealStateOf({
      outcome: decision.outcome,
      hasCause: decision.causeId !== null,
      appeal: appealId === null ? null : { outcome: appealOutcome },
    }),
  }));
};
