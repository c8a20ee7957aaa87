import Stripe from "stripe";
import type { CheckoutRequest, CheckoutState, PaymentProvider } from "../port.ts";
import { toStripeCharge } from "./amounts.ts";
import { call } from "./answer.ts";
import { purchaseIdKey, toCheckout, toCheckoutState } from "./checkout-answer.ts";
import { disputeCalls } from "./disputes.ts";
import { toProviderError } from "./failure.ts";
import { listMovements } from "./movements.ts";
import { verifyNotification } from "./notification.ts";
import { payoutAccountCalls } from "./payout-accounts.ts";
import { payoutCalls } from "./payouts.ts";
import { refundCalls } from "./refunds.ts";

export interface StripeProviderOptions {
  secretKey: string;
  /** More than one while secrets are rotated. */
  webhookSecrets: readonly string[];
  /** Where the API is spoken to; Stripe itself if left out. */
  endpoint?: { host: string; port: number; protocol: "http" | "https" };
  /** Deadline of one call, its body included. */
  timeoutMs?: number;
}

const expandIntent = { expand: ["payment_intent"] };

export function createStripeProvider(options: StripeProviderOptions): PaymentProvider {
  if (options.webhookSecrets.length === 0) throw new Error("Stripe needs at least one webhook secret");
  const stripe = new Stripe(options.secretKey, {
    ...options.endpoint,
    // The fetch client has one deadline for the whole call and never sends again on its own;
    // the node client restarts its timer with every byte and repeats after a reset.
    httpClient: Stripe.createFetchHttpClient((...request) => fetch(...request)),
    timeout: options.timeoutMs ?? 10_000,
    maxNetworkRetries: 0,
    telemetry: false,
  });

  return {
    name: "stripe",
    livemode: /^(sk|rk)_live_/.test(options.secretKey),

    async createCheckout(request) {
      const params = toSessionParams(request);
      const { idempotencyKey } = request;
      return toCheckout(
        await call("write", () => stripe.checkout.sessions.create(params, { idempotencyKey })),
      );
    },

    async getCheckout(reference) {
      return fetchState(stripe, reference);
    },

    // A card is charged at once: there is never an authorized amount to take.
    async captureCheckout({ reference }) {
      return fetchState(stripe, reference);
    },

    async expireCheckout(reference, idempotencyKey) {
      try {
        return toCheckoutState(
          await stripe.checkout.sessions.expire(reference, expandIntent, { idempotencyKey }),
        );
      } catch (error) {
        // Only an open session can be expired; another one is answered as it is.
        if (error instanceof Stripe.errors.StripeInvalidRequestError && error.statusCode === 400) {
          return fetchState(stripe, reference);
        }
        throw toProviderError(error, "read");
      }
    },

    ...refundCalls(stripe),
    ...disputeCalls(stripe),
    listMovements: (input) => listMovements(stripe, input),
    payouts: { ...payoutAccountCalls(stripe), ...payoutCalls(stripe) },

    async verifyEvent({ rawBody, headers, now }) {
      return verifyNotification({ stripe, secrets: options.webhookSecrets, rawBody, headers, now });
    },
  };
}

async function fetchState(stripe: Stripe, reference: string): Promise<CheckoutState> {
  return toCheckoutState(
    await call("read", () => stripe.checkout.sessions.retrieve(reference, expandIntent)),
  );
}

/** The same request gives the same bytes, or Stripe would take a retry under the same key for another request. */
function toSessionParams(request: CheckoutRequest): Stripe.Checkout.SessionCreateParams {
  const metadata = { [purchaseIdKey]: request.purchaseId };
  return {
    mode: "payment",
    submit_type: "pay",
    client_reference_id: request.purchaseId,
    metadata,
    customer_email: request.buyerEmail,
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    expires_at: Math.floor(request.expiresAt.getTime() / 1000),
    adaptive_pricing: { enabled: false },
    payment_intent_data: { metadata, transfer_group: request.purchaseId },
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: request.price.currency.toLowerCase(),
          unit_amount: toStripeCharge(request.price),
          product_data: { name: request.title },
        },
      },
    ],
  };
}
