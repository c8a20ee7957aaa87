import type {
  Currency,
  ErrorCode,
  ProviderName,
  PurchaseStatus,
  RefundOrigin,
  UserId,
} from "@boltz/contract";
import { currencies } from "@boltz/contract";
import { divideHalfEven } from "./fees.ts";
import {
  balanced,
  creatorLeg,
  giveToCreator,
  houseLeg,
  type PostingSet,
  takeFromCreator,
} from "./postings.ts";
import { refundableUntil } from "./purchase.ts";

/** What of a sale went back before: by refunds and by disputes. */
export interface ReturnedSoFar {
  currency: Currency;
  priceMinor: bigint;
  feeMinor: bigint;
  returnedMinor: bigint;
  feeReturnedMinor: bigint;
}

const clamp = (value: bigint, low: bigint, high: bigint) => (value < low ? low : value > high ? high : value);

/**
 * Splits an amount that goes back to the buyer into the parts of platform and creator, in minor units.
 * The platform's part is the half-even share (in the currency's step) of all that went back so far, less what it gave before, so
 * that the last return takes the remainder and both parts end exactly at what they got.
 * Throws `RangeError` for an amount that is not within what is left.
 */
export const splitReturn = (
  sale: ReturnedSoFar,
  amountMinor: bigint,
): { feeMinor: bigint; earningMinor: bigint } => {
  const leftMinor = sale.priceMinor - sale.returnedMinor;
  if (amountMinor <= 0n || amountMinor > leftMinor)
    throw new RangeError(`${amountMinor} of ${leftMinor} left`);
  const feeLeft = sale.feeMinor - sale.feeReturnedMinor;
  const earningLeft = leftMinor - feeLeft;
  const { step } = currencies[sale.currency];
  const feeAfter =
    divideHalfEven(sale.feeMinor * (sale.returnedMinor + amountMinor), sale.priceMinor * step) * step;
  const least = amountMinor > earningLeft ? amountMinor - earningLeft : 0n;
  const most = amountMinor < feeLeft ? amountMinor : feeLeft;
  const feeMinor = clamp(feeAfter - sale.feeReturnedMinor, least, most);
  return { feeMinor, earningMinor: amountMinor - feeMinor };
};

export interface RefundFacts {
  origin: RefundOrigin;
  purchase: {
    status: PurchaseStatus;
    currency: Currency;
    priceMinor: bigint;
    returnedMinor: bigint;
    refundDays: number;
    completedAt: Date | null;
    /** What was received where that differs from the price: only of a purchase in quarantine. */
    paidMinor: bigint | null;
  };
  /** Refunds that are planned or on their way. */
  underWayMinor: bigint;
  hasOpenDispute: boolean;
  /** Whether what was bought was removed because it harms: then no window ends. */
  isHarmful: boolean;
  /** Null for all that is left. */
  amountMinor: bigint | null;
  now: Date;
}

export type RefundDecision = { kind: "refuse"; code: ErrorCode } | { kind: "refund"; amountMinor: bigint };

/** Whether and how much may be refunded now. A buyer gets all of it back within the window, or whenever it harms; staff decide freely. */
export const decideRefund = (facts: RefundFacts): RefundDecision => {
  const { purchase, origin } = facts;
  const refuse = (code: ErrorCode): RefundDecision => ({ kind: "refuse", code });
  const isHeldBack = purchase.status === "quarantined";
  if (!(purchase.status === "completed" || (isHeldBack && origin === "staff"))) return refuse("wrong_state");
  const paidMinor = isHeldBack ? (purchase.paidMinor ?? 0n) : purchase.priceMinor;
  if (paidMinor === 0n) return refuse("wrong_state");
  if (facts.hasOpenDispute) return refuse("disputed");
  if (origin === "buyer" && !facts.isHarmful) {
    const until = purchase.completedAt && refundableUntil(purchase.completedAt, purchase.refundDays);
    if (until === null || until < facts.now) return refuse("refund_window_closed");
  }
  const leftMinor = paidMinor - purchase.returnedMinor - facts.underWayMinor;
  if (leftMinor <= 0n) return refuse("wrong_state");
  const amountMinor = facts.amountMinor ?? leftMinor;
  if (amountMinor > leftMinor) return refuse("refund_too_large");
  const isOdd = amountMinor % currencies[purchase.currency].step !== 0n;
  if (amountMinor <= 0n || (isOdd && amountMinor !== leftMinor)) return refuse("invalid_input");
  return { kind: "refund", amountMinor };
};

