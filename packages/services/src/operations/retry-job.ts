import { type Done, MarketError, type retryJobInput } from "@boltz/contract";
import { enforcePolicy, personOf } from "@boltz/domain";
import type { z } from "zod";
import { logAudit } from "../audit/log-audit.ts";
import type { Call } from "../context.ts";

/** Puts a job that failed for good back into its queue. Throws `not_found` where there is none. */
export const retryJob = async ({ ctx, input }: Call<z.output<typeof retryJobInput>>): Promise<Done> => {
  enforcePolicy(ctx.actor, "health.act");
  const admin = personOf(ctx.actor);
  if (!(await ctx.queue.desk.retry(input.queue, input.jobId))) throw new MarketError("not_found");
  await ctx.database.withActor(admin, (tx) =>
    logAudit(tx, admin, {
      action: "job_retried",
      subjectType: "user",
      subject: { prefix: "usr", id: admin.id },
      detail: { queue: input.queue, job: input.jobId },
    }),
  );
  return { done: true };
};
