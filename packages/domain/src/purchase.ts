import {
  type CouponScope,
  type Currency,
  currencies,
  type ErrorCode,
  type PaymentOption,
  type ProviderName,
  type PurchaseStatus,
  type UserId,
} from "@boltz/contract";
import { splitSale } from "./coupon.ts";
import { type PostingSet, salePostings } from "./postings.ts";

/**
 * Which state a purchase may go to from which. Late money may still revive an ended try, and a refund
 * that fails after all, or a dispute that is won in the end, gives back what was bought.
 */
export const purchaseTransitions = {
  pending: ["completed", "failed", "expired", "quarantined"],
  failed: ["completed", "quarantined"],
  expired: ["completed", "quarantined"],
  quarantined: ["completed", "failed", "refunded"],
  completed: ["refunded", "charged_back"],
  refunded: ["completed"],
  charged_back: ["completed"],
} as const satisfies Record<PurchaseStatus, readonly PurchaseStatus[]>;

export const mayBecome = (from: PurchaseStatus, to: PurchaseStatus): boolean => {
  const reachable: readonly PurchaseStatus[] = purchaseTransitions[from];
  return reachable.includes(to);
};

interface Amount {
  amountMinor: bigint;
  currency: Currency;
}

export interface PurchaseFacts {
  buyerId: UserId;
  listing: {
    creatorId: UserId;
    isPublished: boolean;
    creatorMaySell: boolean;
    price: Amount;
    refundDays: number;
  };
  ownsAlready: boolean;
  /** The total that the buyer saw, after the coupon. */
  expectedPrice: Amount;
  /** What a coupon takes off, decided before. */
  coupon: { scope: CouponScope; discountMinor: bigint } | null;
  payBy: PaymentOption;
  options: readonly PaymentOption[];
  feeBps: number;
}

export type PurchaseDecision =
  | { kind: "refuse"; code: ErrorCode }
  | {
      kind: "buy";
      listPriceMinor: bigint;
      discountMinor: bigint;
      /** What is charged. */
      priceMinor: bigint;
      currency: Currency;
      feeBps: number;
      feeMinor: bigint;
      earningMinor: bigint;
      refundDays: number;
      /** Null where nothing is to be paid: no provider is asked then. */
      payBy: PaymentOption | null;
    };

const refuse = (code: ErrorCode): PurchaseDecision => ({ kind: "refuse", code });

/** Whether this may be bought on these terms, and how its price is split. The terms become the purchase's snapshot. */
export const decidePurchase = (facts: PurchaseFacts): PurchaseDecision => {
  const { listing, expectedPrice } = facts;
  if (facts.buyerId === listing.creatorId) return refuse("own_listing");
  if (facts.ownsAlready) return refuse("already_owned");
  if (!listing.isPublished || !listing.creatorMaySell) return refuse("listing_not_for_sale");
  const { currency } = listing.price;
  const discountMinor = facts.coupon?.discountMinor ?? 0n;
  const amountMinor = listing.price.amountMinor - discountMinor;
  if (amountMinor !== expectedPrice.amountMinor || currency !== expectedPrice.currency)
    return refuse("price_changed");
  const isFree = amountMinor === 0n;
  if (!isFree && amountMinor < currencies[currency].minimumMinor) return refuse("below_minimum");
  const { payBy } = facts;
  const isOffered = facts.options.some(
    ({ provider, method }) => provider === payBy.provider && method === payBy.method,
  );
  if (!isFree && !isOffered) return refuse("provider_unavailable");
  return {
    kind: "buy",
    listPriceMinor: listing.price.amountMinor,
    discountMinor,
    priceMinor: amountMinor,
    currency,
    feeBps: facts.feeBps,
    ...splitSale({
      listPriceMinor: listing.price.amountMinor,
      priceMinor: amountMinor,
      feeBps: facts.feeBps,
      currency,
      couponScope: facts.coupon?.scope ?? null,
    }),
    refundDays: listing.refundDays,
    payBy: isFree ? null : payBy,
  };
};