interface Returned {
  provider: ProviderName;
  currency: Currency;
  creatorId: UserId;
  feeMinor: bigint;
  earningMinor: bigint;
  /** What this purchase still has pending, and what the creator has available. */
  pendingMinor: bigint;
  availableMinor: bigint;
}

const takenBack = (back: Returned) => [
  houseLeg("platform:fees", -back.feeMinor),
  ...takeFromCreator({ ...back, amountMinor: back.earningMinor }),
];

/** A refund that reached the buyer. */
export const refundPostings = (back: Returned): PostingSet =>
  balanced(back.currency, [
    houseLeg(`provider:${back.provider}`, back.feeMinor + back.earningMinor),
    ...takenBack(back),
  ]);

/** A dispute freezes what it is about; what exceeds the rest of the sale is the platform's cost. */
export const disputeOpenedPostings = (back: Returned & { excessMinor: bigint }): PostingSet =>
  balanced(back.currency, [
    houseLeg("disputes:held", back.feeMinor + back.earningMinor + back.excessMinor),
    houseLeg("platform:provider_costs", -back.excessMinor),
    ...takenBack(back),
  ]);

/** The provider took `deltaMinor` off our balance for a dispute, or gave it back where that is negative. */
export const disputeFundsPostings = (move: {
  provider: ProviderName;
  currency: Currency;
  deltaMinor: bigint;
}): PostingSet =>
  balanced(move.currency, [
    houseLeg(`provider:${move.provider}`, move.deltaMinor),
    houseLeg("disputes:held", -move.deltaMinor),
  ]);

/** The provider's own charge: for a dispute, or for handling a payment. */
export const providerCostPostings = (cost: {
  provider: ProviderName;
  currency: Currency;
  amountMinor: bigint;
}): PostingSet =>
  balanced(cost.currency, [
    houseLeg(`provider:${cost.provider}`, cost.amountMinor),
    houseLeg("platform:provider_costs", -cost.amountMinor),
  ]);

/** A lost dispute's charge is the creator's to bear. */
export const disputeCostPostings = (cost: {
  currency: Currency;
  creatorId: UserId;
  costMinor: bigint;
  pendingMinor: bigint;
  availableMinor: bigint;
}): PostingSet =>
  balanced(cost.currency, [
    houseLeg("platform:provider_costs", cost.costMinor),
    ...takeFromCreator({ ...cost, amountMinor: cost.costMinor }),
  ]);

/** A dispute was won, or a refund failed after all: what was taken is given back, into the hold while it lasts. */
export const givenBackPostings = (back: {
  currency: Currency;
  creatorId: UserId;
  from: "disputes:held" | `provider:${ProviderName}`;
  feeMinor: bigint;
  earningMinor: bigint;
  excessMinor: bigint;
  isReleased: boolean;
  debtMinor: bigint;
}): PostingSet =>
  balanced(back.currency, [
    houseLeg(back.from, -(back.feeMinor + back.earningMinor + back.excessMinor)),
    houseLeg("platform:fees", back.feeMinor),
    houseLeg("platform:provider_costs", back.excessMinor),
    ...(back.isReleased
      ? giveToCreator({ ...back, amountMinor: back.earningMinor })
      : [creatorLeg(back.creatorId, "pending", back.earningMinor)]),
  ]);
