import type { PaymentMethod, PaymentOption, ProviderName } from "@boltz/contract";

export const providerWords: Record<ProviderName, string> = { stripe: "Stripe", razorpay: "Razorpay" };

const cardMeans: Record<ProviderName, string> = {
  stripe: "Visa, Mastercard, Amex, Apple Pay, Google Pay",
  razorpay: "Visa, Mastercard, RuPay",
};

/** A way to pay as people call it, and what it takes. */
export const optionWords = ({ provider, method }: PaymentOption): { name: string; means: string } =>
  method === "upi"
    ? { name: "UPI", means: "Any UPI app, by QR code or UPI ID" }
    : { name: `Card · ${providerWords[provider]}`, means: cardMeans[provider] };

/** How a purchase was paid, in one line: "Card, through Stripe". */
export const paidBy = (provider: ProviderName, method: PaymentMethod | null) =>
  method === null
    ? providerWords[provider]
    : `${method === "upi" ? "UPI" : "Card"}, through ${providerWords[provider]}`;
