import type { Money, ProviderName } from "@boltz/contract";

/** What one hosted checkout is to charge. The key is stored before the call and is the same at every retry. */
export interface CheckoutRequest {
  idempotencyKey: string;
  /** Our own purchase id; comes back with every event and object, so that any of them can be matched. */
  purchaseId: string;
  title: string;
  price: Money;
  buyerEmail: string;
  successUrl: string;
  cancelUrl: string;
  /** After this moment the page takes no payment any more. */
  expiresAt: Date;
}

export interface Checkout {
  /** The provider's id of the checkout (Stripe: `cs_…`, Razorpay: `order_…`). */
  reference: string;
  url: string;
}

/**
 * `open`: can be paid. `processing`: the buyer is done, the money is under way (asynchronous method).
 * `paid`: received. `expired`: closed unpaid. `failed`: the money under way did not arrive; closed unpaid too.
 */
export type CheckoutStatus = "open" | "processing" | "paid" | "expired" | "failed";

/** The present state of a checkout, as the provider answers it now. */
export interface CheckoutState {
  reference: string;
  /** `purchaseId` as we gave it; null where the object is not one of ours. */
  purchaseId: string | null;
  status: CheckoutStatus;
  /** What is or was to be paid; after payment, what was received. */
  amount: Money;
  livemode: boolean;
  /** The payment itself (Stripe: `pi_…`), once there is one. */
  paymentReference: string | null;
  url: string | null;
  /** The provider's words about the last declined try, fit for a buyer. */
  lastFailure: string | null;
}

/** A verified event. It only says that something changed; the state is fetched. */
export interface ProviderEvent {
  id: string;
  type: string;
  /** The provider's id of the checkout it is about; null where it is about something else. */
  checkoutReference: string | null;
  livemode: boolean;
  createdAt: Date;
}

export interface PaymentProvider {
  readonly name: ProviderName;
  /** Whether this speaks to the provider's live system; objects of the other mode are refused. */
  readonly livemode: boolean;
  createCheckout(request: CheckoutRequest): Promise<Checkout>;
  getCheckout(reference: string): Promise<CheckoutState>;
  /** Closes a checkout that nobody will pay; one that is already paid or closed is answered as it is. */
  expireCheckout(reference: string, idempotencyKey: string): Promise<CheckoutState>;
  /** Verifies signature and age of a raw webhook body. Throws `WebhookRefused`. */
  verifyEvent(input: { rawBody: string; headers: Headers; now: Date }): Promise<ProviderEvent>;
}

/**
 * `unknown`: no answer or a fault, it may have happened, ask again with the same key.
 * `refused`: it did not happen and will not. `rate_limited`: it did not happen yet, wait.
 * `conflict`: the key was used with another request.
 */
export type ProviderFailure = "unknown" | "refused" | "rate_limited" | "conflict";

export class ProviderError extends Error {
  readonly failure: ProviderFailure;
  readonly retryAfterMs: number | null;

  constructor(
    failure: ProviderFailure,
    message: string,
    options: { cause?: unknown; retryAfterMs?: number } = {},
  ) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.name = "ProviderError";
    this.failure = failure;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

/** A webhook that was not sent by the provider, or not now. */
export class WebhookRefused extends Error {
  constructor(reason: "signature" | "stale" | "malformed", options: { cause?: unknown } = {}) {
    super(`webhook refused: ${reason}`, options.cause === undefined ? {} : { cause: options.cause });
    this.name = "WebhookRefused";
  }
}
