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
  /** Where a provider without a page of its own address is reached: our page that leads on to it. */
  handOverUrl: string;
}

export interface Checkout {
  /** The provider's id of the checkout (Stripe: `cs_…`, Razorpay: `order_…`). */
  reference: string;
  url: string;
}

/**
 * `open`: can be paid. `processing`: the buyer is done, the money is under way (asynchronous method).
 * `authorized`: the bank holds the amount for us until `captureCheckout` takes it. `paid`: received.
 * `expired`: closed unpaid. `failed`: the money under way did not arrive; closed unpaid too.
 */
export type CheckoutStatus = "open" | "processing" | "authorized" | "paid" | "expired" | "failed";

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

/** Kinds of things at a provider whose state we fetch: `payout` is a transfer or a payout to a creator. */
export const providerObjectKinds = ["checkout", "refund", "dispute", "payout", "account"] as const;
export type ProviderObjectKind = (typeof providerObjectKinds)[number];

export interface ProviderObject {
  kind: ProviderObjectKind;
  reference: string;
}

/** A verified event. It only says that something changed; the state is fetched. */
export interface ProviderEvent {
  id: string;
  type: string;
  /** What it is about; null for what nothing here depends on. */
  object: ProviderObject | null;
  livemode: boolean;
  createdAt: Date;
}

export interface RefundRequest {
  idempotencyKey: string;
  /** Our own refund id; comes back with the refund. */
  refundId: string;
  purchaseId: string;
  paymentReference: string;
  amount: Money;
}

/** A refund as the provider answers it now. `pending`: on its way to the buyer's bank. */
export interface RefundState {
  reference: string;
  /** `refundId` as we gave it; null for one made in the provider's dashboard. */
  refundId: string | null;
  paymentReference: string;
  amount: Money;
  status: "pending" | "succeeded" | "failed";
  /** The provider's words about a failure, fit for staff. */
  failure: string | null;
  createdAt: Date;
}

/** A dispute as the provider answers it now. */
export interface DisputeState {
  reference: string;
  paymentReference: string;
  amount: Money;
  /** The provider's word for why, such as `fraudulent`. */
  reason: string;
  status: "open" | "under_review" | "won" | "lost";
  /** Until when evidence can be handed in; null where none can. */
  evidenceDueAt: Date | null;
  /** What the provider has taken off our balance for it by now: zero or the disputed amount. */
  withdrawnMinor: string;
  /** The provider's own charge for the dispute, in the dispute's currency; zero where none. */
  feeMinor: string;
  createdAt: Date;
}

export interface EvidenceRequest {
  idempotencyKey: string;
  reference: string;
  amount: Money;
  /** One paragraph that says what was sold and that it was delivered. */
  summary: string;
  /** What was bought, downloaded and installed, and when, as plain text. */
  activityLog: string;
  productDescription: string;
  buyerEmail: string;
  purchasedOn: Date;
}

/** What a creator says of himself where the provider has no onboarding page. Never stored by us. */
export interface PayoutDetails {
  legalName: string;
  phone: string;
  /** India's tax number, which the provider checks the name against. */
  pan: string;
  address: { street: string; city: string; state: string; postalCode: string };
  bank: { beneficiary: string; accountNumber: string; ifsc: string };
}

export interface PayoutAccountRequest {
  idempotencyKey: string;
  /** Our own payout account id. */
  accountId: string;
  email: string;
  displayName: string;
  country: string;
  /** Null where the provider asks on its own page. */
  details: PayoutDetails | null;
}

/** `onboarding`: the creator has to finish. `pending`: the provider checks. `active`: money can be sent. */
export interface PayoutAccountState {
  reference: string;
  status: "onboarding" | "pending" | "active" | "restricted" | "rejected";
  /** What the provider still wants, in its words. */
  requirements: string[];
}

export interface PayoutRequest {
  idempotencyKey: string;
  /** Our own payout id; comes back with the transfer. */
  payoutId: string;
  accountReference: string;
  amount: Money;
}

/** A payout as the provider answers it now. `failed` and `reversed`: the money is back with us. */
export interface PayoutState {
  reference: string;
  payoutId: string | null;
  status: "sent" | "paid" | "failed" | "reversed";
  amount: Money;
  /** How much of it was taken back by `reversePayout` or by the provider. */
  reversedMinor: string;
  failure: string | null;
}

export interface ReversalRequest {
  idempotencyKey: string;
  payoutReference: string;
  amount: Money;
}

export interface ReversalState {
  reference: string;
  amount: Money;
}

/** One line of the provider's own account book. `gross` is signed: what came in is positive. */
export interface Movement {
  reference: string;
  kind: "charge" | "refund" | "dispute" | "payout" | "payout_reversal" | "bank" | "fee" | "other";
  /** The object behind it: the payment, refund, dispute or transfer. */
  objectReference: string | null;
  gross: Money;
  /** What the provider kept of it, never negative; the balance moved by `gross - fee`. */
  feeMinor: string;
  occurredAt: Date;
}

/** Where creators are paid. Every write carries its stored key; what is not known is asked for, never sent anew. */
export interface PayoutRail {
  createAccount(request: PayoutAccountRequest): Promise<PayoutAccountState>;
  getAccount(reference: string): Promise<PayoutAccountState>;
  /** The provider's page where the creator goes on; null where there is none. */
  onboardingLink(input: { reference: string; returnUrl: string; refreshUrl: string }): Promise<string | null>;
  sendPayout(request: PayoutRequest): Promise<PayoutState>;
  getPayout(reference: string): Promise<PayoutState>;
  /** The payout that was made for our id, where one was; for an answer that was lost. */
  findPayout(payoutId: string): Promise<PayoutState | undefined>;
  /** Takes back part of a payout from the creator's account at the provider. Throws `refused` where it holds too little. */
  reversePayout(request: ReversalRequest): Promise<ReversalState>;
}

export interface PaymentProvider {
  readonly name: ProviderName;
  /** Whether this speaks to the provider's live system; objects of the other mode are refused. */
  readonly livemode: boolean;
  createCheckout(request: CheckoutRequest): Promise<Checkout>;
  getCheckout(reference: string): Promise<CheckoutState>;
  /** Takes an `authorized` amount; answers the state after it, also where it was taken before. */
  captureCheckout(state: CheckoutState): Promise<CheckoutState>;
  /** Closes a checkout that nobody will pay; one that is already paid or closed is answered as it is. */
  expireCheckout(reference: string, idempotencyKey: string): Promise<CheckoutState>;
  createRefund(request: RefundRequest): Promise<RefundState>;
  getRefund(reference: string): Promise<RefundState>;
  /** Every refund of one payment, also those made in the provider's dashboard. */
  listRefunds(paymentReference: string): Promise<RefundState[]>;
  getDispute(reference: string): Promise<DisputeState>;
  submitEvidence(request: EvidenceRequest): Promise<DisputeState>;
  /** The provider's account book from `from` (inclusive) to `to` (exclusive), every line once, oldest first. */
  listMovements(input: { from: Date; to: Date }): AsyncIterable<Movement>;
  readonly payouts: PayoutRail;
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
