import { z } from "zod";

export const providerNames = ["stripe", "razorpay"] as const;
export const providerName = z.enum(providerNames);
export type ProviderName = z.infer<typeof providerName>;

export const paymentMethods = ["card", "upi"] as const;
export const paymentMethod = z.enum(paymentMethods);
export type PaymentMethod = z.infer<typeof paymentMethod>;

/**
 * The currencies a price may be in. `exponent` is ISO 4217's number of decimal places and
 * `providerExponent` the one the payment providers count in; `minimumMinor` is the smallest charge
 * the providers take. `payoutMinimumMinor` is the smallest payout, before PAYOUT_MIN_MINOR scales it,
 * and `rails` the providers that take and pay out the currency, the preferred one first. Never read from Intl, whose table differs from ISO for HUF and IDR.
 */
export const currencies = {
  USD: {
    exponent: 2,
    providerExponent: 2,
    minimumMinor: 50n,
    maximumMinor: 99_999_999n,
    step: 1n,
    payoutMinimumMinor: 1_000n,
    rails: ["stripe"],
  },
  EUR: {
    exponent: 2,
    providerExponent: 2,
    minimumMinor: 50n,
    maximumMinor: 99_999_999n,
    step: 1n,
    payoutMinimumMinor: 1_000n,
    rails: ["stripe"],
  },
  GBP: {
    exponent: 2,
    providerExponent: 2,
    minimumMinor: 30n,
    maximumMinor: 99_999_999n,
    step: 1n,
    payoutMinimumMinor: 1_000n,
    rails: ["stripe"],
  },
  INR: {
    exponent: 2,
    providerExponent: 2,
    minimumMinor: 5_000n,
    maximumMinor: 99_999_999n,
    step: 1n,
    payoutMinimumMinor: 50_000n,
    rails: ["razorpay", "stripe"],
  },
  JPY: {
    exponent: 0,
    providerExponent: 0,
    minimumMinor: 50n,
    maximumMinor: 9_999_999n,
    step: 1n,
    payoutMinimumMinor: 1_000n,
    rails: ["stripe"],
  },
  KWD: {
    exponent: 3,
    providerExponent: 3,
    minimumMinor: 200n,
    maximumMinor: 99_999_990n,
    step: 10n,
    payoutMinimumMinor: 3_000n,
    rails: ["stripe"],
  },
} as const satisfies Record<string, CurrencyRule>;

interface CurrencyRule {
  exponent: number;
  providerExponent: number;
  minimumMinor: bigint;
  maximumMinor: bigint;
  /** Amounts are multiples of this: card networks settle three-decimal currencies in tens. */
  step: bigint;
  payoutMinimumMinor: bigint;
  rails: readonly ProviderName[];
}

export const currencyCodes = ["USD", "EUR", "GBP", "INR", "JPY", "KWD"] as const;
export const currency = z.enum(currencyCodes);
export type Currency = z.infer<typeof currency>;

/** An amount on the wire: a string of minor units, never a float. */
export const minorUnits = z
  .string()
  .regex(/^-?(0|[1-9][0-9]{0,17})$/, "must be a whole number of minor units, as a string");

export const money = z.strictObject({ amountMinor: minorUnits, currency });
export type Money = z.infer<typeof money>;

/** A price as a creator sets it: zero, or between the currency's minimum and maximum. */
export const price = money.superRefine((value, context) => {
  const amount = BigInt(value.amountMinor);
  const rule = currencies[value.currency];
  const refuse = (message: string) => context.addIssue({ code: "custom", path: ["amountMinor"], message });
  if (amount === 0n) return;
  if (amount < rule.minimumMinor) refuse(`must be zero or at least ${rule.minimumMinor} minor units`);
  else if (amount > rule.maximumMinor) refuse(`must be at most ${rule.maximumMinor} minor units`);
  else if (amount % rule.step !== 0n) refuse(`must be a multiple of ${rule.step} minor units`);
});
