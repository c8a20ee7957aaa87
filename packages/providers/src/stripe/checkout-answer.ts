import { z } from "zod";
import { type Checkout, type CheckoutState, type CheckoutStatus, ProviderError } from "../port.ts";
import { metadata, natural, readAnswer, readMoney } from "./answer.ts";

const paymentIntentAnswer = z.object({
  id: z.string(),
  status: z.string(),
  amount_received: natural,
  currency: z.string(),
  last_payment_error: z.object({ message: z.string().optional() }).nullable(),
});

const sessionAnswer = z.object({
  id: z.string(),
  object: z.literal("checkout.session"),
  status: z.enum(["open", "complete", "expired"]),
  payment_status: z.enum(["paid", "unpaid", "no_payment_required"]),
  amount_total: natural,
  currency: z.string(),
  livemode: z.boolean(),
  client_reference_id: z.string().nullable(),
  metadata,
  payment_intent: z.union([z.string(), paymentIntentAnswer]).nullable(),
  url: z.string().nullable(),
});

type SessionAnswer = z.infer<typeof sessionAnswer>;

/** Where we put our purchase id a second time, beside `client_reference_id`. */
export const purchaseIdKey = "purchase_id";

/** The checkout just made, or made before under the same key. */
export function toCheckout(answer: unknown): Checkout {
  const session = readAnswer(sessionAnswer, answer);
  if (session.url === null) throw new ProviderError("unknown", `Stripe gave no address for ${session.id}`);
  return { reference: session.id, url: session.url };
}

export function toCheckoutState(answer: unknown): CheckoutState {
  const session = readAnswer(sessionAnswer, answer);
  const status = toStatus(session);
  const intent = typeof session.payment_intent === "object" ? session.payment_intent : null;
  const received = status === "paid" && intent !== null;
  const amount = readMoney({
    id: session.id,
    amount: received ? intent.amount_received : session.amount_total,
    currency: received ? intent.currency : session.currency,
  });
  return {
    reference: session.id,
    purchaseId: session.client_reference_id ?? session.metadata?.[purchaseIdKey] ?? null,
    status,
    amount,
    livemode: session.livemode,
    paymentReference:
      intent?.id ?? (typeof session.payment_intent === "string" ? session.payment_intent : null),
    url: session.url,
    lastFailure: intent?.last_payment_error?.message ?? null,
  };
}

/** A session stays `complete` and `unpaid` both while an asynchronous payment runs and after it has failed. */
function toStatus(session: SessionAnswer): CheckoutStatus {
  if (session.status !== "complete") return session.status;
  if (session.payment_status !== "unpaid") return "paid";
  const intentStatus =
    typeof session.payment_intent === "object" ? session.payment_intent?.status : undefined;
  return intentStatus === "requires_payment_method" || intentStatus === "canceled" ? "failed" : "processing";
}
