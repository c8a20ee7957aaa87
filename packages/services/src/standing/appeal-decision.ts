import { type appealInput, type appealOutput, MarketError } from "@boltz/contract";
import { newId } from "@boltz/db";
import { appeals, moderationDecisions } from "@boltz/db/schema";
import { appealStateOf, enforcePolicy, personOf } from "@boltz/domain";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import { logAudit } from "../audit/log-audit.ts";
import type { Call } from "../context.ts";
import { openCase } from "../moderation/cases.ts";

/**
 * Has a decision looked at again, by somebody else than who made it: once each, by whom it concerns, and
 * also while their account is suspended.
 */
export const appealDecision = async ({
  ctx,
  input,
}: Call<z.output<typeof appealInput>>): Promise<z.output<typeof appealOutput>> => {
  const person = personOf(ctx.actor);
  return ctx.database.withActor(person, async (tx) => {
    const [decision] = await tx
      .select()
      .from(moderationDecisions)
      .where(eq(moderationDecisions.id, input.decisionId));
    if (decision === undefined) throw new MarketError("not_found");
    enforcePolicy(person, "standing.appeal", { ownerId: decision.creatorId });
    const { outcome, causeId, listingId, reviewId } = decision;
    const state = appealStateOf({ outcome, hasCause: causeId !== null, appeal: null });
    if (state !== "possible") throw new MarketError("wrong_state");

    const appealId = newId("apl");
    const { rowCount } = await tx
      .insert(appeals)
      .values({ id: appealId, decisionId: decision.id, creatorId: person.id, text: input.text })
      .onConflictDoNothing();
    if (rowCount === 0) throw new MarketError("already_appealed");
    const caseId = await openCase(tx, { kind: "appeal", appealId, listingId, reviewId }, person.id);
    if (caseId === null) throw new Error(`a new appeal ${appealId} has a case already`);
    await logAudit(tx, person, {
      action: "appeal_made",
      subjectType: "appeal",
      subject: { prefix: "apl", id: appealId },
      detail: { decisionId: decision.id },
    });
    return { appealId, caseId };
  });
};
