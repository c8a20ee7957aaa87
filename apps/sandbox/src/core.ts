import type { FaultState } from "./faults/settings.ts";
import { newId } from "./ids.ts";
import type { EventRecord } from "./store/records.ts";
import type { Store } from "./store/store.ts";
import type { Dispatcher } from "./webhooks/dispatcher.ts";

/** What every part of the sandbox works with. */
export interface Core {
  store: Store;
  faults: FaultState;
  dispatcher: Dispatcher;
  clock: () => Date;
  secretKey: string;
  /** Where buyers reach the hosted pages. */
  publicUrl: string;
}

export function nowSeconds(core: Core): number {
  return Math.floor(core.clock().getTime() / 1000);
}

type NewEvent = Omit<EventRecord, "id" | "created" | "body"> & { id?: string; body?: string };

/** Stores the event with its deliveries, inside the transaction; they are sent by the `wake` after it. */
export function emitEvent(core: Core, event: NewEvent): void {
  const record: EventRecord = {
    id: newId(event.livemode ? "evt" : "evt_test"),
    created: core.clock().toISOString(),
    body: null,
    ...event,
  };
  core.store.events.save(record);
  core.dispatcher.enqueue(record);
}
