import { checkInvariants } from "@boltz/db";
import { defineJob } from "./job.ts";

export const checkInvariantsJob = defineJob("check-invariants", { schedule: "*/15 * * * *" }, async (ctx) => {
  const found = await checkInvariants(ctx.database);
  ctx.report({ broken: found.map(({ invariant, broken }) => ({ invariant, rows: broken })) });
  for (const { invariant, broken } of found)
    ctx.log.fatal({ invariant, rows: broken }, "an invariant is broken");
});
