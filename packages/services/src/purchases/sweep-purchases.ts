import { providerEvents, purchases } from "@boltz/db/schema";
import { and, asc, eq, inArray, lt, lte, sql } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import { queueOf } from "../events/event-row.ts";

const BATCH = 200;

/** Waits 30 s, 1 min, 2 min … at most an hour before a purchase is asked about again. */
const nextCheck = sql`now() + least(interval '30 seconds' * power(2, least(${purchases.checks}, 12)), interval '1 hour')`;

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
      for (const row of rows) {
        const isUnplaced = row.provider !== null && row.reference === null;
        await ctx.queue.send(tx, isUnplaced ? "place-checkout" : "settle-purchase", { purchaseId: row.id });
      }
    }
    return { purchases: due.length, events: await requeueEvents(ctx, tx) };
  });

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
  for (const event of stale)
    await ctx.queue.send(tx, queueOf(event.objectKind), { eventRowId: event.id, provider: event.provider });
  return stale.length;
};
