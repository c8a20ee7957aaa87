import { type Currency, currencies, type PaymentOption, type ProviderName } from "@boltz/contract";

const UPI_COUNTRY = "IN";

/**
 * How a currency can be paid here, the preferred way first: cards at every provider that takes the
 * currency, UPI at Razorpay for buyers in India. Without a country nothing is left out for it.
 */
export const paymentOptionsFor = (facts: {
  currency: Currency;
  country: string | null;
  configured: readonly ProviderName[];
}): PaymentOption[] => {
  const rails = currencies[facts.currency].rails.filter((name) => facts.configured.includes(name));
  const isIndia = facts.country === null || facts.country === UPI_COUNTRY;
  const cards: PaymentOption[] = rails.map((provider) => ({ provider, method: "card" }));
  if (!isIndia) return cards.toSorted((a, b) => a.provider.localeCompare(b.provider) * -1);
  return rails.includes("razorpay") && facts.currency === "INR"
    ? [{ provider: "razorpay", method: "upi" }, ...cards]
    : cards;
};
