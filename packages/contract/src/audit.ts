import { z } from "zod";
import { auditId } from "./ids.ts";
import { pageInput, pageOf, timestamp } from "./page.ts";

export const auditEntry = z.object({
  id: auditId,
  at: timestamp,
  /** A person's id or `system:<job>`; never a name, so that an erased person leaves none behind. */
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.string()),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const listAuditInput = z.strictObject(pageInput);
export const listAuditOutput = pageOf(auditEntry);
