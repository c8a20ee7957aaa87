import type { ErasureBlock, Role } from "@boltz/contract";

export interface ErasureFacts {
  role: Role;
  pendingPurchases: number;
  openDisputes: number;
  openRefunds: number;
  payoutsUnderWay: number;
  /** Balances of theirs that are above and below zero. */
  balancesLeft: number;
  debtsLeft: number;
}

/**
 * What stands between a person and the erasure of the account. Money that is owed to somebody has to
 * move first, because afterwards nobody is left whom it could be sent to.
 */
export const erasureBlocksOf = (facts: ErasureFacts): ErasureBlock[] => {
  const blocks: [ErasureBlock, boolean][] = [
    ["staff_role", facts.role !== "user" && facts.role !== "creator"],
    ["pending_purchase", facts.pendingPurchases > 0],
    ["open_dispute", facts.openDisputes > 0],
    ["open_refund", facts.openRefunds > 0],
    ["payout_under_way", facts.payoutsUnderWay > 0],
    ["money_left", facts.balancesLeft > 0],
    ["debt_left", facts.debtsLeft > 0],
  ];
  return blocks.filter(([, stands]) => stands).map(([block]) => block);
};

/** Each block as a person reads it: what stands in the way, and what ends that. */
export const erasureBlockSentences: Readonly<Record<ErasureBlock, string>> = {
  staff_role: "You work here: an administrator has to end your role first.",
  pending_purchase: "A payment is not finished: it ends by itself when it is paid or has run out.",
  open_dispute: "A payment is disputed at the bank: it has to be decided first.",
  open_refund: "A refund is on its way: it has to arrive first.",
  payout_under_way: "A payout is on its way: it has to arrive first.",
  money_left:
    "You have money with us: withdraw it first. What is still held can be withdrawn once it is free.",
  debt_left: "You owe us money from refunds or disputes: it has to be settled first.",
};

/** How an erased person is called from then on; the address can receive nothing (RFC 2606). */
export const pseudonymOf = (uuid: string) => ({
  name: "Erased person",
  email: `erased-${uuid}@erased.invalid`,
  /** Of a creator: the last part of a uuid is random, so that two of them do not meet. */
  displayName: `Erased creator ${uuid.slice(-12)}`,
});

/** What stands where somebody's words stood. */
export const erasedWords = {
  author: "Erased person",
  review: "The text of this review was erased with its writer's account.",
  title: "Erased listing",
  summary: "The creator of this strategy has left.",
  description: "The creator of this strategy has left. Who bought it keeps it.",
  reason: "Erased with the account.",
} as const;

/** `years` years later, in UTC; the 29th of February becomes the 1st of March. */
export const yearsAfter = (from: Date, years: number): Date => {
  const until = new Date(from);
  until.setUTCFullYear(from.getUTCFullYear() + years);
  return until;
};

export const daysAfter = (from: Date, days: number): Date => new Date(from.getTime() + days * 86_400_000);
