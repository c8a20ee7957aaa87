import {
  type CreatorBalance,
  type Currency,
  currencies,
  type PayoutAccountStatus,
  type PayoutAccountView,
  type PayoutSkipReason,
  type PayoutStatus,
  type PayoutView,
  type ProviderName,
  type StatementKind,
} from "@boltz/contract";
import { formatMomentInZone } from "../../format/dates.ts";
import { formatMoney } from "../../format/money.ts";

export const providerTitles = {
  stripe: "Stripe",
  razorpay: "Razorpay",
} as const satisfies Record<ProviderName, string>;

const reasons = {
  nothing_available: "There is nothing to pay out yet. Earnings become available when their hold ends.",
  below_minimum: "What is available is below the smallest payout.",
  no_account: "Set up a payout account first.",
  account_onboarding: "Your payout account is not complete yet. Go on with its setup.",
  account_pending: "The provider is still checking your payout account.",
  account_restricted: "The provider does not pay to your payout account at the moment. See what it asks for.",
  security_hold: "Your payout account was changed. To keep your money safe, payouts wait for 72 hours.",
  withdraw_suspended:
    "Payouts are switched off for your account. Decisions about you, in the account menu, says why.",
  creator_suspended:
    "Your account is suspended. Your balance is kept. Decisions about you, in the account menu, says why.",
  under_review: "Our staff are reviewing your payouts. They go on once that is done.",
} as const satisfies Record<PayoutSkipReason, string>;

/** Reasons that the creator ends on the payout account's card. */
const atTheAccount: ReadonlySet<PayoutSkipReason> = new Set<PayoutSkipReason>([
  "no_account",
  "account_onboarding",
  "account_restricted",
]);

export const isMendedAtTheAccount = (reason: PayoutSkipReason) => atTheAccount.has(reason);

interface Skip {
  reason: PayoutSkipReason;
  currency: Currency;
  until: string | null;
  /** The smallest payout, where it is known. */
  minimumMinor: string | undefined;
}

/** Why nothing is paid out, with the amount or the moment that ends it. */
export function reasonText({ reason, currency, until, minimumMinor }: Skip, locale?: string): string {
  const sentences: string[] = [reasons[reason]];
  if (reason === "below_minimum" && minimumMinor !== undefined)
    sentences.push(
      `It is paid once it reaches ${formatMoney({ amountMinor: minimumMinor, currency }, locale)}.`,
    );
  if (until !== null) sentences.push(`The wait ends on ${formatMomentInZone(until, locale)}.`);
  return sentences.join(" ");
}

/** Why this balance cannot be withdrawn now; null where it can. */
export const blockedText = (balance: CreatorBalance, locale?: string): string | null =>
  balance.blockedBy === null
    ? null
    : reasonText(
        {
          reason: balance.blockedBy,
          currency: balance.currency,
          until: balance.blockedUntil,
          minimumMinor: balance.payoutMinimumMinor,
        },
        locale,
      );

interface StateWords {
  label: string;
  colour: string;
  meaning: string;
}

export const payoutWords = {
  queued: {
    label: "Queued",
    colour: "yellow",
    meaning: "The amount is reserved and goes to the provider next.",
  },
  sent: { label: "Sent", colour: "petrol", meaning: "The provider has it and pays it to your account." },
  unknown: {
    label: "Being confirmed",
    colour: "yellow",
    meaning: "The provider's answer was lost, so we are asking the provider; your money is not lost.",
  },
  paid: { label: "Paid", colour: "green", meaning: "It is in your account at the provider." },
  failed: { label: "Failed", colour: "red", meaning: "It was not paid. The amount is back in your balance." },
  reversed: {
    label: "Returned",
    colour: "red",
    meaning: "It was paid and came back. The amount is in your balance again.",
  },
} as const satisfies Record<PayoutStatus, StateWords>;

/** Still changing by itself, so that a screen looks again. */
export const isMoving = ({ status }: Pick<PayoutView, "status">) =>
  status === "queued" || status === "sent" || status === "unknown";

export const accountWords = {
  planned: { label: "Not finished", colour: "yellow", meaning: "Its setup was begun. Go on with it." },
  onboarding: {
    label: "Not finished",
    colour: "yellow",
    meaning: "The provider needs more from you before it can pay you.",
  },
  pending: {
    label: "Being checked",
    colour: "yellow",
    meaning: "The provider is checking your details. You need not do anything now.",
  },
  active: { label: "Active", colour: "green", meaning: "Payouts go to this account." },
  restricted: {
    label: "Restricted",
    colour: "red",
    meaning: "The provider does not pay to this account until you give it what it asks for.",
  },
  rejected: {
    label: "Rejected",
    colour: "red",
    meaning: "The provider does not accept this account. Set up another one, or write to support.",
  },
} as const satisfies Record<PayoutAccountStatus, StateWords>;

export const statementWords = {
  sale: "Sale",
  refund: "Refund",
  refund_failed: "Refund returned",
  dispute: "Dispute",
  dispute_won: "Dispute won",
  dispute_fee: "Dispute fee",
  debt_repaid: "Debt repaid",
  payout_returned: "Payout returned",
  other: "Correction",
} as const satisfies Record<StatementKind, string>;

/** What a provider still wants: its words as they are, its field names as words. */
export function requirementText(requirement: string): string {
  if (!/^[a-z0-9_]+(\.[a-z0-9_]+)*$/.test(requirement)) return requirement;
  const names = requirement.split(".");
  const words = (names.length > 2 ? names.slice(2) : names).join(", ").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The providers that pay a currency out here, the preferred one first. */
export const providersFor = (currency: Currency, offered: readonly ProviderName[]): ProviderName[] =>
  currencies[currency].rails.filter((provider) => offered.includes(provider));

/** The account that a payout in this currency goes to: one that is active before one that is not. */
export function accountFor(
  currency: Currency,
  accounts: readonly PayoutAccountView[],
  offered: readonly ProviderName[],
): PayoutAccountView | undefined {
  const usable = providersFor(currency, offered).flatMap((provider) =>
    accounts.filter((account) => account.provider === provider),
  );
  return usable.find(({ status }) => status === "active") ?? usable[0];
}

/** Whether setting up at this provider makes payouts wait: whatever replaces or follows an account that was there. */
export function holdsPayouts(provider: ProviderName, accounts: readonly PayoutAccountView[]): boolean {
  const made = accounts.filter(({ status }) => status !== "planned");
  const current = made.find((account) => account.provider === provider);
  if (current === undefined) return made.length > 0;
  const isReplaced = current.status === "active" || current.status === "rejected";
  return isReplaced || provider !== "stripe";
}

/** What the button on an account's card does next, and whether it is what should be done now. */
export function nextStepOf(
  provider: ProviderName,
  account: Pick<PayoutAccountView, "status"> | undefined,
): { label: string; isUrgent: boolean } {
  switch (account?.status) {
    case undefined:
      return { label: "Set up", isUrgent: false };
    case "planned":
    case "onboarding":
      return { label: "Continue", isUrgent: true };
    case "pending":
      return { label: provider === "stripe" ? "Open Stripe's page" : "Send other details", isUrgent: false };
    case "active":
      return { label: "Change", isUrgent: false };
    case "restricted":
      return {
        label: provider === "stripe" ? "Give what is asked for" : "Send other details",
        isUrgent: true,
      };
    case "rejected":
      return { label: "Set up again", isUrgent: true };
  }
}
