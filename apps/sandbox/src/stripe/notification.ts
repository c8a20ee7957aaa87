import type Stripe from "stripe";
import { z } from "zod";
import type { EventRecord } from "../store/records.ts";
import { addressOf, type StripeEventType, stripeEventTypes, stripeObjectTypes } from "./event-types.ts";

type Notification = Extract<Stripe.V2.Core.EventNotification, { type: StripeEventType }>;
type Body<T> = T extends unknown ? Omit<T, "fetchEvent" | "fetchRelatedObject"> : never;

type CapabilityUpdated = Extract<
  Stripe.V2.Core.Event,
  { type: "v2.core.account[configuration.recipient].capability_status_updated" }
>;

const eventType = z.enum(stripeEventTypes);
const objectType = z.enum(stripeObjectTypes);

/** The thin event, as it is posted: what happened to which object. */
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

/** What `/v2/core/events/:id` answers: the same, and what some events say besides. */
export function toFullEvent(event: EventRecord): object {
  const notification = toNotification(event);
  if (!event.type.endsWith(".capability_status_updated")) return notification;
  const updated_capability = "stripe_balance.stripe_transfers";
  const data = { updated_capability } satisfies CapabilityUpdated["data"];
  return { ...notification, data };
}
