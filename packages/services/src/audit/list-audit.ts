import type { AuditEntry, listAuditInput, listAuditOutput } from "@boltz/contract";
import { auditLog } from "@boltz/db/schema";
import { enforcePolicy } from "@boltz/domain";
import { and, desc, lt } from "drizzle-orm";
import { z } from "zod";
import type { Call } from "../context.ts";
import { readCursor, writeCursor } from "../cursor.ts";
import { auditConditions } from "./audit-conditions.ts";
import { subjectIdOf } from "./audit-subjects.ts";

export type ListAuditInput = z.output<typeof listAuditInput>;

const position = z.strictObject({ seq: z.string().regex(/^[0-9]{1,18}$/) });
const storedDetail = z.record(z.string(), z.string());

/** The entries of the audit log that are asked for, newest first. */
export const listAudit = async ({
  ctx,
  input,
}: Call<ListAuditInput>): Promise<z.output<typeof listAuditOutput>> => {
  enforcePolicy(ctx.actor, "audit.read");
  const asked = auditConditions(input);
  const before = input.cursor === undefined ? undefined : BigInt(readCursor(position, input.cursor).seq);
  const rows = await ctx.database.withActor(ctx.actor, (tx) =>
    tx
      .select()
      .from(auditLog)
      .where(and(asked, before === undefined ? undefined : lt(auditLog.seq, before)))
      .orderBy(desc(auditLog.seq))
      .limit(input.limit + 1),
  );
  const shown = rows.slice(0, input.limit);
  const last = rows.length > input.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(auditEntryOf),
    nextCursor: last === undefined ? null : writeCursor({ seq: last.seq.toString() }),
  };
};

const auditEntryOf = (row: typeof auditLog.$inferSelect): AuditEntry => ({
  id: row.id,
  seq: row.seq.toString(),
  at: row.at.toISOString(),
  actor: row.actorId ?? row.actorLabel,
  action: row.action,
  subject: subjectIdOf(row.subjectType, row.subjectId),
  detail: storedDetail.parse(row.detail),
  hash: row.hash,
});
