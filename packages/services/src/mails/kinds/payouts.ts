import { z } from "zod";
import { kind, signature } from "./kind.ts";

export const payoutsKinds = {
  payout_paid: kind("payouts", z.strictObject({ amount: z.string(), url: z.url() }), ({ amount, url }) => ({
    subject: `Paid out: ${amount}`,
    text: `Your payout of ${amount} is on its way to your bank.\n\nThe statement with every sale in it:\n${url}${signature}`,
  })),
  payout_failed: kind(
    "payouts",
    z.strictObject({ amount: z.string(), reason: z.string(), url: z.url() }),
    ({ amount, reason, url }) => ({
      subject: `Payout failed: ${amount}`,
      text: `Your payout of ${amount} could not be made:\n\n${reason}\n\nThe money is back in your balance. See what can be done:\n${url}${signature}`,
    }),
  ),
  payout_returned: kind(
    "payouts",
    z.strictObject({ amount: z.string(), url: z.url() }),
    ({ amount, url }) => ({
      subject: `A payout came back: ${amount}`,
      text: `${amount} of a payout came back from your bank or the payment provider. The money is in your balance again. Check your payout account before you withdraw it:\n\n${url}${signature}`,
    }),
  ),
  payout_account_status: kind(
    "payouts",
    z.strictObject({ provider: z.string(), isActive: z.boolean(), url: z.url() }),
    ({ provider, isActive, url }) => ({
      subject: isActive ? "Your payout account is ready" : "Your payout account needs attention",
      text: isActive
        ? `${provider} can pay out to your account now:\n\n${url}${signature}`
        : `${provider} does not pay out to your account at the moment, so your payouts wait. See what it needs:\n\n${url}${signature}`,
    }),
  ),
  payouts_reviewed: kind(
    "payouts",
    z.strictObject({ reason: z.string().nullable(), url: z.url() }),
    ({ reason, url }) => ({
      subject: reason === null ? "Your payouts go on" : "Your payouts are being reviewed",
      text: `${
        reason === null
          ? "The review of your payouts is done. They go on as before."
          : `Our staff are reviewing your payouts, which wait until that is done:\n\n${reason}`
      }\n\n${url}${signature}`,
    }),
  ),
  sale_refunded: kind(
    "payouts",
    z.strictObject({ title: z.string(), amount: z.string(), share: z.string(), url: z.url() }),
    ({ title, amount, share, url }) => ({
      subject: `A sale was refunded: ${title}`,
      text: `A buyer of "${title}" got ${amount} back. Your share of it, ${share}, was taken from your balance:\n\n${url}${signature}`,
    }),
  ),
  dispute_opened: kind(
    "payouts",
    z.strictObject({ title: z.string(), amount: z.string(), url: z.url() }),
    ({ title, amount, url }) => ({
      subject: `A payment is disputed: ${title}`,
      text: `A buyer of "${title}" disputes ${amount} at the bank. Your share of it is held until the bank decides, and we answer for you with what was sold and delivered. You need not do anything.\n\n${url}${signature}`,
    }),
  ),
  dispute_won: kind(
    "payouts",
    z.strictObject({ title: z.string(), amount: z.string(), url: z.url() }),
    ({ title, amount, url }) => ({
      subject: `Dispute won: ${title}`,
      text: `The bank decided about the ${amount} that a buyer of "${title}" disputed, in your favour. Your share is back in your balance:\n\n${url}${signature}`,
    }),
  ),
  dispute_lost: kind(
    "payouts",
    z.strictObject({
      title: z.string(),
      amount: z.string(),
      cost: z.string().nullable(),
      url: z.url(),
    }),
    ({ title, amount, cost, url }) => ({
      subject: `Dispute lost: ${title}`,
      text: `The bank decided about the ${amount} that a buyer of "${title}" disputed, in the buyer's favour. Your share of it is gone${
        cost === null ? "" : `, and the provider's charge of ${cost} was taken from your balance`
      }:\n\n${url}${signature}`,
    }),
  ),
} as const;
