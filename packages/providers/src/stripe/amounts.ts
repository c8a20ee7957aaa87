import { currencies, currency, type Money } from "@boltz/contract";
import { ProviderError } from "../port.ts";

function shiftDecimal(value: bigint, places: number): bigint {
  if (places >= 0) return value * 10n ** BigInt(places);
  const divisor = 10n ** BigInt(-places);
  if (value % divisor !== 0n)
    throw new ProviderError("refused", `the amount ${value} has too many decimals for Stripe`);
  return value / divisor;
}

/** The amount in the unit Stripe counts in: cents for USD, whole yen for JPY, fils in tens for KWD. */
export function toStripeAmount({ amountMinor, currency: code }: Money): number {
  const rule = currencies[code];
  const minor = BigInt(amountMinor);
  const amount = Number(shiftDecimal(minor, rule.providerExponent - rule.exponent));
  if (minor <= 0n || minor % rule.step !== 0n || !Number.isSafeInteger(amount)) {
    throw new ProviderError("refused", `Stripe cannot move ${minor} minor units of ${code}`);
  }
  return amount;
}

/** As `toStripeAmount`, for what one card can be charged. */
export function toStripeCharge(price: Money): number {
  if (BigInt(price.amountMinor) > currencies[price.currency].maximumMinor) {
    throw new ProviderError(
      "refused",
      `${price.amountMinor} ${price.currency} is more than one charge takes`,
    );
  }
  return toStripeAmount(price);
}

/** Undefined where Stripe names a currency in which nothing is sold here. */
export function fromStripeAmount(amount: number, stripeCurrency: string): Money | undefined {
  const known = currency.safeParse(stripeCurrency.toUpperCase());
  if (!known.success) return undefined;
  const rule = currencies[known.data];
  const minor = shiftDecimal(BigInt(amount), rule.exponent - rule.providerExponent);
  return { amountMinor: minor.toString(), currency: known.data };
}
