import Stripe from "stripe";
import { z } from "zod";
import { type ProviderEvent, type ProviderObjectKind, WebhookRefused } from "../port.ts";

/** How far a webhook's timestamp may be from our clock, to either side. */
const webhookToleranceSeconds = 300;

/** Stripe's names of the objects whose state is fetched. */
const objectKinds: ReadonlyMap<string, ProviderObjectKind> = new Map([
  ["checkout.session", "checkout"],
  ["refund", "refund"],
  ["dispute", "dispute"],
  ["transfer", "payout"],
  ["v2.core.account", "account"],
]);

const notificationBody = z.object({
  id: z.string().min(1),
  type: z.string().min(1),
  created: z.iso.datetime({ offset: true }),
  livemode: z.boolean(),
  related_object: z.object({ id: z.string().nullish(), type: z.string() }).nullish(),
});

interface NotificationInput {
  stripe: Stripe;
  secrets: readonly string[];
  rawBody: string;
  headers: Headers;
  now: Date;
}

/** Verifies one thin event. Every secret is tried, so that an old and a new one both work during a rotation. */
export async function verifyNotification(input: NotificationInput): Promise<ProviderEvent> {
  const header = input.headers.get("stripe-signature");
  if (header === null) throw new WebhookRefused("signature");
  refuseWrongTime(header, input.now);
  const body = notificationBody.safeParse(await parseSigned(input, header));
  if (!body.success) throw new WebhookRefused("malformed", { cause: body.error });
  const { id, type, livemode, created, related_object: related } = body.data;
  return {
    id,
    type,
    livemode,
    createdAt: new Date(created),
    object: toObject(related),
  };
}

function toObject(related: z.infer<typeof notificationBody>["related_object"]): ProviderEvent["object"] {
  const kind = objectKinds.get(related?.type ?? "");
  const reference = related?.id ?? null;
  return kind === undefined || reference === null ? null : { kind, reference };
}

/** The SDK refuses old timestamps only; one from the future would stay replayable until its time has come. */
function refuseWrongTime(header: string, now: Date): void {
  const stamps = header.split(",").filter((part) => part.startsWith("t="));
  const seconds = stamps.length === 1 ? /^t=(\d{1,12})$/.exec(stamps[0] ?? "")?.[1] : undefined;
  if (seconds === undefined) throw new WebhookRefused("signature");
  const ageSeconds = Math.floor(now.getTime() / 1000) - Number(seconds);
  if (Math.abs(ageSeconds) > webhookToleranceSeconds) throw new WebhookRefused("stale");
}

async function parseSigned(
  { stripe, secrets, rawBody, now }: NotificationInput,
  header: string,
): Promise<unknown> {
  let lastCause: unknown;
  for (const secret of secrets) {
    try {
      return await stripe.parseEventNotificationAsync(
        rawBody,
        header,
        secret,
        webhookToleranceSeconds,
        undefined,
        now.getTime(),
      );
    } catch (cause) {
      lastCause = cause;
      if (!(cause instanceof Stripe.errors.StripeSignatureVerificationError)) {
        throw new WebhookRefused("malformed", { cause });
      }
    }
  }
  throw new WebhookRefused("signature", { cause: lastCause });
}
