import type { FaultState } from "./faults/settings.ts";
import { newId } from "./ids.ts";
import type { EventType, SessionRecord } from "./store/records.ts";
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

/** Stores the event with its deliveries; they are sent by the `wake` after the transaction. */
export function emitEvent(core: Core, type: EventType, session: SessionRecord): void {
  const event = {
    id: newId(session.livemode ? "evt" : "evt_test"),
    type,
    created: core.clock().toISOString(),
    livemode: session.livemode,
    sessionId: session.id,
  };
  core.store.events.save(event);
  core.dispatcher.enqueue(event);
}
