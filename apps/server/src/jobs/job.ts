import { system } from "@boltz/domain";
import { type Context, type JobName, type JobPayload, jobPayloads, type Services } from "@boltz/services";
import type { JobResult, PgBoss, Job as QueuedJob } from "pg-boss";
import type { Logger } from "pino";
import { describeFault } from "../log/describe-fault.ts";
import type { Metrics } from "../log/metrics.ts";

export interface JobContext extends Context {
  log: Logger;
  metrics: Metrics;
}

/** What jobs are started on. */
export interface WorkerParts {
  services: Services;
  boss: PgBoss;
  log: Logger;
  metrics: Metrics;
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

/** Does one job of a batch, and says how it ended; what it failed with is told to the log only. */
const runOne = async (
  { services, log, metrics }: WorkerParts,
  job: Job,
  { id, data }: QueuedJob<unknown>,
): Promise<JobResult> => {
  const jobLog = log.child({ job: job.name, jobId: id });
  const stopTimer = metrics.jobs.startTimer({ job: job.name });
  try {
    await job.run({ ...services, actor: system(job.name), log: jobLog, metrics }, data);
    jobLog.debug({ seconds: stopTimer({ outcome: "completed" }) }, "job done");
    return { id, status: "completed" };
  } catch (error) {
    const fault = describeFault(error);
    jobLog.error({ err: error, seconds: stopTimer({ outcome: "failed" }) }, "job failed");
    return { id, status: "failed", output: { name: fault.name, sqlState: fault.sqlState ?? null } };
  }
};

/** Begins to work on a queue. Each job of a batch succeeds or fails by itself. */
export const startJob = async (parts: WorkerParts, job: Job): Promise<void> => {
  const options = {
    perJobResults: true,
    batchSize: batchSize(job),
    localConcurrency: Math.ceil(job.atOnce / batchSize(job)),
    pollingIntervalSeconds: 1,
    notifyPollingIntervalSeconds: 5,
    burstWhenBatchFull: true,
  } as const;
  const runBatch = (batch: QueuedJob<unknown>[]) => Promise.all(batch.map((one) => runOne(parts, job, one)));
  await parts.boss.work<unknown, unknown, typeof options>(job.name, options, runBatch);
  if (job.schedule !== undefined) await parts.boss.schedule(job.name, job.schedule, {});
};
