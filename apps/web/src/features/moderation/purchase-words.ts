import type { RefundOrigin, RefundStatus } from "@boltz/contract";

export const refundStatusWords: Record<RefundStatus, { label: string; colour: string }> = {
  planned: { label: "To be sent", colour: "yellow" },
  pending: { label: "On its way", colour: "yellow" },
  succeeded: { label: "Refunded", colour: "green" },
  failed: { label: "Failed", colour: "red" },
};

export const refundOriginWords: Record<RefundOrigin, string> = {
  buyer: "Asked for by the buyer",
  staff: "Made by our staff",
  provider: "Made in the provider's dashboard",
};

const quarantineWords: Record<string, string> = {
  payment_missing: "The provider knows of no payment for it.",
  livemode_mismatch: "A test payment was reported for a real order, or the other way round.",
  reference_mismatch: "The payment belongs to another order.",
  currency_mismatch: "It was paid in another currency than agreed.",
  amount_mismatch: "Another amount was paid than agreed.",
  already_owned: "The buyer got the strategy by another purchase meanwhile.",
  coupon_gone: "Its coupon had no use left when the payment came.",
};

/** Why a payment waits for a person, in a sentence. */
export const quarantineSentence = (reason: string) => quarantineWords[reason] ?? reason.replaceAll("_", " ");
