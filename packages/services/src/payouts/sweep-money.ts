import { idFromUuid, type Transaction } from "@boltz/db";
import { providerOps } from "@boltz/db/schema";
import { and, asc, eq, inArray, lte, type SQL, sql } from "drizzle-orm";
import type { Context } from "../context.ts";
import { nextCheckAfter } from "./back-off.ts";

const BATCH = 200;

interface SweptMoney {
  refunds: number;
  payouts: number;
  disputes: number;
  accounts: number;
  reversals: number;
}

/**
 * Finds what nobody moved on: refunds, payouts, disputes, accounts and reversals that are due. It only
 * queues the work, so that one slow provider call holds up nothing else. Answers how much it queued.
 */
export const sweepMoney = ({ ctx }: { ctx: Context }): Promise<SweptMoney> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const take = (table: SweptTable, isOpen: SQL) => takeDue(tx, ctx.now(), table, isOpen);
    const refunds = await take("refunds", sql`status in ('planned', 'pending')`);
    await ctx.queue.sendMany(
      tx,
      "send-refund",
      refunds.map((uuid) => ({ refundId: idFromUuid("rfd", uuid) })),
    );
    const payouts = await take("creator_payouts", sql`status in ('queued', 'sent', 'unknown')`);
    await ctx.queue.sendMany(
      tx,
      "send-payout",
      payouts.map((uuid) => ({ payoutId: idFromUuid("pyt", uuid) })),
    );
    const disputes = await take("disputes", sql`next_check_at is not null`);
    await ctx.queue.sendMany(
      tx,
      "sync-dispute",
      disputes.map((uuid) => ({ disputeId: idFromUuid("dsp", uuid) })),
    );
    const accounts = await take("payout_accounts", sql`is_current and reference is not null`);
    await ctx.queue.sendMany(
      tx,
      "sync-payout-account",
      accounts.map((uuid) => ({ payoutAccountId: idFromUuid("pac", uuid) })),
    );
    const reversals = await takeReversals(ctx, tx);
    await ctx.queue.sendMany(
      tx,
      "reverse-transfer",
      reversals.map((uuid) => ({ transferReversalId: idFromUuid("trv", uuid) })),
    );
    return {
      refunds: refunds.length,
      payouts: payouts.length,
      disputes: disputes.length,
      accounts: accounts.length,
      reversals: reversals.length,
    };
  });

type SweptTable = "refunds" | "creator_payouts" | "disputes" | "payout_accounts";

/** The uuids of rows that are due, less those that somebody works on; their next look is put further off. */
const takeDue = async (tx: Transaction, now: Date, table: SweptTable, isOpen: SQL): Promise<string[]> => {
  const { rows } = await tx.execute<{ id: string }>(sql`
    update ${sql.identifier(table)} t
    set checks = t.checks + 1, next_check_at = ${nextCheckAfter(now, sql`t.checks`)}
    from (select id from ${sql.identifier(table)}
          where ${isOpen} and next_check_at <= ${now.toISOString()}::timestamptz
          order by next_check_at limit ${BATCH} for update skip locked) due
    where t.id = due.id returning t.id`);
  return rows.map(({ id }) => id);
};

/** Reversals have no clock of their own: the outbox knows when they were tried. */
const takeReversals = async (ctx: Context, tx: Transaction): Promise<string[]> => {
  const due = tx
    .select({ id: providerOps.id })
    .from(providerOps)
    .where(
      and(
        eq(providerOps.kind, "reverse_transfer"),
        inArray(providerOps.state, ["planned", "sent", "unknown"]),
        lte(providerOps.nextTryAt, ctx.now()),
      ),
    )
    .orderBy(asc(providerOps.nextTryAt))
    .limit(BATCH)
    .for("update", { skipLocked: true });
  const taken = await tx
    .update(providerOps)
    .set({ nextTryAt: nextCheckAfter(ctx.now(), providerOps.attempts) })
    .where(inArray(providerOps.id, due))
    .returning({ subjectId: providerOps.subjectId });
  return taken.map(({ subjectId }) => subjectId);
};
