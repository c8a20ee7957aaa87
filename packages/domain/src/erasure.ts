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

/** How an erased person is called from then on; the address can receive nothing (RFC 2606). */
export const pseudonymOf = (uuid: string) => ({
  name: "Erased person",
  email: `erased-${uuid}@erased.invalid`,
});
