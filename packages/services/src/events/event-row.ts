import type { Transaction } from "@boltz/db";
import { providerEvents } from "@boltz/db/schema";
import { ProviderError } from "@boltz/providers";
import { and, eq, sql } from "drizzle-orm";
import type { Context } from "../context.ts";

/** How often an event about an object that nobody knows is tried before it is set aside. */
const MAX_TRIES = 5;

export type EventRow = typeof providerEvents.$inferSelect;

export const isLastTry = ({ attempts }: EventRow): boolean => attempts >= MAX_TRIES;

/** Counts one more try of an event that waits; undefined for one that was worked off before. */
export const takeEvent = async (ctx: Context, eventRowId: EventRow["id"]): Promise<EventRow | undefined> => {
  const [event] = await ctx.database.withActor(ctx.actor, (tx) =>
    tx
      .update(providerEvents)
      .set({ attempts: sql`${providerEvents.attempts} + 1` })
      .where(and(eq(providerEvents.id, eventRowId), eq(providerEvents.state, "received")))
      .returning(),
  );
  return event;
};

export const markEvent = async (
  tx: Transaction,
  event: EventRow,
  state: EventRow["state"],
  reason: string | null,
): Promise<void> => {
  await tx
    .update(providerEvents)
    .set({ state, reason, handledAt: sql`now()` })
    .where(eq(providerEvents.id, event.id));
};

export const endEvent = (
  ctx: Context,
  event: EventRow,
  state: "handled" | "ignored" | "quarantined",
  reason: string | null,
): Promise<void> => ctx.database.withActor(ctx.actor, (tx) => markEvent(tx, event, state, reason));

/**
 * Runs what asks the provider about an event's object. One that the provider does not know, time and
 * again, sets the event aside and answers undefined; every other fault is thrown, to be tried again.
 */
export const whileKnown = async <T>(
  ctx: Context,
  event: EventRow,
  ask: () => Promise<T>,
): Promise<T | undefined> => {
  try {
    return await ask();
  } catch (error) {
    const isUnknownObject = error instanceof ProviderError && error.failure === "refused";
    if (!isUnknownObject || !isLastTry(event)) throw error;
    await endEvent(ctx, event, "quarantined", "unknown_object");
    return undefined;
  }
};

/** The queue whose job works off an event about this kind of object. */
export const queueOf = (objectKind: string | null): "settle-purchase" | "handle-event" =>
  objectKind === null || objectKind === "checkout" ? "settle-purchase" : "handle-event";
