import { type Currency, currencies } from "@boltz/contract";

/** Divides rounding half to even. Both non-negative, `divisor` positive. */
export const divideHalfEven = (dividend: bigint, divisor: bigint): bigint => {
  if (dividend < 0n || divisor <= 0n)
    throw new RangeError("divideHalfEven takes a dividend >= 0 and a divisor > 0");
  const quotient = dividend / divisor;
  const twice = 2n * (dividend % divisor);
  const up = twice > divisor || (twice === divisor && quotient % 2n === 1n);
  return up ? quotient + 1n : quotient;
};

const BPS = 10_000n;

/**
 * Splits a price into the platform's fee and the creator's earning, in minor units. The fee rounds
 * half-even to the currency's step, because providers move no less than that, and the creator gets the
 * rest, so that the two always sum to the price.
 */
export const splitPrice = (options: {
  priceMinor: bigint;
  feeBps: number;
  currency: Currency;
}): { feeMinor: bigint; earningMinor: bigint } => {
  const { priceMinor, feeBps } = options;
  const { step } = currencies[options.currency];
  if (priceMinor < 0n) throw new RangeError("a price is not negative");
  if (!Number.isInteger(feeBps) || feeBps < 0 || feeBps > 10_000)
    throw new RangeError("feeBps is 0 to 10000");
  const feeMinor = divideHalfEven(priceMinor * BigInt(feeBps), BPS * step) * step;
  return { feeMinor, earningMinor: priceMinor - feeMinor };
};
