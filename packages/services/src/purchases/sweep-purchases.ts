import { providerEvents, purchases } from "@boltz/db/schema";
import { and, asc, eq, inArray, lt, lte, sql } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import { queueOf } from "../events/event-row.ts";
import type { PurchaseRow } from "./purchase-row.ts";

const BATCH = 200;

/** Waits 30 s, 1 min, 2 min … at most an hour, and not past the end of its page: its coupon is let go then. */
const nextCheck = sql`least(
  now() + least(interval '30 seconds' * power(2, least(${purchases.checks}, 12)), interval '1 hour'),
  case when ${purchases.expiresAt} > now() then ${purchases.expiresAt} + interval '1 second' end)`;

/**
 * Finds what no webhook moved on: pending purchases that are due, and events that nobody worked on.
 * It only queues the work, so that one slow provider call holds up nothing else. Answers how much it queued.
 */
export const sweepPurchases = ({
  ctx,
}: Call<Record<string, never>>): Promise<{ purchases: number; events: number }> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const due = await tx
      .select({ id: purchases.id })
      .from(purchases)
      .where(and(eq(purchases.status, "pending"), lte(purchases.nextCheckAt, ctx.now())))
      .orderBy(asc(purchases.nextCheckAt))
      .limit(BATCH)
      .for("update", { skipLocked: true });
    if (due.length > 0) {
      const rows = await tx
        .update(purchases)
        .set({ checks: sql`${purchases.checks} + 1`, nextCheckAt: nextCheck })
        .where(
          inArray(
            purchases.id,
            due.map((row) => row.id),
          ),
        )
        .returning({
          id: purchases.id,
          reference: purchases.checkoutReference,
          provider: purchases.provider,
        });
      const [unplaced, placed] = [rows.filter(isUnplaced), rows.filter((row) => !isUnplaced(row))];
      await ctx.queue.sendMany(tx, "place-checkout", unplaced.map(toJob));
      await ctx.queue.sendMany(tx, "settle-purchase", placed.map(toJob));
    }
    return { purchases: due.length, events: await requeueEvents(ctx, tx) };
  });

type Due = Pick<PurchaseRow, "id" | "provider"> & { reference: string | null };

const isUnplaced = ({ provider, reference }: Due) => provider !== null && reference === null;
const toJob = ({ id }: Due) => ({ purchaseId: id });

const requeueEvents = async (ctx: Context, tx: Parameters<Context["queue"]["send"]>[0]): Promise<number> => {
  const staleBefore = new Date(ctx.now().getTime() - 15 * 60_000);
  const stale = await tx
    .select({
      id: providerEvents.id,
      provider: providerEvents.provider,
      objectKind: providerEvents.objectKind,
    })
    .from(providerEvents)
    .where(and(eq(providerEvents.state, "received"), lt(providerEvents.receivedAt, staleBefore)))
    .orderBy(asc(providerEvents.receivedAt))
    .limit(BATCH);
  for (const queue of ["settle-purchase", "handle-event"] as const)
    await ctx.queue.sendMany(
      tx,
      queue,
      stale
        .filter(({ objectKind }) => queueOf(objectKind) === queue)
        .map(({ id, provider }) => ({ eventRowId: id, provider })),
    );
  return stale.length;
};
