import type { ProviderName } from "@boltz/contract";
import { newId } from "@boltz/db";
import { providerEvents } from "@boltz/db/schema";
import type { ProviderEvent } from "@boltz/providers";
import type { Call } from "../context.ts";
import { queueOf } from "../events/event-row.ts";

/** Stores a verified event and queues the work on it, in one transaction. The same event again does nothing. */
export const receiveProviderEvent = ({
  ctx,
  input,
}: Call<{ provider: ProviderName; event: ProviderEvent }>): Promise<void> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const { provider, event } = input;
    const eventRowId = newId("evt");
    const [stored] = await tx
      .insert(providerEvents)
      .values({
        id: eventRowId,
        provider,
        eventId: event.id,
        type: event.type,
        objectKind: event.object?.kind ?? null,
        objectReference: event.object?.reference ?? null,
        livemode: event.livemode,
        occurredAt: event.createdAt,
      })
      .onConflictDoNothing()
      .returning({ id: providerEvents.id });
    if (stored === undefined) return;
    await ctx.queue.send(tx, queueOf(event.object?.kind ?? null), { eventRowId, provider });
  });
