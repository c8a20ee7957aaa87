import { MarketError, type PayoutSkipReason } from "@boltz/contract";

/** Why nothing is paid out, as a creator reads it: what it is, and what can be done. */
export const payoutReasons = {
  nothing_available: "There is nothing that can be paid out now: your earnings are still on hold.",
  below_minimum: "What is available is below the smallest payout. It is paid once it is enough.",
  no_account: "Set up a payout account first.",
  account_onboarding: "Your payout account is not set up completely. Finish it at the payment provider.",
  account_pending: "The payment provider is still checking your payout account.",
  account_restricted:
    "The payment provider does not pay to your payout account at the moment. See there what it needs.",
  security_hold: "Your payout account was changed, so payouts wait for 72 hours.",
  withdraw_suspended:
    "Payouts are switched off for your account. Decisions about you, in the account menu, says why.",
  creator_suspended:
    "Your account is suspended, and payouts with it. Decisions about you, in the account menu, says why.",
  under_review: "Our staff are reviewing your payouts. They go on once that is done.",
} as const satisfies Record<PayoutSkipReason, string>;

export const payoutNotPossible = (reason: PayoutSkipReason): MarketError =>
  new MarketError(reason === "no_account" ? "payout_account_missing" : "payout_not_possible", {
    message: payoutReasons[reason],
  });
