import type { FundAccounts } from "razorpay/dist/types/fundAccount.js";
import type { ContactRecord, FundAccountRecord, PayoutRecord, PayoutStatus } from "../payout-records.ts";
import { type Notes, toNotes } from "../wire-types.ts";

/** The SDK knows nothing of RazorpayX; these are its documented shapes. */
interface ContactAnswer {
  id: string;
  entity: "contact";
  name: string;
  contact: string | null;
  email: string | null;
  type: string | null;
  reference_id: string | null;
  batch_id: null;
  active: boolean;
  notes: Notes;
  created_at: number;
}

export function toContactAnswer(contact: ContactRecord): ContactAnswer {
  return {
    id: contact.id,
    entity: "contact",
    name: contact.name,
    contact: contact.contact,
    email: contact.email,
    type: contact.type,
    reference_id: contact.referenceId,
    batch_id: null,
    active: true,
    notes: toNotes(contact.notes),
    created_at: contact.createdSeconds,
  };
}

interface FundAccountAnswer extends Omit<FundAccounts.RazorpayFundAccount, "customer_id" | "bank_account"> {
  contact_id: string;
  bank_account: Omit<FundAccounts.RazorpayBankAccount, "notes"> & { notes: [] };
}

export function toFundAccountAnswer({ id, contactId, bank, createdSeconds }: FundAccountRecord) {
  return {
    id,
    entity: "fund_account",
    contact_id: contactId,
    account_type: "bank_account",
    bank_account: {
      ifsc: bank.ifsc,
      bank_name: `Sandbox bank ${bank.ifsc.slice(0, 4)}`,
      name: bank.beneficiary,
      notes: [],
      account_number: bank.accountNumber,
    },
    batch_id: null,
    active: true,
    created_at: createdSeconds,
  } satisfies FundAccountAnswer;
}

interface PayoutAnswer {
  id: string;
  entity: "payout";
  fund_account_id: string;
  amount: number;
  currency: string;
  notes: Notes;
  fees: number;
  tax: number;
  status: PayoutStatus;
  purpose: string;
  utr: string | null;
  mode: string;
  reference_id: string | null;
  narration: string | null;
  batch_id: null;
  failure_reason: string | null;
  created_at: number;
  fee_type: null;
  status_details: { description: string | null; source: string | null; reason: string | null };
}

export function toPayoutAnswer(payout: PayoutRecord): PayoutAnswer {
  const { failure } = payout;
  return {
    id: payout.id,
    entity: "payout",
    fund_account_id: payout.fundAccountId,
    amount: payout.amount,
    currency: payout.currency,
    notes: toNotes(payout.notes),
    fees: 0,
    tax: 0,
    status: payout.status,
    purpose: payout.purpose,
    utr: payout.utr,
    mode: payout.mode,
    reference_id: payout.referenceId,
    narration: payout.narration,
    batch_id: null,
    failure_reason: failure?.description ?? null,
    created_at: payout.createdSeconds,
    fee_type: null,
    status_details: {
      description: failure?.description ?? null,
      source: failure?.source ?? null,
      reason: failure?.reason ?? null,
    },
  };
}
