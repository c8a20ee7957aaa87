import { z } from "zod";
import { auditId } from "./ids.ts";
import { pageInput, pageOf, timestamp } from "./page.ts";
import { sha256Hex } from "./strategies.ts";
import { text } from "./text.ts";

export const auditEntry = z.object({
  id: auditId,
  /** Its place in the chain, from 1. */
  seq: z.string(),
  at: timestamp,
  /** A person's id or `system:<job>`; never a name, so that an erased person leaves none behind. */
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.string()),
  hash: sha256Hex,
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditFilters = {
  /** An id of a person, or `system:<job>`. */
  actor: text(0, 80).optional(),
  action: text(0, 60).optional(),
  /** An id such as `pur_…`. */
  subject: text(0, 80).optional(),
  /** From this day on, and up to and with that one (UTC). */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
};

export const listAuditInput = z.strictObject({ ...auditFilters, ...pageInput });
export const listAuditOutput = pageOf(auditEntry);
export const auditActionsOutput = z.array(z.string());

/**
 * What is wrong at a place of the chain: `altered` (its hash is not that of its contents), `missing` (the
 * place is empty), `unlinked` (it names another one before it), `cut` (the end is gone), `anchor` (it is not what was anchored).
 */
export const chainFaults = ["altered", "missing", "unlinked", "cut", "anchor"] as const;
export const chainFault = z.object({ seq: z.string(), fault: z.enum(chainFaults) });
export type ChainFault = z.infer<typeof chainFault>;

export const verifyAuditOutput = z.object({
  rows: z.int(),
  head: z.object({ seq: z.string(), hash: sha256Hex }),
  /** Empty for a whole chain; at most the first 100 faults. */
  faults: z.array(chainFault),
  anchors: z.array(z.object({ day: z.iso.date(), seq: z.string(), hash: sha256Hex })),
  verifiedAt: timestamp,
});
export type VerifyAudit = z.infer<typeof verifyAuditOutput>;
