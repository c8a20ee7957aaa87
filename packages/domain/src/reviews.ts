import type { Currency, PriceBracket } from "@boltz/contract";

const bounds = {
  USD: [1_000n, 5_000n, 20_000n, 100_000n],
  EUR: [1_000n, 5_000n, 20_000n, 100_000n],
  GBP: [1_000n, 5_000n, 20_000n, 100_000n],
  INR: [100_000n, 500_000n, 2_000_000n, 10_000_000n],
  JPY: [1_500n, 7_500n, 30_000n, 150_000n],
  KWD: [3_000n, 15_000n, 60_000n, 300_000n],
} as const satisfies Record<Currency, readonly bigint[]>;

/** Roughly what was paid, so that a review says what it is worth without saying what one person paid; null if free. */
export const priceBracketOf = (priceMinor: bigint, currency: Currency): PriceBracket | null => {
  if (priceMinor <= 0n) return null;
  const amount = (minor: bigint | undefined) =>
    minor === undefined ? null : { amountMinor: minor.toString(), currency };
  const steps: readonly bigint[] = bounds[currency];
  const above = steps.findIndex((step) => priceMinor < step);
  return above === -1
    ? { from: amount(steps.at(-1)), to: null }
    : { from: above === 0 ? null : amount(steps[above - 1]), to: amount(steps[above]) };
};

const DAY_MS = 86_400_000;

/** Whole days between the first installation and the review. */
export const daysInstalled = (firstInstalledAt: Date | null, at: Date): number | null =>
  firstInstalledAt === null
    ? null
    : Math.max(0, Math.floor((at.getTime() - firstInstalledAt.getTime()) / DAY_MS));

/** "Ada Lovelace" signs as "Ada L.", "Ada" as "Ada". */
export const signatureOf = (name: string): string => {
  const [first = "", ...rest] = name.trim().split(/\s+/u);
  const [initial] = rest.at(-1) ?? "";
  return initial === undefined ? first : `${first} ${initial.toUpperCase()}.`;
};

/** The prior of the rating: as if everything had these reviews already. The database ranks by the same figures. */
export const ratingPrior = { mean: 3.5, count: 10 } as const;

/** Bayesian mean: few reviews stay near the prior, many stand for themselves. */
export const weighedRating = ({ sum, count }: { sum: number; count: number }): number =>
  (sum + ratingPrior.mean * ratingPrior.count) / (count + ratingPrior.count);
