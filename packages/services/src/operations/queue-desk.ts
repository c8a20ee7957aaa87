import type { FailedJob } from "@boltz/contract";
import { queueSchema } from "@boltz/db";
import type { PgBoss } from "pg-boss";
import { z } from "zod";

export interface QueueDepth {
  name: string;
  queued: number;
  active: number;
  failed: number;
  oldestSeconds: number | null;
}

/** What an operator sees of the queues, and may do about a job that failed. */
export interface QueueDesk {
  schedules(): Promise<{ name: string; cron: string }[]>;
  depths(): Promise<QueueDepth[]>;
  /** Age in seconds of the oldest job of each queue that is due and not begun. Cheap: reads one index. */
  ages(): Promise<{ name: string; oldestSeconds: number }[]>;
  /** The latest first. */
  failed(limit: number): Promise<FailedJob[]>;
  /** Puts a failed job back into its queue; false where there is none to put back. */
  retry(queue: string, jobId: string): Promise<boolean>;
}

const count = z.coerce.number();
const depth = z.object({
  name: z.string(),
  queued: count,
  active: count,
  failed: count,
  oldestSeconds: count.nullable(),
});
const age = z.object({ name: z.string(), oldestSeconds: count });
const fault = z.object({ name: z.string(), sqlState: z.string().nullish() });
const failedRow = z.object({
  id: z.uuid(),
  name: z.string(),
  completed_on: z.date(),
  retry_count: count,
  output: z.unknown(),
});

/** A job that ended by itself tells its fault's name; one that a worker lost tells nothing. */
const reasonOf = (output: unknown): string => {
  const { data } = fault.safeParse(output);
  if (data === undefined) return "ended by the queue";
  return typeof data.sqlState === "string" ? `${data.name} (${data.sqlState})` : data.name;
};

/** Where jobs go that failed for good: an operator reads them, and no worker ever takes them. */
const unworked = "'dead-letter'";

const waiting = `state < 'active' and start_after <= now() and name <> ${unworked}`;

const depthsStatement = `
  select q.name, coalesce(j.queued, 0) as queued, coalesce(j.active, 0) as active, coalesce(j.failed, 0) as failed,
    j.oldest as "oldestSeconds"
  from ${queueSchema}.queue q left join (
    select name, count(*) filter (where state < 'active') as queued, count(*) filter (where state = 'active') as active,
      count(*) filter (where state = 'failed') as failed,
      extract(epoch from now() - min(start_after) filter (where ${waiting})) as oldest
    from ${queueSchema}.job where state in ('created', 'retry', 'active', 'failed') group by name) j on j.name = q.name
  where q.name not like '\\_\\_pgboss%' order by q.name`;

const agesStatement = `
  select name, extract(epoch from now() - min(start_after)) as "oldestSeconds"
  from ${queueSchema}.job where ${waiting} group by name`;

const failedStatement = `
  select id, name, completed_on, retry_count, output from ${queueSchema}.job
  where state = 'failed' and name <> ${unworked} order by completed_on desc limit $1`;

export const createQueueDesk = (boss: PgBoss): QueueDesk => {
  const read = async (statement: string, values: unknown[] = []): Promise<unknown[]> =>
    (await boss.getDb().executeSql(statement, values)).rows;
  return {
    schedules: async () => (await boss.getSchedules()).map(({ name, cron }) => ({ name, cron })),
    depths: async () => z.array(depth).parse(await read(depthsStatement)),
    ages: async () => z.array(age).parse(await read(agesStatement)),
    failed: async (limit) =>
      z
        .array(failedRow)
        .parse(await read(failedStatement, [limit]))
        .map((row) => ({
          id: row.id,
          queue: row.name,
          failedAt: row.completed_on.toISOString(),
          tries: row.retry_count + 1,
          reason: reasonOf(row.output),
        })),
    retry: async (queue, jobId) => {
      const { rows } = await boss
        .getDb()
        .executeSql(`select 1 from ${queueSchema}.job where name = $1 and id = $2 and state = 'failed'`, [
          queue,
          jobId,
        ]);
      if (rows.length === 0) return false;
      await boss.retry(queue, jobId);
      return true;
    },
  };
};
