import { checkInvariants } from "@boltz/db";
import { defineJob } from "./job.ts";

export const checkInvariantsJob = defineJob("check-invariants", { schedule: "*/15 * * * *" }, async (ctx) => {
  for (const { invariant, broken } of await checkInvariants(ctx.database))
    ctx.log.fatal({ invariant, rows: broken }, "an invariant is broken");
});
