import type { DecisionId, StandingPart, UserId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { creatorProfiles, moderationDecisions, users } from "@boltz/db/schema";
import type { StandingFacts } from "@boltz/domain";
import { and, desc, eq, sql } from "drizzle-orm";

/** One decision about a person's standing at a time. Taken after the locks of listings, before those of cases. */
export const lockStanding = async (tx: Transaction, userId: UserId): Promise<void> => {
  await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`standing ${userId}`}, 0))`);
};

export interface Standing extends StandingFacts {
  lastId: DecisionId | null;
}

/** Whether a person may use a part of their account, and who said so last. Without a profile they may all. */
export const readStanding = async (
  tx: Transaction,
  userId: UserId,
  part: StandingPart,
): Promise<Standing> => {
  const [person] = await tx
    .select({
      suspendedAt: users.suspendedAt,
      publish: creatorProfiles.mayPublish,
      sell: creatorProfiles.maySell,
      withdraw: creatorProfiles.mayWithdraw,
    })
    .from(users)
    .leftJoin(creatorProfiles, eq(creatorProfiles.userId, users.id))
    .where(eq(users.id, userId));
  const [last] = await tx
    .select({ id: moderationDecisions.id, origin: moderationDecisions.origin })
    .from(moderationDecisions)
    .where(and(eq(moderationDecisions.creatorId, userId), eq(moderationDecisions.part, part)))
    .orderBy(desc(moderationDecisions.at), desc(moderationDecisions.id))
    .limit(1);
  const isSuspended = person !== undefined && person.suspendedAt !== null;
  return {
    part,
    allowed: part === "account" ? !isSuspended : (person?.[part] ?? true),
    last: last === undefined ? null : { origin: last.origin },
    lastId: last?.id ?? null,
  };
};
