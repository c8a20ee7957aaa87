import type Stripe from "stripe";
import type { EventRecord, EventType } from "../store/records.ts";

type CheckoutNotification = Extract<Stripe.V2.Core.EventNotification, { type: EventType }>;
type Body<T> = T extends unknown ? Omit<T, "fetchEvent" | "fetchRelatedObject"> : never;

/** The thin event, as it is posted and as `/v2/core/events/:id` answers it: what happened to which object. */
export function toNotification(event: EventRecord): Body<CheckoutNotification> {
  return {
    id: event.id,
    object: "v2.core.event",
    type: event.type,
    created: event.created,
    livemode: event.livemode,
    related_object: {
      id: event.sessionId,
      type: "checkout.session",
      url: `/v1/checkout/sessions/${event.sessionId}`,
    },
  } satisfies Body<CheckoutNotification>;
}
