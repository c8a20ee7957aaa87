import { auditLog } from "@boltz/db/schema";
import { enforcePolicy } from "@boltz/domain";
import { and, asc, gt, type SQL, sql } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import { type AuditFilters, auditConditions } from "./audit-conditions.ts";

const PAGE = 1_000;

/** One link of the chain with what its hash is made of, to the byte. */
export interface AuditLink {
  seq: string;
  /** Uuids, as the hash reads them. */
  id: string;
  actorId: string | null;
  subjectId: string;
  /** UTC with microseconds, which a `Date` cannot hold. */
  at: string;
  actorLabel: string;
  action: string;
  subjectType: string;
  /** As PostgreSQL writes it. */
  detail: string;
  prevHash: string;
  hash: string;
}

/** The entries that are asked for, from the first on, read page by page so that any number can be written out. */
export async function* listAuditForExport({
  ctx,
  input,
}: Call<AuditFilters>): AsyncGenerator<AuditLink, void> {
  enforcePolicy(ctx.actor, "audit.read");
  const asked = auditConditions(input);
  let after = "0";
  for (;;) {
    const page = await readPage(ctx, asked, after);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.seq;
  }
}

const readPage = (ctx: Context, asked: SQL | undefined, after: string): Promise<AuditLink[]> =>
  ctx.database.withActor(ctx.actor, (tx) =>
    tx
      .select({
        seq: sql<string>`${auditLog.seq}::text`,
        id: sql<string>`${auditLog.id}::text`,
        actorId: sql<string | null>`${auditLog.actorId}::text`,
        subjectId: auditLog.subjectId,
        at: sql<string>`to_char(${auditLog.at} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
        actorLabel: auditLog.actorLabel,
        action: auditLog.action,
        subjectType: auditLog.subjectType,
        detail: sql<string>`${auditLog.detail}::text`,
        prevHash: auditLog.prevHash,
        hash: auditLog.hash,
      })
      .from(auditLog)
      .where(and(asked, gt(auditLog.seq, BigInt(after))))
      .orderBy(asc(auditLog.seq))
      .limit(PAGE),
  );
