import type { auditActionsOutput } from "@boltz/contract";
import { enforcePolicy } from "@boltz/domain";
import { sql } from "drizzle-orm";
import type { z } from "zod";
import type { Context } from "../context.ts";

/** Every action that the log knows, in order: one step of the index for each, however many rows there are. */
export const listAuditActions = async ({
  ctx,
}: {
  ctx: Context;
}): Promise<z.output<typeof auditActionsOutput>> => {
  enforcePolicy(ctx.actor, "audit.read");
  const { rows } = await ctx.database.withActor(ctx.actor, (tx) =>
    tx.execute<{ action: string }>(sql`
      WITH RECURSIVE known AS (
        (SELECT action FROM audit_log ORDER BY action LIMIT 1)
        UNION ALL
        SELECT (SELECT a.action FROM audit_log a WHERE a.action > k.action ORDER BY a.action LIMIT 1)
        FROM known k WHERE k.action IS NOT NULL)
      SELECT action FROM known WHERE action IS NOT NULL`),
  );
  return rows.map(({ action }) => action);
};
