import { z } from "zod";
import { timestamp } from "./page.ts";
import { text } from "./text.ts";

export const queueHealth = z.object({
  name: z.string(),
  queued: z.int(),
  active: z.int(),
  failed: z.int(),
  /** Age of the oldest job that is due and not begun; null where none waits. */
  oldestSeconds: z.number().nullable(),
});

export const sweepHealth = z.object({
  job: z.string(),
  schedule: z.string(),
  lastStartedAt: timestamp.nullable(),
  lastOkAt: timestamp.nullable(),
  lastFailedAt: timestamp.nullable(),
  lastError: z.string().nullable(),
  overdue: z.boolean(),
});

export const failedJob = z.object({
  id: z.uuid(),
  queue: z.string(),
  failedAt: timestamp,
  tries: z.int(),
  /** The fault's name and SQL state; never its message. */
  reason: z.string(),
});
export type FailedJob = z.infer<typeof failedJob>;

export const healthOutput = z.object({
  checkedAt: timestamp,
  /** How long one question to the database took. */
  databaseMs: z.number(),
  workers: z.object({ alive: z.boolean(), lastSeenAt: timestamp.nullable() }),
  queues: z.array(queueHealth),
  sweeps: z.array(sweepHealth),
  failedJobs: z.array(failedJob),
  invariants: z.object({
    checkedAt: timestamp.nullable(),
    broken: z.array(z.object({ invariant: z.string(), rows: z.array(z.string()) })),
  }),
});
export type Health = z.infer<typeof healthOutput>;

export const retryJobInput = z.strictObject({ queue: text(1, 60), jobId: z.uuid() });
