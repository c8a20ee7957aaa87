import type { CaseId, ModerationCase } from "@boltz/contract";
import { cases } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { eq } from "drizzle-orm";
import type { Call } from "../context.ts";
import { caseViewOf, readOpenCase } from "./case-view.ts";
import { lockCase } from "./cases.ts";

/** Gives a case back to the queue. Throws `claimed_by_other` where somebody else works on it. */
export const releaseCase = async ({ ctx, input }: Call<{ caseId: CaseId }>): Promise<ModerationCase> => {
  enforcePolicy(ctx.actor, "moderation.read");
  const moderator = personOf(ctx.actor);
  const now = ctx.now();
  return ctx.database.withActor(moderator, async (tx) => {
    await lockCase(tx, moderator, input.caseId, now);
    await tx.update(cases).set({ claimedBy: null, claimedAt: null }).where(eq(cases.id, input.caseId));
    return caseViewOf(await readOpenCase(tx, input.caseId), moderator, now);
  });
};
