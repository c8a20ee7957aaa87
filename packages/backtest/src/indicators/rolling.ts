/**
 * Means of the last `length` values; NaN until there are as many, and wherever one of them is NaN. Each window is the end
 * of one block of `length` bars and the beginning of the next, both added up afresh and around a value near them, so
 * nothing is ever subtracted again: sums cannot drift, and a window of equal values has exactly that mean.
 */
export function rollingMean(values: Float64Array, length: number): Float64Array {
  if (length === 1) return values;
  const count = values.length;
  const means = new Float64Array(count).fill(Number.NaN);
  const tail = new Float64Array(length + 1);
  for (let start = 0; start < count; start += length) {
    const base = nearBase(values, start);
    let sum = 0;
    for (let place = length - 1; start > 0 && place > 0; place -= 1) {
      sum += valueAt(values, start - length + place) - base;
      tail[place] = sum;
    }
    sum = 0;
    const here = Math.min(length, count - start);
    for (let place = 0; place < here; place += 1) {
      sum += valueAt(values, start + place) - base;
      if (start > 0 || place === length - 1)
        means[start + place] = base + (valueAt(tail, place + 1) + sum) / length;
    }
  }
  return means;
}

/** As `rollingMean`, each value counting by its weight (zero or more); NaN where all weights of a window are zero. */
export function rollingWeightedMean(
  values: Float64Array,
  weights: Float64Array,
  length: number,
): Float64Array {
  const count = values.length;
  const means = new Float64Array(count).fill(Number.NaN);
  if (length === 1)
    return means.map((none, bar) => (valueAt(weights, bar) > 0 ? valueAt(values, bar) : none));
  const tail = new Float64Array(length + 1);
  const tailWeight = new Float64Array(length + 1);
  for (let start = 0; start < count; start += length) {
    const base = nearBase(values, start);
    let sum = 0;
    let weight = 0;
    for (let place = length - 1; start > 0 && place > 0; place -= 1) {
      const bar = start - length + place;
      weight += valueAt(weights, bar);
      sum += (valueAt(values, bar) - base) * valueAt(weights, bar);
      tail[place] = sum;
      tailWeight[place] = weight;
    }
    sum = 0;
    weight = 0;
    const here = Math.min(length, count - start);
    for (let place = 0; place < here; place += 1) {
      const bar = start + place;
      weight += valueAt(weights, bar);
      sum += (valueAt(values, bar) - base) * valueAt(weights, bar);
      const whole = valueAt(tailWeight, place + 1) + weight;
      if ((start > 0 || place === length - 1) && whole > 0)
        means[bar] = base + (valueAt(tail, place + 1) + sum) / whole;
    }
  }
  return means;
}

/**
 * Standard deviations of the last `length` values, dividing by `length - freedom`. The two parts of each window are
 * joined by the formula of Chan, Golub and LeVeque (1979), which adds squares only: it never goes below zero, and equal values give exactly zero.
 */
export function rollingDeviation(values: Float64Array, length: number, freedom: 0 | 1): Float64Array {
  const count = values.length;
  const deviations = new Float64Array(count).fill(Number.NaN);
  const tailMean = new Float64Array(length + 1);
  const tailSquares = new Float64Array(length + 1);
  for (let start = 0; start < count; start += length) {
    let mean = 0;
    let squares = 0;
    for (let place = length - 1; start > 0 && place > 0; place -= 1) {
      const off = valueAt(values, start - length + place) - mean;
      mean += off / (length - place);
      squares += off * (valueAt(values, start - length + place) - mean);
      tailMean[place] = mean;
      tailSquares[place] = squares;
    }
    mean = 0;
    squares = 0;
    const here = Math.min(length, count - start);
    for (let place = 0; place < here; place += 1) {
      const off = valueAt(values, start + place) - mean;
      mean += off / (place + 1);
      squares += off * (valueAt(values, start + place) - mean);
      if (start === 0 && place < length - 1) continue;
      const before = length - 1 - place;
      const apart = before === 0 ? 0 : mean - valueAt(tailMean, place + 1);
      const all = squares + valueAt(tailSquares, place + 1) + (apart * apart * before * (place + 1)) / length;
      deviations[start + place] = Math.sqrt(all / (length - freedom));
    }
  }
  return deviations;
}

/** A value of a column; NaN outside of it. */
export const valueAt = (values: Float64Array, bar: number): number => values[bar] ?? Number.NaN;

function nearBase(values: Float64Array, start: number): number {
  const near = valueAt(values, start === 0 ? 0 : start - 1);
  return Number.isNaN(near) ? 0 : near;
}
