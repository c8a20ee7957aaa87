import { backtestRuns } from "@boltz/db/schema";
import { and, asc, eq, lt, or, sql } from "drizzle-orm";
import type { Context } from "../context.ts";

const RUNS = 100;

/** Longer than any job of a run lives, so that whoever began it is dead. */
const isLost = and(
  eq(backtestRuns.state, "running"),
  lt(backtestRuns.startedAt, sql`now() - interval '20 minutes'`),
);
/** Longer than any queue should be; its job may be gone, and doing it twice does no harm. */
const isForgotten = and(
  eq(backtestRuns.state, "queued"),
  lt(backtestRuns.createdAt, sql`now() - interval '6 hours'`),
);

/** Queues the runs again whose jobs were lost. */
export const sweepRuns = ({ ctx }: { ctx: Context }): Promise<{ queued: number }> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const lost = await tx
      .select({ runId: backtestRuns.id })
      .from(backtestRuns)
      .where(or(isLost, isForgotten))
      .orderBy(asc(backtestRuns.createdAt))
      .limit(RUNS);
    await ctx.queue.sendMany(tx, "verify-version", lost);
    return { queued: lost.length };
  });
