import { system } from "@boltz/domain";
import { type Context, type JobName, type JobPayload, jobPayloads, type Services } from "@boltz/services";
import type { JobResult, PgBoss, Job as QueuedJob } from "pg-boss";
import type { Logger } from "pino";
import { describeFault } from "../log/describe-fault.ts";

export interface JobContext extends Context {
  log: Logger;
}

/** One queue and the one verb that its jobs are for. */
export interface Job {
  name: JobName;
  /** When it comes by itself, as a cron expression. */
  schedule?: string;
  /** How many run at once in one process. */
  atOnce: number;
  /** Parses what the queue holds and does it. Throws what is to be tried again. */
  run(ctx: JobContext, payload: unknown): Promise<void>;
}

export const defineJob = <Name extends JobName>(
  name: Name,
  options: { schedule?: string; atOnce?: number },
  work: (ctx: JobContext, payload: JobPayload<Name>) => Promise<void>,
): Job => ({
  name,
  ...(options.schedule === undefined ? {} : { schedule: options.schedule }),
  atOnce: options.atOnce ?? 1,
  run: (ctx, payload) => work(ctx, parsePayload(name, payload)),
});

// `jobPayloads[name]` is the schema whose output `JobPayload<Name>` is defined as.
const parsePayload = <Name extends JobName>(name: Name, payload: unknown) =>
  jobPayloads[name].parse(payload) as JobPayload<Name>;

const batchSize = (job: Job) => Math.min(job.atOnce, 20);

/** Begins to work on a queue. Each job of a batch succeeds or fails by itself. */
export const startJob = async (boss: PgBoss, services: Services, log: Logger, job: Job): Promise<void> => {
  const actor = system(job.name);
  const runOne = async ({ id, data }: QueuedJob<unknown>): Promise<JobResult> => {
    const jobLog = log.child({ job: job.name, jobId: id });
    const begin = performance.now();
    try {
      await job.run({ ...services, actor, log: jobLog }, data);
      jobLog.debug({ durationMs: Math.round(performance.now() - begin) }, "job done");
      return { id, status: "completed" };
    } catch (error) {
      const fault = describeFault(error);
      jobLog.error({ err: error }, "job failed");
      return { id, status: "failed", output: { name: fault.name, sqlState: fault.sqlState ?? null } };
    }
  };
  const options = {
    perJobResults: true,
    batchSize: batchSize(job),
    localConcurrency: Math.ceil(job.atOnce / batchSize(job)),
    pollingIntervalSeconds: 1,
    notifyPollingIntervalSeconds: 5,
    burstWhenBatchFull: true,
  } as const;
  await boss.work<unknown, unknown, typeof options>(job.name, options, (batch: QueuedJob<unknown>[]) =>
    Promise.all(batch.map(runOne)),
  );
  if (job.schedule !== undefined) await boss.schedule(job.name, job.schedule, {});
};
