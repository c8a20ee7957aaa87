import { z } from "zod";
import { type Checkout, type CheckoutState, type CheckoutStatus, ProviderError } from "../port.ts";
import { fromStripeAmount } from "./amounts.ts";

const amount = z.int().nonnegative();

const paymentIntentAnswer = z.object({
  id: z.string(),
  status: z.string(),
  amount_received: amount,
  currency: z.string(),
  last_payment_error: z.object({ message: z.string().optional() }).nullable(),
});

const sessionAnswer = z.object({
  id: z.string(),
  object: z.literal("checkout.session"),
  status: z.enum(["open", "complete", "expired"]),
  payment_status: z.enum(["paid", "unpaid", "no_payment_required"]),
  amount_total: amount,
  currency: z.string(),
  livemode: z.boolean(),
  client_reference_id: z.string().nullable(),
  metadata: z.record(z.string(), z.string()).nullable(),
  payment_intent: z.union([z.string(), paymentIntentAnswer]).nullable(),
  url: z.string().nullable(),
});

type SessionAnswer = z.infer<typeof sessionAnswer>;

/** Where we put our purchase id a second time, beside `client_reference_id`. */
export const purchaseIdKey = "purchase_id";

function readSession(answer: unknown): SessionAnswer {
  const parsed = sessionAnswer.safeParse(answer);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map((issue) => issue.path.join(".") || "(body)").join(", ");
  throw new ProviderError("unknown", `Stripe answered with another shape than expected at: ${paths}`, {
    cause: parsed.error,
  });
}

/** The checkout just made, or made before under the same key. */
export function toCheckout(answer: unknown): Checkout {
  const session = readSession(answer);
  if (session.url === null) throw new ProviderError("unknown", `Stripe gave no address for ${session.id}`);
  return { reference: session.id, url: session.url };
}

export function toCheckoutState(answer: unknown): CheckoutState {
  const session = readSession(answer);
  const status = toStatus(session);
  const intent = typeof session.payment_intent === "object" ? session.payment_intent : null;
  const money =
    status === "paid" && intent !== null
      ? fromStripeAmount(intent.amount_received, intent.currency)
      : fromStripeAmount(session.amount_total, session.currency);
  if (money === undefined) {
    throw new ProviderError("unknown", `${session.id} is in a currency in which nothing is sold here`);
  }
  return {
    reference: session.id,
    purchaseId: session.client_reference_id ?? session.metadata?.[purchaseIdKey] ?? null,
    status,
    amount: money,
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
