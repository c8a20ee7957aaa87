import type { ActivationStatus } from "../payout-records.ts";

/** Account numbers with which an account is not activated at once; every other number is good. */
export const testBankAccounts = [
  { number: "11110000000001", status: "under_review", label: "Stays under review" },
  { number: "11110000000002", status: "needs_clarification", label: "Needs clarification" },
] as const satisfies readonly { number: string; status: ActivationStatus; label: string }[];

export function statusByNumber(accountNumber: string): ActivationStatus {
  return testBankAccounts.find(({ number }) => number === accountNumber)?.status ?? "activated";
}

/** Four letters of the bank, a zero, six of the branch. */
export const ifscPattern = /^[A-Z]{4}0[A-Z0-9]{6}$/;
