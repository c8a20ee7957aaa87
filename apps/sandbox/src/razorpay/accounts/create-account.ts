import { z } from "zod";
import { nowSeconds } from "../../core.ts";
import { newRazorpayId } from "../ids.ts";
import { notes, readParams } from "../params.ts";
import type { AccountRecord, StakeholderRecord } from "../payout-records.ts";
import type { Razorpay } from "../razorpay.ts";
import { badRequest } from "../wire-error.ts";

const phone = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((value) => /^\+?\d{8,15}$/.test(value), {
    error: "The phone must be between 8 and 15 digits.",
  });

const accountParams = z.strictObject({
  email: z.email(),
  phone,
  type: z.literal("route"),
  legal_business_name: z.string().refine((name) => name.length >= 4 && name.length <= 200, {
    error: "The legal business name must be between 4 and 200 characters.",
  }),
  customer_facing_business_name: z.string().max(255).optional(),
  business_type: z.enum([
    "proprietorship",
    "partnership",
    "private_limited",
    "public_limited",
    "llp",
    "ngo",
    "trust",
    "society",
    "individual",
    "not_yet_registered",
    "educational_institutes",
    "other",
  ]),
  contact_name: z.string().refine((name) => name.length >= 4 && name.length <= 255, {
    error: "The contact name must be between 4 and 255 characters.",
  }),
  reference_id: z.string().min(1).max(20).optional(),
  profile: z.looseObject({ category: z.string().optional(), subcategory: z.string().optional() }).optional(),
  legal_info: z.looseObject({}).optional(),
  contact_info: z.looseObject({}).optional(),
  notes,
});

/** One account for one address. Inside a transaction. */
export function createAccount(rzp: Razorpay, input: unknown): AccountRecord {
  const params = readParams(accountParams, input);
  const [known] = rzp.accounts.list({ equal: { email: params.email }, limit: 1 });
  if (known !== undefined) {
    const code = known.id.replace("acc_", "");
    throw badRequest(`Merchant email already exists for account - ${code}`, "email");
  }
  const account: AccountRecord = {
    id: newRazorpayId("acc"),
    createdSeconds: nowSeconds(rzp.core),
    email: params.email,
    phone: params.phone,
    legalBusinessName: params.legal_business_name,
    businessType: params.business_type,
    contactName: params.contact_name,
    referenceId: params.reference_id ?? null,
    category: params.profile?.category ?? null,
    subcategory: params.profile?.subcategory ?? null,
    notes: params.notes,
    suspended: false,
  };
  rzp.accounts.save(account);
  return account;
}

const stakeholderParams = z.strictObject({
  name: z.string().min(1).max(255),
  email: z.email(),
  phone: z.looseObject({ primary: phone.optional() }).optional(),
  percentage_ownership: z.number().optional(),
  relationship: z.looseObject({}).optional(),
  addresses: z.looseObject({}).optional(),
  kyc: z.looseObject({ pan: z.string().optional() }).optional(),
  notes,
});

/** A Route account has one. Inside a transaction. */
export function createStakeholder(rzp: Razorpay, account: AccountRecord, input: unknown): StakeholderRecord {
  const params = readParams(stakeholderParams, input);
  if (rzp.stakeholders.list({ equal: { accountId: account.id }, limit: 1 }).length > 0) {
    throw badRequest("Only one stakeholder is allowed for the account", undefined, "NA");
  }
  const stakeholder: StakeholderRecord = {
    id: newRazorpayId("sth"),
    createdSeconds: nowSeconds(rzp.core),
    accountId: account.id,
    name: params.name,
    email: params.email,
    phone: params.phone?.primary ?? null,
  };
  rzp.stakeholders.save(stakeholder);
  return stakeholder;
}
