import type { ErasureId } from "@boltz/contract";
import { type Transaction, uuidFromId } from "@boltz/db";
import { erasureRequests } from "@boltz/db/schema";
import { and, eq, isNull, lte, sql } from "drizzle-orm";
import { logAudit } from "../audit/log-audit.ts";
import type { Context } from "../context.ts";

/**
 * Drops the names that payment providers know an erased person's records by, once the law no longer wants
 * them: with them the provider could still tell who it was. What is left are sums of nobody.
 */
export const expireRecords = async (ctx: Context, requestId: ErasureId): Promise<void> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const now = ctx.now();
    const [request] = await tx
      .update(erasureRequests)
      .set({ expiredAt: now })
      .where(
        and(
          eq(erasureRequests.id, requestId),
          isNull(erasureRequests.expiredAt),
          lte(erasureRequests.retainUntil, now),
        ),
      )
      .returning({ userId: erasureRequests.userId });
    if (request === undefined) return;
    await dropReferences(tx, uuidFromId("usr", request.userId));
    await logAudit(tx, ctx.actor, {
      action: "person_records_expired",
      subjectType: "erasure",
      subject: { prefix: "ers", id: requestId },
    });
  });

const dropReferences = async (tx: Transaction, uuid: string): Promise<void> => {
  const person = sql`${uuid}::uuid`;
  const known = sql`(select provider, checkout_reference from strategy_purchases where buyer_id = ${person}
    union select provider, payment_reference from strategy_purchases where buyer_id = ${person}
    union select provider, provider_reference from refunds where buyer_id = ${person}
    union select provider, provider_reference from disputes where buyer_id = ${person}
    union select provider, provider_reference from creator_payouts where creator_id = ${person}
    union select provider, reference from payout_accounts where user_id = ${person})`;
  for (const statement of [
    sql`update provider_events set object_reference = null where (provider, object_reference) in ${known}`,
    sql`update provider_movements set object_reference = null where (provider, object_reference) in ${known}`,
    sql`update strategy_purchases set checkout_reference = null, payment_reference = null where buyer_id = ${person}`,
    sql`update refunds set provider_reference = null where buyer_id = ${person}`,
    sql`update disputes set provider_reference = 'expired-' || id where buyer_id = ${person}`,
    sql`update creator_payouts set provider_reference = null where creator_id = ${person}`,
    sql`update transfer_reversals set provider_reference = null where creator_id = ${person}`,
    sql`update payout_accounts set reference = null, status = 'planned' where user_id = ${person}`,
  ])
    await tx.execute(statement);
};
