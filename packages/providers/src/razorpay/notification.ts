import { z } from "zod";
import { type ProviderEvent, type ProviderObject, WebhookRefused } from "../port.ts";
import { isSigned } from "./signature.ts";

/** Razorpay sends again for 24 hours with the time of the first try; what is older was not sent by it now. */
const oldestMs = 48 * 3_600_000;
const furthestAheadMs = 5 * 60_000;

const entityWith = <Field extends z.ZodRawShape>(field: Field) =>
  z
    .object({ entity: z.object(field) })
    .optional()
    .catch(undefined);
const id = z.string().min(1);

const eventBody = z.object({
  entity: z.literal("event"),
  event: z.string().min(1),
  created_at: z.int().positive(),
  payload: z.object({
    order: entityWith({ id }),
    payment: entityWith({ order_id: id }),
    refund: entityWith({ id }),
    dispute: entityWith({ id }),
    transfer: entityWith({ id }),
    payout: entityWith({ id }),
    account: entityWith({ id }),
    merchant_product: entityWith({ merchant_id: id }),
  }),
});

interface NotificationInput {
  secrets: readonly string[];
  rawBody: string;
  headers: Headers;
  now: Date;
  livemode: boolean;
}

/** Every secret is tried: after a change Razorpay signs what it sends again with the old one. */
export function verifyNotification(input: NotificationInput): ProviderEvent {
  const { secrets, rawBody, headers, now, livemode } = input;
  const signature = headers.get("x-razorpay-signature") ?? "";
  if (!secrets.some((secret) => isSigned(rawBody, signature, secret))) throw new WebhookRefused("signature");
  const eventId = headers.get("x-razorpay-event-id");
  const body = parseBody(rawBody);
  if (eventId === null || eventId === "") throw new WebhookRefused("malformed");
  const createdAt = new Date(body.created_at * 1000);
  const ageMs = now.getTime() - createdAt.getTime();
  if (ageMs > oldestMs || ageMs < -furthestAheadMs) throw new WebhookRefused("stale");
  return { id: eventId, type: body.event, object: objectOf(body), livemode, createdAt };
}

function parseBody(rawBody: string): z.infer<typeof eventBody> {
  try {
    return eventBody.parse(JSON.parse(rawBody));
  } catch (cause) {
    throw new WebhookRefused("malformed", { cause });
  }
}

function objectOf({ event, payload }: z.infer<typeof eventBody>): ProviderObject | null {
  const about = (kind: ProviderObject["kind"], reference: string | undefined) =>
    reference === undefined ? null : { kind, reference };
  const { order, payment, merchant_product: product, account } = payload;
  if (event.startsWith("payment.dispute.")) return about("dispute", payload.dispute?.entity.id);
  if (event.startsWith("payment.")) return about("checkout", payment?.entity.order_id);
  if (event.startsWith("order.")) return about("checkout", order?.entity.id ?? payment?.entity.order_id);
  if (event.startsWith("refund.")) return about("refund", payload.refund?.entity.id);
  if (event.startsWith("transfer.")) return about("payout", payload.transfer?.entity.id);
  if (event.startsWith("payout.")) return about("payout", payload.payout?.entity.id);
  if (event.startsWith("product.route.")) return about("account", accountId(product?.entity.merchant_id));
  if (event.startsWith("account.")) return about("account", accountId(account?.entity.id));
  return null;
}

/** Events about accounts name them without the prefix that every other answer has. */
function accountId(reference: string | undefined): string | undefined {
  return reference === undefined || reference.startsWith("acc_") ? reference : `acc_${reference}`;
}
