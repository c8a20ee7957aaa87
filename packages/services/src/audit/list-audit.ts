import type { AuditEntry, IdPrefix, listAuditInput, listAuditOutput } from "@boltz/contract";
import { idFromUuid } from "@boltz/db";
import { auditLog } from "@boltz/db/schema";
import { enforcePolicy } from "@boltz/domain";
import { desc, lt } from "drizzle-orm";
import { z } from "zod";
import type { Call } from "../context.ts";
import { readCursor, writeCursor } from "../cursor.ts";
import type { AuditRecord } from "./log-audit.ts";

export type ListAuditInput = z.output<typeof listAuditInput>;

const position = z.strictObject({ seq: z.string().regex(/^[0-9]{1,18}$/) });
const storedDetail = z.record(z.string(), z.string());

const prefixes = {
  purchase: "pur",
  listing: "lst",
  entitlement: "ent",
  creator: "usr",
  user: "usr",
  coupon: "cpn",
  refund: "rfd",
  dispute: "dsp",
  payout: "pyt",
  payout_account: "pac",
  reconciliation: "rcd",
  review: "rev",
  flag: "flg",
  appeal: "apl",
  data_export: "dex",
  erasure: "ers",
} as const satisfies Record<AuditRecord<IdPrefix>["subjectType"], IdPrefix>;
const knownPrefixes: ReadonlyMap<string, IdPrefix> = new Map(Object.entries(prefixes));

/** The audit log, newest first. */
export const listAudit = async ({
  ctx,
  input,
}: Call<ListAuditInput>): Promise<z.output<typeof listAuditOutput>> => {
  enforcePolicy(ctx.actor, "audit.read");
  const before = input.cursor === undefined ? undefined : BigInt(readCursor(position, input.cursor).seq);
  const rows = await ctx.database.withActor(ctx.actor, (tx) =>
    tx
      .select()
      .from(auditLog)
      .where(before === undefined ? undefined : lt(auditLog.seq, before))
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

const auditEntryOf = (row: typeof auditLog.$inferSelect): AuditEntry => {
  const prefix = knownPrefixes.get(row.subjectType);
  return {
    id: row.id,
    seq: row.seq.toString(),
    at: row.at.toISOString(),
    actor: row.actorId ?? row.actorLabel,
    action: row.action,
    subject: prefix === undefined ? `${row.subjectType} ${row.subjectId}` : idFromUuid(prefix, row.subjectId),
    detail: storedDetail.parse(row.detail),
    hash: row.hash,
  };
};
