import { type ChainFault, chainFault, type VerifyAudit } from "@boltz/contract";
import { auditFaults, type Transaction } from "@boltz/db";
import { auditAnchors, auditHead, auditLog } from "@boltz/db/schema";
import { enforcePolicy } from "@boltz/domain";
import { count, desc, sql } from "drizzle-orm";
import type { Context } from "../context.ts";

const FAULTS = 100;
const ANCHORS = 31;
const noHash = "0".repeat(64);

/**
 * Recomputes the whole chain in one snapshot and names every place that is not what it was, at most
 * the first hundred. All anchors are compared; the latest month of them is shown.
 */
export const verifyAudit = async ({
  ctx,
}: {
  ctx: Pick<Context, "actor" | "database" | "now">;
}): Promise<VerifyAudit> => {
  enforcePolicy(ctx.actor, "audit.read");
  return ctx.database.withSnapshot(ctx.actor, async (tx) => {
    await tx.execute(sql`SET LOCAL statement_timeout = '10min'`);
    const faults = await faultsOf(tx);
    const [counted] = await tx.select({ rows: count() }).from(auditLog);
    const [head] = await tx.select({ seq: auditHead.seq, hash: auditHead.hash }).from(auditHead);
    const anchors = await tx
      .select({ day: auditAnchors.day, seq: sql<string>`${auditAnchors.seq}::text`, hash: auditAnchors.hash })
      .from(auditAnchors)
      .orderBy(desc(auditAnchors.day))
      .limit(ANCHORS);
    return {
      rows: counted?.rows ?? 0,
      head: { seq: (head?.seq ?? 0n).toString(), hash: head?.hash ?? noHash },
      faults,
      anchors,
      verifiedAt: ctx.now().toISOString(),
    };
  });
};

const faultsOf = async (tx: Transaction): Promise<ChainFault[]> => {
  const { rows } = await tx.execute(
    sql`SELECT f.seq::text AS seq, f.fault FROM (${sql.raw(auditFaults)}) f ORDER BY f.seq, f.fault LIMIT ${FAULTS}`,
  );
  return chainFault.array().parse(rows);
};
