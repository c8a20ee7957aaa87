import { type OnboardInput, payoutDetails } from "@boltz/contract";

/** The bank details as they are being typed. They go to the provider with the form and nowhere else. */
export interface DetailsDraft {
  legalName: string;
  phone: string;
  pan: string;
  street: string;
  city: string;
  state: string;
  postalCode: string;
  beneficiary: string;
  accountNumber: string;
  accountNumberAgain: string;
  ifsc: string;
  acceptsTerms: boolean;
}

export type DetailsField = keyof DetailsDraft;
export type DetailsErrors = Partial<Record<DetailsField, string>>;

export const emptyDetails: DetailsDraft = {
  legalName: "",
  phone: "",
  pan: "",
  street: "",
  city: "",
  state: "",
  postalCode: "",
  beneficiary: "",
  accountNumber: "",
  accountNumberAgain: "",
  ifsc: "",
  acceptsTerms: false,
};

export const detailsFields: readonly Exclude<DetailsField, "accountNumberAgain">[] = [
  "legalName",
  "phone",
  "pan",
  "street",
  "city",
  "state",
  "postalCode",
  "beneficiary",
  "accountNumber",
  "ifsc",
  "acceptsTerms",
];

const hints: Record<DetailsField, string> = {
  legalName: "Type the name of 2 to 120 letters that stands in your papers",
  phone: "Type the number with its country code, like +91 98765 43210",
  pan: "Type the ten characters of your PAN, like ABCDE1234F",
  street: "Type the street and number of your registered address",
  city: "Type the city",
  state: "Type the state",
  postalCode: "Type the six digits of the PIN code",
  beneficiary: "Type the account holder's name as the bank knows it",
  accountNumber: "Type the account number: 5 to 34 digits or letters",
  accountNumberAgain: "The two account numbers are not the same",
  ifsc: "Type 11 characters like HDFC0001234: four letters, a zero, six more",
  acceptsTerms: "Razorpay pays only those who accept its terms",
};

const compact = (text: string) => text.replace(/[\s.()-]/g, "");

/** What is wrong with the details and, when nothing is, the details as the server takes them. */
export function readDetails(draft: DetailsDraft): {
  errors: DetailsErrors;
  details: OnboardInput["details"];
} {
  const accountNumber = compact(draft.accountNumber);
  const read = payoutDetails.safeParse({
    legalName: draft.legalName.trim(),
    phone: compact(draft.phone),
    pan: compact(draft.pan).toUpperCase(),
    street: draft.street,
    city: draft.city,
    state: draft.state,
    postalCode: compact(draft.postalCode),
    beneficiary: draft.beneficiary.trim(),
    accountNumber,
    ifsc: compact(draft.ifsc).toUpperCase(),
    acceptsTerms: draft.acceptsTerms,
  });
  const wrong = new Set(read.error?.issues.map(({ path }) => path[0]));
  const errors: DetailsErrors = {};
  for (const field of detailsFields) if (wrong.has(field)) errors[field] = hints[field];
  if (!wrong.has("accountNumber") && compact(draft.accountNumberAgain) !== accountNumber)
    errors.accountNumberAgain = hints.accountNumberAgain;
  return { errors, details: read.success && Object.keys(errors).length === 0 ? read.data : null };
}
