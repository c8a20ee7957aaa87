import type { CaseId, ModerationCase } from "@boltz/contract";
import { cases } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { eq } from "drizzle-orm";
import type { Call } from "../context.ts";
import { caseViewOf, judgedResource, readOpenCase } from "./case-view.ts";
import { lockCase } from "./cases.ts";

/**
 * Takes a case to work on, or keeps it longer. Throws `claimed_by_other` while somebody else has it, and
 * `own_judgement` where the moderator may not decide it anyway.
 */
export const claimCase = async ({ ctx, input }: Call<{ caseId: CaseId }>): Promise<ModerationCase> => {
  enforcePolicy(ctx.actor, "moderation.read");
  const moderator = personOf(ctx.actor);
  const now = ctx.now();
  return ctx.database.withActor(moderator, async (tx) => {
    await lockCase(tx, moderator, input.caseId, now);
    enforcePolicy(moderator, "moderation.decide", judgedResource(await readOpenCase(tx, input.caseId)));
    await tx.update(cases).set({ claimedBy: moderator.id, claimedAt: now }).where(eq(cases.id, input.caseId));
    return caseViewOf(await readOpenCase(tx, input.caseId), moderator, now);
  });
};
