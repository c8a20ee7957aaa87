import type { FaultState } from "../faults/settings.ts";
import type { Delivery } from "../store/deliveries.ts";
import type { EventRecord } from "../store/records.ts";
import type { Store } from "../store/store.ts";
import type { Sender } from "./sender.ts";

/** Sends every event again, ever later, until the receiver has answered 2xx. */
export interface Dispatcher {
  /** Inside the transaction that made the event. */
  enqueue(event: EventRecord): void;
  /** Sends what is due; call it after the transaction. */
  wake(): void;
  /** Sends what was held back, one after the other, and stops holding. */
  release(options: { reversed: boolean }): Promise<void>;
  /** When nothing that is due remains unsent and unanswered. */
  settled(): Promise<void>;
  attempts(): number;
  stop(): Promise<void>;
}

const parallelLimit = 32;

export function retryDelayMs(attempts: number): number {
  return Math.min(250 * 2 ** attempts, 30_000);
}

export function createDispatcher(deps: { store: Store; faults: FaultState; sender: Sender }): Dispatcher {
  const { store, faults, sender } = deps;
  const running = new Map<number, Promise<void>>();
  const waiting: (() => void)[] = [];
  let attempts = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function attempt(delivery: Delivery): Promise<void> {
    const event = store.events.find(delivery.eventId);
    if (event === undefined || !sender.knows(event.provider)) {
      // Left over from an earlier start, for a provider that is not played any more.
      store.deliveries.mark(delivery.id, "lost");
      return;
    }
    attempts += 1;
    const accepted = await sender.send(event);
    if (stopped) return;
    if (accepted) store.deliveries.mark(delivery.id, "done");
    else store.deliveries.retry(delivery.id, Date.now() + retryDelayMs(delivery.attempts));
  }

  function start(delivery: Delivery): Promise<void> {
    const work = attempt(delivery).finally(() => {
      running.delete(delivery.id);
      wake();
    });
    running.set(delivery.id, work);
    return work;
  }

  function wake(): void {
    if (stopped) return;
    clearTimeout(timer);
    const due = store.deliveries.inState("due").filter((delivery) => !running.has(delivery.id));
    const now = Date.now();
    let nextAtMs = Number.POSITIVE_INFINITY;
    for (const delivery of due) {
      if (delivery.nextAtMs > now) nextAtMs = Math.min(nextAtMs, delivery.nextAtMs);
      else if (running.size < parallelLimit) void start(delivery);
    }
    if (nextAtMs !== Number.POSITIVE_INFINITY) timer = setTimeout(wake, nextAtMs - now).unref();
    if (due.length === 0 && running.size === 0) for (const resolve of waiting.splice(0)) resolve();
  }

  return {
    enqueue(event) {
      if (!sender.knows(event.provider)) throw new Error(`no webhook of ${event.provider} can be sent`);
      const state = { send: "due", hold: "held", lose: "lost" } as const;
      for (let copy = 0; copy < faults.settings.webhookCopies; copy += 1) {
        store.deliveries.add(event.id, state[faults.settings.webhooks], Date.now());
      }
    },
    wake,
    async release({ reversed }) {
      faults.settings.webhooks = "send";
      const held = store.deliveries.inState("held");
      for (const delivery of reversed ? held.reverse() : held) {
        store.deliveries.mark(delivery.id, "due");
        await start(delivery);
      }
      wake();
    },
    settled() {
      const done = new Promise<void>((resolve) => waiting.push(resolve));
      wake();
      return done;
    },
    attempts: () => attempts,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      for (const resolve of waiting.splice(0)) resolve();
      await Promise.allSettled(running.values());
    },
  };
}
