import type { Accounts } from "razorpay/dist/types/accounts.js";
import type { Stakeholders } from "razorpay/dist/types/stakeholders.js";
import type { AccountRecord, StakeholderRecord } from "../payout-records.ts";
import { type Corrected, type Notes, toNotes } from "../wire-types.ts";

type AccountAnswer = Corrected<
  Omit<Accounts.RazorpayAccount, "activated_at" | "live" | "hold_funds">,
  { phone: string; reference_id: string | null; status: "created" | "suspended"; notes: Notes }
>;

export function toAccountAnswer(account: AccountRecord): AccountAnswer {
  return {
    id: account.id,
    type: "route",
    status: account.suspended ? "suspended" : "created",
    email: account.email,
    phone: account.phone,
    profile: {
      ...(account.category !== null && { category: account.category }),
      ...(account.subcategory !== null && { subcategory: account.subcategory }),
    },
    notes: toNotes(account.notes),
    created_at: account.createdSeconds,
    reference_id: account.referenceId,
    business_type: account.businessType,
    legal_business_name: account.legalBusinessName,
    contact_name: account.contactName,
  } satisfies AccountAnswer;
}

type StakeholderAnswer = Omit<Stakeholders.RazorpayStakeholder, "kyc">;

export function toStakeholderAnswer(stakeholder: StakeholderRecord): StakeholderAnswer {
  return {
    id: stakeholder.id,
    entity: "stakeholder",
    name: stakeholder.name,
    email: stakeholder.email,
    phone: stakeholder.phone === null ? {} : { primary: stakeholder.phone },
  } satisfies StakeholderAnswer;
}
