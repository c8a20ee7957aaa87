import { expect, test } from "vitest";
import { type DetailsDraft, type DetailsField, emptyDetails, readDetails } from "./payout-details-draft.ts";

const good: DetailsDraft = {
  legalName: "Asha Rao",
  phone: "+91 98765-43210",
  pan: "abcpe 1234f",
  street: "1 MG Road",
  city: "Pune",
  state: "Maharashtra",
  postalCode: "411 001",
  beneficiary: " Asha Rao ",
  accountNumber: "1234 5678 9012",
  accountNumberAgain: "123456789012",
  ifsc: "hdfc 0001234",
  acceptsTerms: true,
};

test("details are sent without the spaces that people type", () => {
  expect(readDetails(good)).toEqual({
    errors: {},
    details: {
      legalName: "Asha Rao",
      phone: "+919876543210",
      pan: "ABCPE1234F",
      street: "1 MG Road",
      city: "Pune",
      state: "Maharashtra",
      postalCode: "411001",
      beneficiary: "Asha Rao",
      accountNumber: "123456789012",
      ifsc: "HDFC0001234",
      acceptsTerms: true,
    },
  });
});

test.each<[DetailsField, Partial<DetailsDraft>]>([
  ["legalName", { legalName: "A" }],
  ["phone", { phone: "98" }],
  ["beneficiary", { beneficiary: "" }],
  ["accountNumber", { accountNumber: "12", accountNumberAgain: "12" }],
  ["accountNumberAgain", { accountNumberAgain: "123456789013" }],
  ["pan", { pan: "ABCPE12345" }],
  ["street", { street: "" }],
  ["postalCode", { postalCode: "0411" }],
  ["acceptsTerms", { acceptsTerms: false }],
  ["ifsc", { ifsc: "HDFC1001234" }],
])("%s alone is marked when it is wrong", (field, change) => {
  const { errors, details } = readDetails({ ...good, ...change });
  expect(Object.keys(errors)).toEqual([field]);
  expect(details).toBeNull();
});

test("an empty form marks everything that is needed", () => {
  expect(Object.keys(readDetails(emptyDetails).errors).sort()).toEqual([
    "acceptsTerms",
    "accountNumber",
    "beneficiary",
    "city",
    "ifsc",
    "legalName",
    "pan",
    "phone",
    "postalCode",
    "state",
    "street",
  ]);
});
