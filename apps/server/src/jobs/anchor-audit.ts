import { anchorAudit } from "@boltz/services";
import { defineJob } from "./job.ts";

/** The log line is the second copy out of the database's reach, beside the mails. */
export const anchorAuditJob = defineJob("anchor-audit", { schedule: "5 0 * * *" }, async (ctx, input) => {
  const anchor = await anchorAudit({ ctx, input });
  if (anchor !== null) ctx.log.info({ ...anchor }, "the audit log is anchored");
});
