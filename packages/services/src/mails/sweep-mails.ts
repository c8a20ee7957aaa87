import { emailOutbox, notifications } from "@boltz/db/schema";
import { and, asc, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import type { Context } from "../context.ts";

const MAILS = 100;
const NOTICES = 1_000;

/** Every try pushes the next look five minutes further, so that a mail that is being retried is left alone. */
const isLate = sql`${emailOutbox.createdAt} + interval '5 minutes' * (${emailOutbox.attempts} + 1) < now()`;
const isStale = lt(emailOutbox.createdAt, sql`now() - interval '3 days'`);
const isQueued = eq(emailOutbox.state, "queued");
const isUnheld = isNull(emailOutbox.lockedUntil);
/** Whoever held it died over it. */
const isLost = lt(emailOutbox.lockedUntil, sql`now()`);

/**
 * Queues the mails again whose job was lost, gives up on those that are of no use any more, and forgets
 * what people have read on the site half a year ago.
 */
export const sweepMails = async ({
  ctx,
}: {
  ctx: Context;
}): Promise<{ queued: number; failed: number; forgotten: number }> => {
  const mails = await sweepOutbox(ctx);
  const forgotten = await ctx.database.withActor(ctx.actor, (tx) =>
    tx.execute(sql`
      delete from ${notifications} where id in (
        select id from ${notifications} where id < ${uuidOf(ctx.now().getTime() - HALF_YEAR_MS)}::uuid
        and read_at is not null order by id limit ${NOTICES})`),
  );
  return { ...mails, forgotten: forgotten.rowCount ?? 0 };
};

const HALF_YEAR_MS = 180 * 86_400_000;

/** Where the ids begin that were made from then on: a UUIDv7 starts with its time, and is indexed. */
const uuidOf = (timeMs: number): string => {
  const hex = timeMs.toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
};

const sweepOutbox = (ctx: Context): Promise<{ queued: number; failed: number }> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const stale = await tx
      .update(emailOutbox)
      .set({ state: "failed", params: {}, lockedUntil: null })
      .where(and(isQueued, isStale, or(isUnheld, isLost)));
    const due = await tx
      .select({ mailId: emailOutbox.id })
      .from(emailOutbox)
      .where(and(isQueued, or(and(isUnheld, isLate), isLost)))
      .orderBy(asc(emailOutbox.createdAt))
      .limit(MAILS)
      .for("update", { skipLocked: true });
    if (due.length > 0) {
      const ids = due.map(({ mailId }) => mailId);
      const attempts = sql`${emailOutbox.attempts} + 1`;
      await tx.update(emailOutbox).set({ attempts, lockedUntil: null }).where(inArray(emailOutbox.id, ids));
    }
    await ctx.queue.sendMany(tx, "send-mail", due);
    return { queued: due.length, failed: stale.rowCount ?? 0 };
  });
