import { type Core, emitEvent } from "../core.ts";
import type { StripeEventType, StripeObjectType } from "./event-types.ts";

interface Occurrence {
  type: StripeEventType;
  objectType: StripeObjectType;
  object: { id: string; livemode: boolean };
}

/** Inside the transaction that changed the object. */
export function emitStripe(core: Core, { type, objectType, object }: Occurrence): void {
  emitEvent(core, { provider: "stripe", type, livemode: object.livemode, objectType, objectId: object.id });
}
