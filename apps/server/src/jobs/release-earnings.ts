import { releaseEarnings } from "@boltz/services";
import { defineJob } from "./job.ts";

export const releaseEarningsJob = defineJob("release-earnings", { schedule: "*/5 * * * *" }, async (ctx) => {
  await releaseEarnings({ ctx });
});
