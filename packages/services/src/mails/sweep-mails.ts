import { emailOutbox } from "@boltz/db/schema";
import { and, asc, eq, inArray, lt, sql } from "drizzle-orm";
import type { Context } from "../context.ts";

const BATCH = 100;

/** Every try pushes the next look five minutes further, so that a mail that is being retried is left alone. */
const isDue = sql`${emailOutbox.createdAt} + interval '5 minutes' * (${emailOutbox.attempts} + 1) < now()`;
const isStale = lt(emailOutbox.createdAt, sql`now() - interval '3 days'`);
const isQueued = eq(emailOutbox.state, "queued");

/** Queues the mails again whose job was lost, and gives up on those that are of no use any more. */
export const sweepMails = ({ ctx }: { ctx: Context }): Promise<{ queued: number; failed: number }> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const stale = await tx
      .update(emailOutbox)
      .set({ state: "failed", params: {} })
      .where(and(isQueued, isStale));
    const due = await tx
      .select({ id: emailOutbox.id })
      .from(emailOutbox)
      .where(and(isQueued, isDue))
      .orderBy(asc(emailOutbox.createdAt))
      .limit(BATCH)
      .for("update", { skipLocked: true });
    if (due.length > 0) {
      const ids = due.map((mail) => mail.id);
      const attempts = sql`${emailOutbox.attempts} + 1`;
      await tx.update(emailOutbox).set({ attempts }).where(inArray(emailOutbox.id, ids));
    }
    for (const mail of due) await ctx.queue.send(tx, "send-mail", { mailId: mail.id });
    return { queued: due.length, failed: stale.rowCount ?? 0 };
  });
