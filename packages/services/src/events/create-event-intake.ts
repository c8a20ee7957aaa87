import type { Context } from "../context.ts";
import { type ReceivedEvent, receiveProviderEvents } from "./receive-provider-events.ts";

/** So many go into one transaction, whatever waits. */
const MAX_BATCH = 500;

export interface EventIntake {
  /** Resolves when the event is stored for good. Rejects where it was not: the provider sends it again. */
  receive(received: ReceivedEvent): Promise<void>;
}

interface Waiting {
  received: ReceivedEvent;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * Commits events in groups: while one transaction runs, those that come meanwhile gather for the next, so
 * that a busy hour costs a commit for many. No caller is answered before its own event is stored.
 */
export const createEventIntake = (ctx: Context): EventIntake => {
  const waiting: Waiting[] = [];
  let isRunning = false;

  const storeNext = async (): Promise<void> => {
    const batch = waiting.splice(0, MAX_BATCH);
    try {
      await receiveProviderEvents({ ctx, input: { events: batch.map(({ received }) => received) } });
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };

  const run = async (): Promise<void> => {
    isRunning = true;
    while (waiting.length > 0) await storeNext();
    isRunning = false;
  };

  return {
    receive: (received) =>
      new Promise<void>((resolve, reject) => {
        waiting.push({ received, resolve, reject });
        if (!isRunning) void run();
      }),
  };
};
