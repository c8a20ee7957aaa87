import type { ProviderName } from "@boltz/contract";
import { newId, type Transaction, uuidFromId } from "@boltz/db";
import type { ProviderEvent } from "@boltz/providers";
import { sql } from "drizzle-orm";
import type { Call } from "../context.ts";
import { type EventRow, queueOf } from "./event-row.ts";

/** An event whose signature was verified. */
export interface ReceivedEvent {
  provider: ProviderName;
  event: ProviderEvent;
}

type NewEvent = ReceivedEvent & { eventRowId: EventRow["id"]; uuid: string };

/**
 * Stores verified events and queues the work on them, in one transaction and a statement for each table,
 * however many they are. What came before does nothing; what nothing here depends on is stored only.
 */
export const receiveProviderEvents = async ({
  ctx,
  input,
}: Call<{ events: readonly ReceivedEvent[] }>): Promise<void> => {
  if (input.events.length === 0) return;
  const planned = input.events
    .map((received) => {
      const eventRowId = newId("evt");
      return { ...received, eventRowId, uuid: uuidFromId("evt", eventRowId) };
    })
    .sort(byIdentity);
  await ctx.database.withActor(ctx.actor, async (tx) => {
    const stored = await store(tx, planned);
    const jobs = { "settle-purchase": [] as Job[], "handle-event": [] as Job[] };
    for (const { uuid, provider, event, eventRowId } of planned)
      if (stored.has(uuid) && event.object !== null)
        jobs[queueOf(event.object.kind)].push({ eventRowId, provider });
    await ctx.queue.sendMany(tx, "settle-purchase", jobs["settle-purchase"]);
    await ctx.queue.sendMany(tx, "handle-event", jobs["handle-event"]);
  });
};

interface Job {
  eventRowId: EventRow["id"];
  provider: ProviderName;
}

/** Two batches that share events wait for each other in the same order, so that neither waits in a circle. */
const byIdentity = (a: ReceivedEvent, b: ReceivedEvent) => {
  const [left, right] = [`${a.provider} ${a.event.id}`, `${b.provider} ${b.event.id}`];
  return left < right ? -1 : left > right ? 1 : 0;
};

/** Answers the uuids of those that were not there before. One text for any number, so that it is planned once. */
const store = async (tx: Transaction, events: readonly NewEvent[]): Promise<Set<string>> => {
  const column = (of: (received: NewEvent) => string | null) => sql.param(events.map(of));
  const { rows } = await tx.execute<{ id: string }>(sql`
    INSERT INTO provider_events
      (id, provider, event_id, type, object_kind, object_reference, livemode, state, occurred_at, handled_at)
    SELECT id, provider, event_id, type, kind, reference, livemode, state, occurred_at,
           CASE state WHEN 'ignored' THEN now() END
    FROM unnest(
      ${column(({ uuid }) => uuid)}::uuid[],
      ${column(({ provider }) => provider)}::text[],
      ${column(({ event }) => event.id)}::text[],
      ${column(({ event }) => event.type)}::text[],
      ${column(({ event }) => event.object?.kind ?? null)}::text[],
      ${column(({ event }) => event.object?.reference ?? null)}::text[],
      ${column(({ event }) => String(event.livemode))}::boolean[],
      ${column(({ event }) => (event.object === null ? "ignored" : "received"))}::text[],
      ${column(({ event }) => event.createdAt.toISOString())}::timestamptz[]
    ) AS e(id, provider, event_id, type, kind, reference, livemode, state, occurred_at)
    ON CONFLICT DO NOTHING RETURNING id`);
  return new Set(rows.map(({ id }) => id));
};
