import { lockCreators, pendingOfPurchases, type Transaction } from "@boltz/db";
import { creatorAccount, type PostingSet } from "@boltz/domain";
import type { PurchaseRow } from "../purchases/purchase-row.ts";

/** What one purchase still has pending, and what its creator has available and owes. */
export interface CreatorPurse {
  pendingMinor: bigint;
  availableMinor: bigint;
  debtMinor: bigint;
}

/** Locks the creator's accounts and reads them, before anything is decided by them. */
export const openPurse = async (tx: Transaction, purchase: PurchaseRow): Promise<CreatorPurse> => {
  const balances = (await lockCreators(tx, [purchase.creatorId], purchase.currency)).get(purchase.creatorId);
  if (balances === undefined) throw new Error(`the accounts of ${purchase.creatorId} are missing`);
  const pending = await pendingOfPurchases(tx, [purchase.id]);
  return {
    pendingMinor: pending.get(purchase.id) ?? 0n,
    availableMinor: balances.available,
    debtMinor: balances.debt,
  };
};

/** The purse after these postings, for what is posted behind them in the same transaction. */
export const purseAfter = (purse: CreatorPurse, purchase: PurchaseRow, set: PostingSet): CreatorPurse => {
  const moved = (part: "pending" | "available" | "debt") =>
    set.postings
      .filter(({ account }) => account === creatorAccount(purchase.creatorId, part))
      .reduce((total, { amountMinor }) => total + amountMinor, 0n);
  return {
    pendingMinor: purse.pendingMinor + moved("pending"),
    availableMinor: purse.availableMinor + moved("available"),
    debtMinor: purse.debtMinor + moved("debt"),
  };
};
