import type { Currency, UserId } from "@boltz/contract";
import { lockCreators, pendingOfPurchases, postMany, type Transaction, uuidFromId } from "@boltz/db";
import { disputes, purchases, refunds } from "@boltz/db/schema";
import { releasePostings } from "@boltz/domain";
import { and, asc, eq, exists, inArray, isNull, lte, not, sql } from "drizzle-orm";
import type { Context } from "../context.ts";

const BATCH = 500;

type Due = Pick<typeof purchases.$inferSelect, "id" | "creatorId" | "currency">;

/**
 * Ends the hold of every earning whose time has come: pending becomes available, a debt is repaid
 * first. It goes by the state of things, so that nothing is left behind by a run that was missed.
 */
export const releaseEarnings = async ({ ctx }: { ctx: Context }): Promise<{ released: number }> => {
  let released = 0;
  for (;;) {
    const count = await ctx.database.withActor(ctx.actor, (tx) => releaseBatch(ctx, tx));
    if (count === undefined) return { released };
    released += count;
  }
};

/** Undefined where nothing is due any more. */
const releaseBatch = async (ctx: Context, tx: Transaction): Promise<number | undefined> => {
  const locked = await tx
    .select({ id: purchases.id, creatorId: purchases.creatorId, currency: purchases.currency })
    .from(purchases)
    .where(
      and(
        eq(purchases.status, "completed"),
        lte(purchases.releaseAt, ctx.now()),
        isNull(purchases.releasedAt),
        not(isBlocked(tx)),
      ),
    )
    .orderBy(asc(purchases.releaseAt))
    .limit(BATCH)
    .for("update", { skipLocked: true });
  if (locked.length === 0) return undefined;
  const due = await stillDue(tx, locked);
  const pending = await pendingOfPurchases(
    tx,
    due.map(({ id }) => id),
  );
  const byCurrency = Map.groupBy(due, ({ currency }) => currency);
  for (const [currency, group] of [...byCurrency].sort(([a], [b]) => (a < b ? -1 : 1)))
    await release(tx, currency, group, pending);
  await tx
    .update(purchases)
    .set({ releasedAt: ctx.now() })
    .where(
      inArray(
        purchases.id,
        due.map(({ id }) => id),
      ),
    );
  return due.length;
};

/** A refund that is on its way, or a dispute that is open, takes from what is pending. */
const isBlocked = (tx: Transaction) => {
  const openDispute = tx
    .select({ id: disputes.id })
    .from(disputes)
    .where(and(eq(disputes.purchaseId, purchases.id), inArray(disputes.status, ["open", "under_review"])));
  const openRefund = tx
    .select({ id: refunds.id })
    .from(refunds)
    .where(and(eq(refunds.purchaseId, purchases.id), inArray(refunds.status, ["planned", "pending"])));
  return sql`(${exists(openDispute)} or ${exists(openRefund)})`;
};

/** Those without a refund or dispute that began between looking for what is due and locking it. */
const stillDue = async (tx: Transaction, locked: readonly Due[]): Promise<Due[]> => {
  const rows = await tx
    .select({ id: purchases.id })
    .from(purchases)
    .where(
      and(
        inArray(
          purchases.id,
          locked.map(({ id }) => id),
        ),
        isBlocked(tx),
      ),
    );
  const blocked = new Set(rows.map(({ id }) => id));
  return locked.filter(({ id }) => !blocked.has(id));
};

const release = async (
  tx: Transaction,
  currency: Currency,
  group: readonly Due[],
  pending: ReadonlyMap<Due["id"], bigint>,
) => {
  const creatorIds = [...new Set(group.map(({ creatorId }) => creatorId))];
  const balances = await lockCreators(tx, creatorIds, currency);
  const debts = new Map<UserId, bigint>([...balances].map(([id, { debt }]) => [id, debt]));
  await postMany(
    tx,
    group.map(({ id, creatorId }) => {
      const amountMinor = pending.get(id) ?? 0n;
      const debtMinor = debts.get(creatorId) ?? 0n;
      const set = releasePostings({ currency, creatorId, amountMinor, debtMinor });
      debts.set(creatorId, amountMinor < -debtMinor ? debtMinor + amountMinor : 0n);
      return {
        source: {
          type: "hold_release" as const,
          uuid: uuidFromId("pur", id),
          kind: "release",
          ownerId: creatorId,
          purchaseId: id,
        },
        set,
      };
    }),
  );
};
