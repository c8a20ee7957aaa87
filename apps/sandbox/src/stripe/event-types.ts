import type Stripe from "stripe";

/** The events that the sandbox sends in Stripe's name. */
export const stripeEventTypes = [
  "v1.checkout.session.completed",
  "v1.checkout.session.async_payment_succeeded",
  "v1.checkout.session.async_payment_failed",
  "v1.checkout.session.expired",
  "v1.refund.created",
  "v1.refund.updated",
  "v1.refund.failed",
  "v1.charge.dispute.created",
  "v1.charge.dispute.updated",
  "v1.charge.dispute.closed",
  "v1.charge.dispute.funds_withdrawn",
  "v1.charge.dispute.funds_reinstated",
  "v1.transfer.created",
  "v1.transfer.reversed",
  "v1.transfer.updated",
  "v2.core.account[configuration.recipient].capability_status_updated",
  "v2.core.account[requirements].updated",
] as const satisfies readonly Stripe.V2.Core.EventNotification["type"][];
export type StripeEventType = (typeof stripeEventTypes)[number];

/** Where an object of each kind is fetched. */
const addresses = {
  "checkout.session": "/v1/checkout/sessions/",
  refund: "/v1/refunds/",
  dispute: "/v1/disputes/",
  transfer: "/v1/transfers/",
  "v2.core.account": "/v2/core/accounts/",
} as const;
export type StripeObjectType = keyof typeof addresses;

export const stripeObjectTypes = [
  "checkout.session",
  "refund",
  "dispute",
  "transfer",
  "v2.core.account",
] as const;

export function addressOf(type: StripeObjectType, id: string): string {
  return `${addresses[type]}${id}`;
}
