import { system } from "@boltz/domain";
import {
  type Context,
  type JobName,
  type JobPayload,
  jobPayloads,
  recordRun,
  type Services,
} from "@boltz/services";
import type { Tracer } from "@opentelemetry/api";
import type { JobResult, PgBoss, Job as QueuedJob } from "pg-boss";
import type { Logger } from "pino";
import { describeFault } from "../log/describe-fault.ts";
import type { Metrics } from "../log/metrics.ts";
import { inSpan } from "../log/tracing.ts";

export interface JobContext extends Context {
  log: Logger;
  /** What a scheduled job has to tell the operator about this run. */
  report(detail: Record<string, unknown>): void;
}

/** What jobs are started on. */
export interface WorkerParts {
  services: Services;
  boss: PgBoss;
  log: Logger;
  metrics: Metrics;
  tracer: Tracer;
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

/** Notes how a scheduled job went. That this fails too takes nothing from the job. */
const note = async (
  { services, log }: WorkerParts,
  job: Job,
  run: { startedAt: Date; error: string | null; detail: Record<string, unknown> },
): Promise<void> => {
  if (job.schedule === undefined) return;
  const ctx = { ...services, actor: system(job.name) };
  await recordRun({ ctx, input: { job: job.name, ...run } }).catch((error: unknown) =>
    log.warn({ err: error, job: job.name }, "a run could not be noted"),
  );
};

/** Does one job of a batch, and says how it ended; what it failed with is told to the log only. */
const runOne = async (parts: WorkerParts, job: Job, { id, data }: QueuedJob<unknown>): Promise<JobResult> => {
  const { services, metrics, tracer } = parts;
  const log = parts.log.child({ job: job.name, jobId: id });
  const stopTimer = metrics.jobs.startTimer({ job: job.name });
  const startedAt = services.now();
  let detail: Record<string, unknown> = {};
  const report = (told: typeof detail) => {
    detail = told;
  };
  const ctx: JobContext = { ...services, actor: system(job.name), log, report };
  try {
    await inSpan(tracer, `job ${job.name}`, { "boltz.job.id": id }, () => job.run(ctx, data));
    log.debug({ seconds: stopTimer({ outcome: "completed" }) }, "job done");
    await note(parts, job, { startedAt, error: null, detail });
    return { id, status: "completed" };
  } catch (error) {
    const fault = describeFault(error);
    log.error({ err: error, seconds: stopTimer({ outcome: "failed" }) }, "job failed");
    const reason = fault.sqlState === undefined ? fault.name : `${fault.name} (${fault.sqlState})`;
    await note(parts, job, { startedAt, error: reason, detail });
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
