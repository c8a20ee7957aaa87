import { type CaseId, type Done, type judgeAppealInput, MarketError } from "@boltz/contract";
import { asSystem, type Transaction } from "@boltz/db";
import { appeals, cases, moderationDecisions, reviews } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { logAudit } from "../audit/log-audit.ts";
import type { Call, Context } from "../context.ts";
import { tell } from "../notifications/tell.ts";
import { lockStanding } from "../standing/standing-facts.ts";
import { closeCase, lockCase } from "./cases.ts";
import { lockListing, lockListingsOf } from "./locked-listing.ts";
import { type DecisionRow, undoDecision } from "./undo-decision.ts";

type Input = z.output<typeof judgeAppealInput>;

/** Answers an appeal, as somebody else than who decided: the decision stands, or what it took comes back. */
export const judgeAppeal = async ({ ctx, input }: Call<Input>): Promise<Done> => {
  enforcePolicy(ctx.actor, "moderation.read");
  const moderator = personOf(ctx.actor);
  const { caseId, outcome, reason } = input;
  await ctx.database.withActor(moderator, async (tx) => {
    const { appeal, decision, reviewedId } = await findAppeal(tx, caseId);
    enforcePolicy(moderator, "moderation.decide", {
      ownerId: appeal.creatorId,
      decidedById: decision.moderatorId,
      ...(reviewedId === null ? {} : { buyerId: reviewedId }),
    });
    await lockSubject(tx, decision);
    const row = await lockCase(tx, moderator, caseId, ctx.now());
    await tx
      .update(appeals)
      .set({ outcome, answer: reason, answeredBy: moderator.id, answeredAt: sql`now()` })
      .where(eq(appeals.id, appeal.id));
    const { listingId, reviewId } = row;
    await closeCase(tx, { kind: "appeal", appealId: appeal.id, listingId, reviewId });
    if (outcome === "granted") await undoDecision(ctx, tx, { moderator, decision, reason });
    await tellAnswer(ctx, tx, appeal, input);
    await logAudit(tx, moderator, {
      action: `appeal_${outcome}`,
      subjectType: "appeal",
      subject: { prefix: "apl", id: appeal.id },
      detail: { decisionId: decision.id },
    });
  });
  return { done: true };
};

const findAppeal = async (tx: Transaction, caseId: CaseId) => {
  const [found] = await tx
    .select({
      appeal: { id: appeals.id, creatorId: appeals.creatorId },
      decision: moderationDecisions,
      reviewedId: reviews.creatorId,
    })
    .from(cases)
    .leftJoin(appeals, eq(appeals.id, cases.appealId))
    .leftJoin(moderationDecisions, eq(moderationDecisions.id, appeals.decisionId))
    .leftJoin(reviews, eq(reviews.id, moderationDecisions.reviewId))
    .where(eq(cases.id, caseId));
  if (found === undefined) throw new MarketError("not_found");
  const { appeal, decision, reviewedId } = found;
  if (appeal === null || decision === null)
    throw new MarketError("invalid_input", { issues: [{ path: ["caseId"], message: "is no appeal" }] });
  return { appeal, decision, reviewedId };
};

/** Everything that granting it could change, in the one order of locks; a review comes before its listing's rating. */
const lockSubject = async (tx: Transaction, { listingId, reviewId, part, creatorId }: DecisionRow) => {
  if (reviewId !== null)
    await tx.select({ id: reviews.id }).from(reviews).where(eq(reviews.id, reviewId)).for("update");
  else if (listingId !== null) await lockListing(tx, listingId);
  if (part === "account") await lockListingsOf(tx, creatorId);
  await lockStanding(tx, creatorId);
};

const tellAnswer = (
  { queue, settings }: Context,
  tx: Transaction,
  appeal: Pick<typeof appeals.$inferSelect, "id" | "creatorId">,
  { outcome, reason }: Input,
) =>
  asSystem(tx, () =>
    tell(queue, tx, {
      userId: appeal.creatorId,
      kind: "appeal_answered",
      params: { outcome, reason, url: `${settings.publicUrl}/standing` },
      dedupeKey: `appeal-${appeal.id}`,
    }),
  );
