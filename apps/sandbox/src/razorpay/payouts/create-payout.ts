import { z } from "zod";
import { nowSeconds } from "../../core.ts";
import { ifscPattern, statusByNumber } from "../accounts/test-bank-accounts.ts";
import { newRazorpayId } from "../ids.ts";
import { amountAtLeast, notes, readParams, switchField } from "../params.ts";
import type { ContactRecord, FundAccountRecord, PayoutRecord } from "../payout-records.ts";
import type { Razorpay } from "../razorpay.ts";
import { everything } from "../tables.ts";
import { badRequest } from "../wire-error.ts";

const contactParams = z.strictObject({
  name: z.string().min(3).max(50),
  email: z.email().nullish(),
  contact: z.union([z.string(), z.number()]).transform(String).nullish(),
  type: z.string().max(40).nullish(),
  reference_id: z.string().max(40).nullish(),
  notes,
});

/** The same details get the contact that there is. Inside a transaction. */
export function createContact(rzp: Razorpay, input: unknown): ContactRecord {
  const params = readParams(contactParams, input);
  const details = {
    name: params.name,
    email: params.email ?? null,
    contact: params.contact ?? null,
    type: params.type ?? null,
    referenceId: params.reference_id ?? null,
  };
  const known = rzp.contacts
    .list({ equal: { name: params.name }, limit: everything })
    .find(
      (contact) =>
        contact.email === details.email &&
        contact.contact === details.contact &&
        contact.type === details.type &&
        contact.referenceId === details.referenceId,
    );
  if (known !== undefined) return known;
  const made = { id: newRazorpayId("cont"), createdSeconds: nowSeconds(rzp.core) };
  const contact: ContactRecord = { ...made, ...details, notes: params.notes };
  rzp.contacts.save(contact);
  return contact;
}

const fundAccountParams = z.strictObject({
  contact_id: z.string(),
  account_type: z.literal("bank_account"),
  bank_account: z.strictObject({
    name: z.string().min(3).max(120),
    ifsc: z.string().refine((ifsc) => ifscPattern.test(ifsc), { error: "Invalid IFSC Code in Bank Account" }),
    account_number: z
      .union([z.string(), z.number()])
      .transform(String)
      .refine((number) => /^[A-Za-z0-9]{5,35}$/.test(number), { error: "The account number is invalid." }),
  }),
});

/** The same bank account of the same contact gets the fund account that there is. Inside a transaction. */
export function createFundAccount(rzp: Razorpay, input: unknown): FundAccountRecord {
  const { contact_id, bank_account } = readParams(fundAccountParams, input);
  const contact = rzp.contacts.find(contact_id);
  if (contact === undefined) throw badRequest("The contact id provided does not exist", "contact_id");
  const bank = {
    accountNumber: bank_account.account_number,
    ifsc: bank_account.ifsc,
    beneficiary: bank_account.name,
  };
  const known = rzp.fundAccounts
    .list({ equal: { contactId: contact.id }, limit: everything })
    .find(
      (fund) =>
        fund.bank.accountNumber === bank.accountNumber &&
        fund.bank.ifsc === bank.ifsc &&
        fund.bank.beneficiary === bank.beneficiary,
    );
  if (known !== undefined) return known;
  const made = { id: newRazorpayId("fa"), createdSeconds: nowSeconds(rzp.core) };
  const fundAccount: FundAccountRecord = { ...made, contactId: contact.id, bank };
  rzp.fundAccounts.save(fundAccount);
  return fundAccount;
}

const largestByImps = 50_000_000;

const payoutParams = z.strictObject({
  account_number: z.string(),
  fund_account_id: z.string(),
  amount: amountAtLeast(100, "The amount must be atleast INR 1.00"),
  currency: z.literal("INR"),
  mode: z.enum(["IMPS", "NEFT"]),
  purpose: z.string().min(1).max(30),
  reference_id: z
    .string()
    .refine((id) => id.length <= 40, {
      error: "The reference id may not be greater than 40 characters.",
    })
    .nullish(),
  narration: z
    .string()
    .regex(/^[A-Za-z0-9 ]{0,30}$/)
    .nullish(),
  notes,
  queue_if_low_balance: switchField.default(false),
});

/** To a bank account that is not let through, it waits for an approval that nobody gives. Inside a transaction. */
export function createPayout(rzp: Razorpay, input: unknown): PayoutRecord {
  const params = readParams(payoutParams, input);
  if (params.account_number !== rzp.options.accountNumber) {
    throw badRequest("The account number is invalid", "account_number");
  }
  const fundAccount = rzp.fundAccounts.find(params.fund_account_id);
  if (fundAccount === undefined) {
    throw badRequest("The fund account id provided does not exist", "fund_account_id");
  }
  if (params.mode === "IMPS" && params.amount > largestByImps) {
    throw badRequest("The amount is more than IMPS allows", "amount");
  }
  const { payoutFailure } = rzp.core.faults.settings;
  if (payoutFailure !== null) {
    throw badRequest(`The payout was refused: ${payoutFailure}`, undefined, payoutFailure);
  }
  const payout: PayoutRecord = {
    id: newRazorpayId("pout"),
    createdSeconds: nowSeconds(rzp.core),
    amount: params.amount,
    currency: params.currency,
    fundAccountId: params.fund_account_id,
    mode: params.mode,
    purpose: params.purpose,
    referenceId: params.reference_id ?? null,
    narration: params.narration ?? null,
    notes: params.notes,
    status: statusByNumber(fundAccount.bank.accountNumber) === "activated" ? "processing" : "pending",
    utr: null,
    failure: null,
  };
  rzp.payouts.save(payout);
  return payout;
}
