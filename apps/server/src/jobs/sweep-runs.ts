import { sweepRuns } from "@boltz/services";
import { defineJob } from "./job.ts";

export const sweepRunsJob = defineJob("sweep-runs", { schedule: "*/10 * * * *" }, async (ctx) => {
  ctx.report(await sweepRuns({ ctx }));
});
