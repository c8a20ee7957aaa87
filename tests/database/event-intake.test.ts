import { randomUUID } from "node:crypto";
import { type Database, idFromUuid } from "@boltz/db";
import { system } from "@boltz/domain";
import type { ProviderEvent, ProviderObject } from "@boltz/providers";
import { type Context, createEventIntake } from "@boltz/services";
import { describe, expect, test } from "vitest";
import { useStack } from "../support/stack.ts";

const stack = useStack();

const eventAbout = (object: ProviderObject | null): ProviderEvent => ({
  ...{ id: `evt_${randomUUID()}`, object, type: `test.${object?.kind ?? "nothing"}` },
  ...{ livemode: false, createdAt: new Date() },
});

const eventsAbout = (count: number, kind: ProviderObject["kind"] | null) =>
  Array.from({ length: count }, (_, index) =>
    eventAbout(kind === null ? null : { kind, reference: `${kind}_${index}` }),
  );

const asWebhook = (): Context => stack().as(system("webhook"));
const taken = (event: ProviderEvent) => ({ provider: "stripe" as const, event });

/** How many rows there are of these events, by state, and how many jobs of each queue are about them. */
const storedOf = async (events: readonly ProviderEvent[]) => {
  const rows = await stack().db.stored<{ id: string; state: string }>(
    "SELECT id, state FROM provider_events WHERE event_id = ANY ($1)",
    [events.map(({ id }) => id)],
  );
  const ids = new Set<string>(rows.map(({ id }) => idFromUuid("evt", id)));
  const jobs = await stack().db.stored<{ name: string; row: string | null }>(
    "SELECT name, data ->> 'eventRowId' AS row FROM pgboss.job",
  );
  const count = <T>(all: T[], is: (one: T) => boolean) => all.filter(is).length;
  const jobsOf = (queue: string) =>
    count(jobs, ({ name, row }) => name === queue && row !== null && ids.has(row));
  return {
    received: count(rows, ({ state }) => state === "received"),
    ignored: count(rows, ({ state }) => state === "ignored"),
    settle: jobsOf("settle-purchase"),
    handle: jobsOf("handle-event"),
  };
};

const counting = (database: Database) => {
  const counted = { transactions: 0 };
  const withActor: Database["withActor"] = (actor, work) => {
    counted.transactions += 1;
    return database.withActor(actor, work);
  };
  return { counted, database: { ...database, withActor } };
};

describe("the intake of events", () => {
  test("stores a thousand at once, each sent three times, once each with its job, in few commits", async () => {
    const events = [
      ...eventsAbout(600, "checkout"),
      ...eventsAbout(300, "refund"),
      ...eventsAbout(100, null),
    ];
    const thrice = [...events, ...events.toReversed(), ...events];
    const { counted, database } = counting(stack().services.database);
    const intake = createEventIntake({ ...asWebhook(), database });
    await Promise.all(thrice.map((event) => intake.receive(taken(event))));
    expect(await storedOf(events)).toEqual({ received: 900, ignored: 100, settle: 600, handle: 300 });
    expect(counted.transactions).toBeLessThanOrEqual(7);
  });

  test("answers nobody before the event is stored", async () => {
    const events = eventsAbout(20, "refund");
    const seen = await Promise.all(
      events.map(async (event) => {
        await stack().intake.receive(taken(event));
        return storedOf([event]);
      }),
    );
    expect(seen).toEqual(Array(20).fill({ received: 1, ignored: 0, settle: 0, handle: 1 }));
  });

  test("of two processes that get the same events in opposite orders stores each once", async () => {
    const events = eventsAbout(400, "dispute");
    const [one, other] = [createEventIntake(asWebhook()), createEventIntake(asWebhook())];
    await Promise.all([
      ...events.map((event) => one.receive(taken(event))),
      ...events.toReversed().map((event) => other.receive(taken(event))),
    ]);
    expect(await storedOf(events)).toEqual({ received: 400, ignored: 0, settle: 0, handle: 400 });
  });

  test("that cannot queue the work stores nothing and says so to every caller, then goes on", async () => {
    const events = eventsAbout(50, "refund");
    const { queue } = stack().services;
    let isBroken = true;
    const sendMany: typeof queue.sendMany = (...job) =>
      isBroken ? Promise.reject(new Error("no queue")) : queue.sendMany(...job);
    const intake = createEventIntake({ ...asWebhook(), queue: { ...queue, sendMany } });
    const sendAll = () => Promise.allSettled(events.map((event) => intake.receive(taken(event))));
    expect((await sendAll()).map(({ status }) => status)).toEqual(Array(50).fill("rejected"));
    expect(await storedOf(events)).toEqual({ received: 0, ignored: 0, settle: 0, handle: 0 });
    isBroken = false;
    expect((await sendAll()).map(({ status }) => status)).toEqual(Array(50).fill("fulfilled"));
    expect(await storedOf(events)).toEqual({ received: 50, ignored: 0, settle: 0, handle: 50 });
  });
});
