import { jobRuns } from "@boltz/db/schema";
import { sql } from "drizzle-orm";
import type { Call } from "../context.ts";

export interface RecordRunInput {
  job: string;
  startedAt: Date;
  /** The fault's name and SQL state; null where it went well. */
  error: string | null;
  /** What the job has to tell; the last good one's is kept when it fails. */
  detail: Record<string, unknown>;
}

/** Notes how a scheduled job went, so that an operator sees the one that does not come any more. */
export const recordRun = async ({ ctx, input }: Call<RecordRunInput>): Promise<void> => {
  const { job, startedAt, error, detail } = input;
  const ended = error === null ? { okAt: sql`now()`, error: null, detail } : { failedAt: sql`now()`, error };
  await ctx.database.withActor(ctx.actor, (tx) =>
    tx
      .insert(jobRuns)
      .values({ job, startedAt, detail, ...ended })
      .onConflictDoUpdate({ target: jobRuns.job, set: { startedAt, ...ended } }),
  );
};