export interface SettlementFacts {
  purchase: {
    id: string;
    status: PurchaseStatus;
    provider: ProviderName | null;
    checkoutReference: string | null;
    currency: Currency;
    priceMinor: bigint;
    feeMinor: bigint;
    earningMinor: bigint;
    creatorId: UserId;
  };
  /** What the provider answers now; null for a purchase that costs nothing. */
  checkout: {
    reference: string;
    purchaseId: string | null;
    status: "open" | "processing" | "authorized" | "paid" | "failed" | "expired";
    amount: Amount;
    livemode: boolean;
    lastFailure: string | null;
  } | null;
  expectedLivemode: boolean;
  /** Whether the buyer got the strategy by another purchase meanwhile. */
  ownsOtherwise: boolean;
  /** Whether its coupon was released when the try ended and has no use left now. */
  couponGone: boolean;
}

export type SettlementDecision =
  | { kind: "complete"; postings: PostingSet | null }
  /** The bank holds the right amount; take it and decide again. */
  | { kind: "capture" }
  | { kind: "wait"; lastFailure: string | null }
  | { kind: "end"; status: "failed" | "expired"; lastFailure: string | null }
  | { kind: "quarantine"; reason: string }
  | { kind: "nothing" };

/** What differs between what was to be paid and what the provider says was paid; null where nothing does. */
const mismatchOf = (facts: SettlementFacts): string | null => {
  const { purchase, checkout, expectedLivemode } = facts;
  if (checkout === null) return purchase.priceMinor === 0n ? null : "payment_missing";
  if (checkout.livemode !== expectedLivemode) return "livemode_mismatch";
  if (checkout.purchaseId !== purchase.id) return "reference_mismatch";
  if (purchase.checkoutReference !== null && checkout.reference !== purchase.checkoutReference)
    return "reference_mismatch";
  if (checkout.amount.currency !== purchase.currency) return "currency_mismatch";
  if (checkout.amount.amountMinor !== purchase.priceMinor) return "amount_mismatch";
  return null;
};

/** Settlement begins from these only: what was given back comes back by other ways. */
const settleable: readonly PurchaseStatus[] = ["pending", "failed", "expired"];

/**
 * What a purchase becomes, from its row and the provider's present state. Moves forward only: asked
 * again about a settled purchase it answers `nothing`, so any number of events have one effect.
 */
export const decideSettlement = (facts: SettlementFacts): SettlementDecision => {
  const { purchase, checkout } = facts;
  if (!settleable.includes(purchase.status)) return { kind: "nothing" };
  if (checkout !== null && checkout.status !== "paid") {
    if (checkout.status === "authorized") return decideCapture(facts);
    if (purchase.status !== "pending") return { kind: "nothing" };
    const { status, lastFailure } = checkout;
    return status === "expired" || status === "failed"
      ? { kind: "end", status, lastFailure }
      : { kind: "wait", lastFailure };
  }
  const mismatch = mismatchOf(facts);
  if (mismatch !== null) return { kind: "quarantine", reason: mismatch };
  if (facts.ownsOtherwise) return { kind: "quarantine", reason: "already_owned" };
  if (facts.couponGone) return { kind: "quarantine", reason: "coupon_gone" };
  return {
    kind: "complete",
    postings: purchase.provider === null ? null : salePostings({ ...purchase, provider: purchase.provider }),
  };
};

/** What is not as agreed is never captured: the bank lets go of it by itself. */
const decideCapture = (facts: SettlementFacts): SettlementDecision =>
  mismatchOf(facts) === null && !facts.ownsOtherwise && !facts.couponGone
    ? { kind: "capture" }
    : { kind: "nothing" };

/** Until when the buyer may ask for the money back; null without a refund window. */
export const refundableUntil = (completedAt: Date, refundDays: number): Date | null =>
  refundDays === 0 ? null : new Date(completedAt.getTime() + refundDays * 86_400_000);
