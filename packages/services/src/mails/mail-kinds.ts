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
} as const;

export type MailKind = keyof typeof mailKinds;
export type MailParams<Kind extends MailKind> = z.input<(typeof mailKinds)[Kind]["params"]>;
