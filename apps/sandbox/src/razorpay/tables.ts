import type { Documents } from "../store/documents.ts";
import type { Store } from "../store/store.ts";
import {
  type AccountRecord,
  accountRecord,
  type ContactRecord,
  contactRecord,
  type FundAccountRecord,
  fundAccountRecord,
  type PayoutRecord,
  type ProductRecord,
  payoutRecord,
  productRecord,
  type ReversalRecord,
  reversalRecord,
  type StakeholderRecord,
  stakeholderRecord,
  type TransferRecord,
  transferRecord,
} from "./payout-records.ts";
import {
  type CheckoutRecord,
  checkoutRecord,
  type DisputeRecord,
  type DocumentRecord,
  disputeRecord,
  documentRecord,
  type KeyedAnswerRecord,
  keyedAnswerRecord,
  type MovementRecord,
  movementRecord,
  type OrderRecord,
  orderRecord,
  type PaymentRecord,
  paymentRecord,
  type RefundRecord,
  refundRecord,
} from "./records.ts";

export interface RazorpayTables {
  orders: Documents<OrderRecord>;
  checkouts: Documents<CheckoutRecord>;
  payments: Documents<PaymentRecord>;
  refunds: Documents<RefundRecord>;
  disputes: Documents<DisputeRecord>;
  documents: Documents<DocumentRecord>;
  movements: Documents<MovementRecord>;
  answers: Documents<KeyedAnswerRecord>;
  accounts: Documents<AccountRecord>;
  stakeholders: Documents<StakeholderRecord>;
  products: Documents<ProductRecord>;
  transfers: Documents<TransferRecord>;
  reversals: Documents<ReversalRecord>;
  contacts: Documents<ContactRecord>;
  fundAccounts: Documents<FundAccountRecord>;
  payouts: Documents<PayoutRecord>;
}

/** More rows than any list here ever has. */
export const everything = 1_000_000;

export function openTables(store: Store): RazorpayTables {
  return {
    orders: store.documents("rzp_orders", orderRecord, ["receipt", "createdSeconds"]),
    checkouts: store.documents("rzp_checkouts", checkoutRecord, ["orderId"]),
    payments: store.documents("rzp_payments", paymentRecord, ["orderId", "createdSeconds", "status"]),
    refunds: store.documents("rzp_refunds", refundRecord, ["paymentId"]),
    disputes: store.documents("rzp_disputes", disputeRecord, ["paymentId"]),
    documents: store.documents("rzp_documents", documentRecord),
    movements: store.documents("rzp_movements", movementRecord, ["createdSeconds"]),
    answers: store.documents("rzp_answers", keyedAnswerRecord),
    accounts: store.documents("rzp_accounts", accountRecord, ["email"]),
    stakeholders: store.documents("rzp_stakeholders", stakeholderRecord, ["accountId"]),
    products: store.documents("rzp_products", productRecord, ["accountId"]),
    transfers: store.documents("rzp_transfers", transferRecord, ["accountId", "source", "status"]),
    reversals: store.documents("rzp_reversals", reversalRecord, ["transferId"]),
    contacts: store.documents("rzp_contacts", contactRecord, ["name"]),
    fundAccounts: store.documents("rzp_fund_accounts", fundAccountRecord, ["contactId"]),
    payouts: store.documents("rzp_payouts", payoutRecord, ["referenceId", "status"]),
  };
}
