import { expect, test } from "vitest";
import { type DetailsDraft, type DetailsField, emptyDetails, readDetails } from "./payout-details-draft.ts";

const good: DetailsDraft = {
  legalName: "Asha Rao",
  phone: "+91 98765-43210",
  beneficiary: " Asha Rao ",
  accountNumber: "1234 5678 9012",
  accountNumberAgain: "123456789012",
  ifsc: "hdfc 0001234",
};

test("details are sent without the spaces that people type", () => {
  expect(readDetails(good)).toEqual({
    errors: {},
    details: {
      legalName: "Asha Rao",
      phone: "+919876543210",
      beneficiary: "Asha Rao",
      accountNumber: "123456789012",
      ifsc: "HDFC0001234",
    },
  });
});

test.each<[DetailsField, Partial<DetailsDraft>]>([
  ["legalName", { legalName: "A" }],
  ["phone", { phone: "98" }],
  ["beneficiary", { beneficiary: "" }],
  ["accountNumber", { accountNumber: "12", accountNumberAgain: "12" }],
  ["accountNumberAgain", { accountNumberAgain: "123456789013" }],
  ["ifsc", { ifsc: "HDFC1001234" }],
])("%s alone is marked when it is wrong", (field, change) => {
  const { errors, details } = readDetails({ ...good, ...change });
  expect(Object.keys(errors)).toEqual([field]);
  expect(details).toBeNull();
});

test("an empty form marks everything that is needed", () => {
  expect(Object.keys(readDetails(emptyDetails).errors).sort()).toEqual([
    "accountNumber",
    "beneficiary",
    "ifsc",
    "legalName",
    "phone",
  ]);
});
