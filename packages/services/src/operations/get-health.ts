import type { Health } from "@boltz/contract";
import { jobRuns } from "@boltz/db/schema";
import { enforcePolicy } from "@boltz/domain";
import { CronExpressionParser } from "cron-parser";
import type { Context } from "../context.ts";
import { brokenInvariantsOf } from "./broken-invariants.ts";

type RunRow = typeof jobRuns.$inferSelect;

const shownFailures = 50;
/** A job may begin this much later than its schedule says before it counts as missing. */
const graceMs = 120_000;
/** Some scheduled job comes every minute wherever a worker lives. */
const silenceMs = 180_000;

/** How the place does: queues, scheduled jobs, failed jobs and the last look at the invariants. For admins. */
export const getHealth = async ({ ctx }: { ctx: Context }): Promise<Health> => {
  enforcePolicy(ctx.actor, "health.read");
  const { desk } = ctx.queue;
  const now = ctx.now();
  const begin = performance.now();
  const runs = await ctx.database.withActor(ctx.actor, (tx) => tx.select().from(jobRuns));
  const databaseMs = performance.now() - begin;
  const [queues, schedules, failedJobs] = await Promise.all([
    desk.depths(),
    desk.schedules(),
    desk.failed(shownFailures),
  ]);
  const byJob = new Map(runs.map((run) => [run.job, run]));
  const lastSeen = runs.reduce((last, run) => Math.max(last, run.startedAt.getTime()), 0);
  const check = byJob.get("check-invariants");
  return {
    checkedAt: now.toISOString(),
    databaseMs: Math.round(databaseMs * 10) / 10,
    workers: {
      alive: now.getTime() - lastSeen < silenceMs,
      lastSeenAt: lastSeen === 0 ? null : new Date(lastSeen).toISOString(),
    },
    queues,
    sweeps: schedules
      .map(({ name, cron }) => sweepOf(name, cron, byJob.get(name), now))
      .sort((a, b) => a.job.localeCompare(b.job)),
    failedJobs,
    invariants: {
      checkedAt: check?.okAt?.toISOString() ?? null,
      broken: brokenInvariantsOf(check),
    },
  };
};

const sweepOf = (job: string, schedule: string, run: RunRow | undefined, now: Date) => {
  const isLate = (last: Date) => {
    const next = CronExpressionParser.parse(schedule, { currentDate: last, tz: "UTC" }).next().getTime();
    return now.getTime() - next > graceMs;
  };
  return {
    job,
    schedule,
    lastStartedAt: run?.startedAt.toISOString() ?? null,
    lastOkAt: run?.okAt?.toISOString() ?? null,
    lastFailedAt: run?.failedAt?.toISOString() ?? null,
    lastError: run?.error ?? null,
    overdue: run !== undefined && isLate(run.startedAt),
  };
};
