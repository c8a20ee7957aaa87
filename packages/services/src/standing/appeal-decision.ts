import {
  type AppealId,
  type appealInput,
  type appealOutput,
  type CaseId,
  MarketError,
} from "@boltz/contract";
import { asSystem, newId, type Transaction } from "@boltz/db";
import { appeals, cases, moderationDecisions } from "@boltz/db/schema";
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
    await openCase(tx, { kind: "appeal", appealId, listingId, reviewId }, person.id);
    const caseId = await caseOf(tx, appealId);
    await logAudit(tx, person, {
      action: "appeal_made",
      subjectType: "appeal",
      subject: { prefix: "apl", id: appealId },
      detail: { decisionId: decision.id },
    });
    return { appealId, caseId };
  });
};

const caseOf = (tx: Transaction, appealId: AppealId): Promise<CaseId> =>
  asSystem(tx, async () => {
    const [row] = await tx.select({ id: cases.id }).from(cases).where(eq(cases.appealId, appealId));
    if (row === undefined) throw new Error(`no case was opened for ${appealId}`);
    return row.id;
  });
