import type { ErasureView } from "@boltz/contract";
import { erasureRequests } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { and, eq } from "drizzle-orm";
import { logAudit } from "../audit/log-audit.ts";
import type { Context } from "../context.ts";
import { tell } from "../notifications/tell.ts";
import { readErasure } from "./get-erasure.ts";
import { privacyUrl } from "./request-erasure.ts";

/** Calls the erasure of one's account off. Where none waits, nothing changes. */
export const cancelErasure = async ({ ctx }: { ctx: Context }): Promise<ErasureView> => {
  enforcePolicy(ctx.actor, "privacy.erase");
  const person = personOf(ctx.actor);
  return ctx.database.withActor(person, async (tx) => {
    const [cancelled] = await tx
      .update(erasureRequests)
      .set({ state: "cancelled", endedAt: ctx.now() })
      .where(and(eq(erasureRequests.userId, person.id), eq(erasureRequests.state, "scheduled")))
      .returning({ id: erasureRequests.id });
    if (cancelled !== undefined) {
      await tell(ctx.queue, tx, {
        userId: person.id,
        kind: "erasure_cancelled",
        params: { url: privacyUrl(ctx) },
        dedupeKey: `erasure_cancelled:${cancelled.id}`,
      });
      await logAudit(tx, person, {
        action: "erasure_cancelled",
        subjectType: "erasure",
        subject: { prefix: "ers", id: cancelled.id },
      });
    }
    return readErasure(ctx, tx, person);
  });
};
