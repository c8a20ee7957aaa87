import { z } from "zod";

interface Rendered {
  subject: string;
  text: string;
}

const kind = <Params extends z.ZodType>(params: Params, render: (params: z.output<Params>) => Rendered) => ({
  params,
  render: (raw: unknown): Rendered => render(params.parse(raw)),
});

const signature = "\n\nBoltzTrader Marketplace\n";

/** Every mail the marketplace sends: what it needs and what it says. */
export const mailKinds = {
  verify_email: kind(z.strictObject({ name: z.string(), url: z.url() }), ({ name, url }) => ({
    subject: "Confirm your e-mail address",
    text: `Hello ${name},\n\nopen this link to confirm your e-mail address. It works for one hour:\n\n${url}\n\nIf you did not sign up, ignore this mail.${signature}`,
  })),
  reset_password: kind(z.strictObject({ name: z.string(), url: z.url() }), ({ name, url }) => ({
    subject: "Choose a new password",
    text: `Hello ${name},\n\nopen this link to choose a new password. It works for one hour:\n\n${url}\n\nIf you did not ask for it, ignore this mail: your password stays as it is.${signature}`,
  })),
  second_factor_on: kind(z.strictObject({ name: z.string(), url: z.url() }), ({ name, url }) => ({
    subject: "Two-step sign-in is on",
    text: `Hello ${name},\n\nfrom now on, signing in to your account asks for a code from your authenticator app.\n\nIf this was not you, choose a new password at once and write to support:\n${url}${signature}`,
  })),
  second_factor_off: kind(z.strictObject({ name: z.string(), url: z.url() }), ({ name, url }) => ({
    subject: "Two-step sign-in is off",
    text: `Hello ${name},\n\nsigning in to your account needs only your password again.\n\nIf this was not you, choose a new password at once and write to support:\n${url}${signature}`,
  })),
  receipt: kind(
    z.strictObject({
      title: z.string(),
      amount: z.string(),
      purchaseId: z.string(),
      refundableUntil: z.string().nullable(),
      url: z.url(),
    }),
    ({ title, amount, purchaseId, refundableUntil, url }) => ({
      subject: `Your receipt: ${title}`,
      text: `Thank you. You bought "${title}" for ${amount}.\n\nPurchase: ${purchaseId}\n${
        refundableUntil === null
          ? "This purchase has no refund window."
          : `You may ask for a refund until ${refundableUntil}.`
      }\n\nInstall it from your library:\n${url}${signature}`,
    }),
  ),
  listing_approved: kind(z.strictObject({ title: z.string(), url: z.url() }), ({ title, url }) => ({
    subject: `Published: ${title}`,
    text: `Your listing "${title}" was approved and is public now:\n\n${url}${signature}`,
  })),
  listing_rejected: kind(
    z.strictObject({ title: z.string(), reason: z.string(), url: z.url() }),
    ({ title, reason, url }) => ({
      subject: `Changes needed: ${title}`,
      text: `Your listing "${title}" was not approved. The moderator wrote:\n\n${reason}\n\nMend it and submit it again:\n${url}${signature}`,
    }),
  ),
  books_differ: kind(z.strictObject({ count: z.int(), url: z.url() }), ({ count, url }) => ({
    subject: `Reconciliation: ${count} new ${count === 1 ? "difference" : "differences"}`,
    text: `The nightly comparison of the ledger with the payment providers found ${count} new ${
      count === 1 ? "difference" : "differences"
    }:\n\n${url}${signature}`,
  })),
  payout_paid: kind(z.strictObject({ amount: z.string(), url: z.url() }), ({ amount, url }) => ({
    subject: `Paid out: ${amount}`,
    text: `Your payout of ${amount} is on its way to your bank.\n\nThe statement with every sale in it:\n${url}${signature}`,
  })),
  payout_failed: kind(
    z.strictObject({ amount: z.string(), reason: z.string(), url: z.url() }),
    ({ amount, reason, url }) => ({
      subject: `Payout failed: ${amount}`,
      text: `Your payout of ${amount} could not be made:\n\n${reason}\n\nThe money is back in your balance. See what can be done:\n${url}${signature}`,
    }),
  ),
  payout_returned: kind(z.strictObject({ amount: z.string(), url: z.url() }), ({ amount, url }) => ({
    subject: `A payout came back: ${amount}`,
    text: `${amount} of a payout came back from your bank or the payment provider. The money is in your balance again. Check your payout account before you withdraw it:\n\n${url}${signature}`,
  })),
  payout_account_changed: kind(
    z.strictObject({ provider: z.string(), heldUntil: z.string().nullable(), url: z.url() }),
    ({ provider, heldUntil, url }) => ({
      subject: "Your payout account was changed",
      text: `A payout account at ${provider} was set up for your earnings.${
        heldUntil === null ? "" : ` Payouts wait until ${heldUntil}.`
      }\n\nIf this was not you, change your password now and write to support.\n\n${url}${signature}`,
    }),
  ),
  payout_account_status: kind(
    z.strictObject({ provider: z.string(), isActive: z.boolean(), url: z.url() }),
    ({ provider, isActive, url }) => ({
      subject: isActive ? "Your payout account is ready" : "Your payout account needs attention",
      text: isActive
        ? `${provider} can pay out to your account now:\n\n${url}${signature}`
        : `${provider} does not pay out to your account at the moment, so your payouts wait. See what it needs:\n\n${url}${signature}`,
    }),
  ),
  payouts_reviewed: kind(
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
  refunded: kind(
    z.strictObject({
      title: z.string(),
      amount: z.string(),
      purchaseId: z.string(),
      isWhole: z.boolean(),
      url: z.url(),
    }),
    ({ title, amount, purchaseId, isWhole, url }) => ({
      subject: `Refunded: ${title}`,
      text: `We sent ${amount} back for "${title}".\n\nPurchase: ${purchaseId}\n${
        isWhole
          ? "The strategy is no longer in your library."
          : "You keep the strategy; it stays in your library."
      }\n\nBanks take up to ten days to show it. See the purchase:\n${url}${signature}`,
    }),
  ),
  sale_refunded: kind(
    z.strictObject({ title: z.string(), amount: z.string(), share: z.string(), url: z.url() }),
    ({ title, amount, share, url }) => ({
      subject: `A sale was refunded: ${title}`,
      text: `A buyer of "${title}" got ${amount} back. Your share of it, ${share}, was taken from your balance:\n\n${url}${signature}`,
    }),
  ),
  refund_failed: kind(
    z.strictObject({ title: z.string(), amount: z.string(), purchaseId: z.string(), url: z.url() }),
    ({ title, amount, purchaseId, url }) => ({
      subject: `The refund did not go through: ${title}`,
      text: `The refund of ${amount} for "${title}" did not go through, so the purchase stands as it did before.\n\nPurchase: ${purchaseId}\n\nSee it, and what can be done:\n${url}${signature}`,
    }),
  ),
  dispute_opened: kind(
    z.strictObject({ title: z.string(), amount: z.string(), url: z.url() }),
    ({ title, amount, url }) => ({
      subject: `A payment is disputed: ${title}`,
      text: `A buyer of "${title}" disputes ${amount} at the bank. Your share of it is held until the bank decides, and we answer for you with what was sold and delivered. You need not do anything.\n\n${url}${signature}`,
    }),
  ),
  dispute_to_answer: kind(
    z.strictObject({
      title: z.string(),
      amount: z.string(),
      reason: z.string(),
      dueBy: z.string().nullable(),
      url: z.url(),
    }),
    ({ title, amount, reason, dueBy, url }) => ({
      subject: `Answer a dispute: ${title}`,
      text: `A payment of ${amount} for "${title}" is disputed (${reason}).\n${
        dueBy === null ? "The provider takes no evidence for it." : `Hand in the evidence until ${dueBy}.`
      }\n\n${url}${signature}`,
    }),
  ),
  dispute_won: kind(
    z.strictObject({ title: z.string(), amount: z.string(), url: z.url() }),
    ({ title, amount, url }) => ({
      subject: `Dispute won: ${title}`,
      text: `The bank decided about the ${amount} that a buyer of "${title}" disputed, in your favour. Your share is back in your balance:\n\n${url}${signature}`,
    }),
  ),
  dispute_lost: kind(
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

export type MailKind = keyof typeof mailKinds;
export type MailParams<Kind extends MailKind> = z.input<(typeof mailKinds)[Kind]["params"]>;
