import { newId } from "@boltz/db";
import { auditAnchors, auditHead } from "@boltz/db/schema";
import type { Call } from "../context.ts";
import { tellFinance } from "../notifications/tell-finance.ts";

export interface AuditAnchor {
  /** In UTC. */
  day: string;
  seq: string;
  hash: string;
}

/**
 * Keeps the chain's head of the day and sends it to everybody of finance, out of reach of whoever could
 * rewrite the table. Answers null where this day has its anchor already, or nothing was ever logged.
 */
export const anchorAudit = async ({ ctx }: Call<Record<string, never>>): Promise<AuditAnchor | null> => {
  const day = ctx.now().toISOString().slice(0, 10);
  return ctx.database.withActor(ctx.actor, async (tx) => {
    const [head] = await tx.select({ seq: auditHead.seq, hash: auditHead.hash }).from(auditHead);
    if (head === undefined || head.seq === 0n) return null;
    const made = await tx
      .insert(auditAnchors)
      .values({ id: newId("anc"), day, ...head })
      .onConflictDoNothing({ target: auditAnchors.day })
      .returning({ id: auditAnchors.id });
    if (made.length === 0) return null;
    const anchor = { day, seq: head.seq.toString(), hash: head.hash };
    await tellFinance(ctx.queue, tx, {
      kind: "audit_anchor",
      params: { ...anchor, url: `${ctx.settings.publicUrl}/admin/audit` },
      dedupeKey: `anchor ${day}`,
    });
    return anchor;
  });
};
