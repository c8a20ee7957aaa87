import type { Call } from "../context.ts";
import { type ReceivedEvent, receiveProviderEvents } from "../events/receive-provider-events.ts";

/** Stores one verified event and queues the work on it. The same event again does nothing. */
export const receiveProviderEvent = ({ ctx, input }: Call<ReceivedEvent>): Promise<void> =>
  receiveProviderEvents({ ctx, input: { events: [input] } });
