import type { Documents, OpenDocuments } from "../store/documents.ts";
import {
  type AccountLinkRecord,
  type AccountRecord,
  accountLinkRecord,
  accountRecord,
  type BalanceRecord,
  balanceRecord,
  type DisputeRecord,
  disputeRecord,
  type MovementRecord,
  movementRecord,
  type RefundRecord,
  type ReversalRecord,
  refundRecord,
  reversalRecord,
  type TransferRecord,
  transferRecord,
} from "./records.ts";

/** What Stripe remembers of all that happens after a sale. */
export interface StripeTables {
  refunds: Documents<RefundRecord>;
  disputes: Documents<DisputeRecord>;
  transfers: Documents<TransferRecord>;
  reversals: Documents<ReversalRecord>;
  accounts: Documents<AccountRecord>;
  accountLinks: Documents<AccountLinkRecord>;
  movements: Documents<MovementRecord>;
  balances: Documents<BalanceRecord>;
}

export function openStripeTables(open: OpenDocuments): StripeTables {
  return {
    refunds: open("stripe_refunds", refundRecord, ["intentId", "chargeId"]),
    disputes: open("stripe_disputes", disputeRecord, ["intentId", "chargeId"]),
    transfers: open("stripe_transfers", transferRecord, ["transferGroup", "destination", "sourceChargeId"]),
    reversals: open("stripe_reversals", reversalRecord, ["transferId"]),
    accounts: open("stripe_accounts", accountRecord),
    accountLinks: open("stripe_account_links", accountLinkRecord),
    movements: open("stripe_movements", movementRecord, ["createdSeconds", "source"]),
    balances: open("stripe_balances", balanceRecord, ["holder"]),
  };
}
