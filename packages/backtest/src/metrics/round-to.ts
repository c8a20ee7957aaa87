/** Rounded to `digits` significant ones, so that a report's bytes hold no rounding noise: 0.1234567891 to 7 is 0.1234568. */
export const roundTo = (value: number, digits: number): number => Number(value.toPrecision(digits));
