import { sweepPrivacy } from "@boltz/services";
import { defineJob } from "./job.ts";

export const sweepPrivacyJob = defineJob("sweep-privacy", { schedule: "*/15 * * * *" }, async (ctx) => {
  const { erased, faults, ...counts } = await sweepPrivacy({ ctx });
  // The log outlives a database that is restored from before: these lines are replayed then.
  for (const erasure of erased) ctx.log.info(erasure, "erased");
  ctx.report({ erased: erased.length, ...counts, faults: faults.length });
  if (faults.length > 0) throw faults[0];
});
