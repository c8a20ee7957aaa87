/** Numbers in a row: an array or a typed array. */
export type Series = Iterable<number> & ArrayLike<number>;

export interface Moments {
  observations: number;
  mean: number;
  /** Standard deviation with n − 1. */
  deviation: number;
  /** g3 = m3 / m2^1.5 of the population; 0 for a symmetric one. */
  skew: number;
  /** g4 = m4 / m2² of the population, raw: 3 for a normal one. */
  kurtosis: number;
}

/** Float64 leaves noise of about 2e-16 in a return; a deviation or mean below this is noise. */
const noise = 1e-14;

/** Whether a value of the size of `scale` (returns: 1 and less) is more than rounding leaves behind. */
export const isBeyondRounding = (value: number, scale = 1): boolean =>
  Math.abs(value) > noise * Math.max(1, Math.abs(scale));

/** A number that can stand in a report: null for NaN and the infinities. */
export const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Arithmetic mean; null for no observation. */
export function meanOf(values: Series): number | null {
  if (values.length === 0) return null;
  let sum = 0;
  for (const value of values) sum += value;
  return finiteOrNull(sum / values.length);
}

/**
 * Mean, deviation, skew and raw kurtosis in the unit of the values (Fisher's g1 and g2 + 3, without correction for bias,
 * as Bailey and López de Prado use them). Null below two observations, without deviation, or when one is not finite.
 */
export function moments(values: Series): Moments | null {
  const observations = values.length;
  const mean = meanOf(values);
  if (observations < 2 || mean === null) return null;
  let squares = 0;
  let cubes = 0;
  let fourths = 0;
  for (const value of values) {
    const distance = value - mean;
    const square = distance * distance;
    squares += square;
    cubes += square * distance;
    fourths += square * square;
  }
  const deviation = Math.sqrt(squares / (observations - 1));
  if (!isBeyondRounding(deviation, mean)) return null;
  const variance = squares / observations;
  const skew = cubes / observations / (variance * Math.sqrt(variance));
  const kurtosis = fourths / observations / (variance * variance);
  const areKnown = Number.isFinite(skew) && Number.isFinite(kurtosis);
  return areKnown ? { observations, mean, deviation, skew, kurtosis } : null;
}
