import type { Id } from "@boltz/contract";
import { backtestRuns } from "@boltz/db/schema";
import { and, eq } from "drizzle-orm";
import type { Context } from "../context.ts";

const EVERY_MS = 1_000;

/**
 * Writes down how far a run has come, at most each second and one after the other. What cannot be
 * written is left out: it holds nothing up. `written` resolves once nothing is on its way any more.
 */
export const progressOf = (ctx: Context, runId: Id<"run">) => {
  let last = Number.NEGATIVE_INFINITY;
  let written: Promise<unknown> = Promise.resolve();
  const write = (progress: number, stage: string) =>
    ctx.database.withActor(ctx.actor, (tx) =>
      tx
        .update(backtestRuns)
        .set({ progress, stage })
        .where(and(eq(backtestRuns.id, runId), eq(backtestRuns.state, "running"))),
    );
  return {
    tell: (share: number, stage: string): void => {
      const now = ctx.now().getTime();
      if (now - last < EVERY_MS) return;
      last = now;
      const progress = Math.min(Math.max(share, 0), 1);
      written = written.then(() => write(progress, stage)).catch(() => {});
    },
    written: () => written,
  };
};
