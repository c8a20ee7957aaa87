import { z } from "zod";
import { kind, signature } from "./kind.ts";

export const accountKinds = {
  verify_email: kind(null, z.strictObject({ name: z.string(), url: z.url() }), ({ name, url }) => ({
    subject: "Confirm your e-mail address",
    text: `Hello ${name},\n\nopen this link to confirm your e-mail address. It works for one hour:\n\n${url}\n\nIf you did not sign up, ignore this mail.${signature}`,
  })),
  reset_password: kind(null, z.strictObject({ name: z.string(), url: z.url() }), ({ name, url }) => ({
    subject: "Choose a new password",
    text: `Hello ${name},\n\nopen this link to choose a new password. It works for one hour:\n\n${url}\n\nIf you did not ask for it, ignore this mail: your password stays as it is.${signature}`,
  })),
  second_factor_on: kind("security", z.strictObject({ name: z.string(), url: z.url() }), ({ name, url }) => ({
    subject: "Two-step sign-in is on",
    text: `Hello ${name},\n\nfrom now on, signing in to your account asks for a code from your authenticator app.\n\nIf this was not you, choose a new password at once and write to support:\n${url}${signature}`,
  })),
  second_factor_off: kind(
    "security",
    z.strictObject({ name: z.string(), url: z.url() }),
    ({ name, url }) => ({
      subject: "Two-step sign-in is off",
      text: `Hello ${name},\n\nsigning in to your account needs only your password again.\n\nIf this was not you, choose a new password at once and write to support:\n${url}${signature}`,
    }),
  ),
  payout_account_changed: kind(
    "security",
    z.strictObject({ provider: z.string(), heldUntil: z.string().nullable(), url: z.url() }),
    ({ provider, heldUntil, url }) => ({
      subject: "Your payout account was changed",
      text: `A payout account at ${provider} was set up for your earnings.${
        heldUntil === null ? "" : ` Payouts wait until ${heldUntil}.`
      }\n\nIf this was not you, change your password now and write to support.\n\n${url}${signature}`,
    }),
  ),
} as const;
