import type Stripe from "stripe";
import { z } from "zod";
import type { EventRecord } from "../store/records.ts";
import { addressOf, type StripeEventType, stripeEventTypes, stripeObjectTypes } from "./event-types.ts";

type Notification = Extract<Stripe.V2.Core.EventNotification, { type: StripeEventType }>;
type Body<T> = T extends unknown ? Omit<T, "fetchEvent" | "fetchRelatedObject"> : never;

const eventType = z.enum(stripeEventTypes);
const objectType = z.enum(stripeObjectTypes);

/** The thin event, as it is posted and as `/v2/core/events/:id` answers it: what happened to which object. */
export function toNotification(event: EventRecord): Body<Notification> {
  const type = objectType.parse(event.objectType);
  return {
    id: event.id,
    object: "v2.core.event",
    type: eventType.parse(event.type),
    created: event.created,
    livemode: event.livemode,
    related_object: { id: event.objectId, type, url: addressOf(type, event.objectId) },
  } satisfies Body<Notification>;
}
