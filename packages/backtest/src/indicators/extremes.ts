import { valueAt } from "./rolling.ts";

/** Highest of the last `length` values, by a queue of falling candidates: constant work a bar. */
export const rollingHighest = (values: Float64Array, length: number): Float64Array =>
  rollingExtreme(values, length, 1);

/** Lowest of the last `length` values, by a queue of rising candidates. */
export const rollingLowest = (values: Float64Array, length: number): Float64Array =>
  rollingExtreme(values, length, -1);

function rollingExtreme(values: Float64Array, length: number, sign: 1 | -1): Float64Array {
  if (length === 1) return values;
  const extremes = new Float64Array(values.length).fill(Number.NaN);
  const queue = new Int32Array(roomFor(length));
  const last = queue.length - 1;
  let head = 0;
  let tail = 0;
  for (let bar = 0; bar < values.length; bar += 1) {
    if (tail > head && (queue[head & last] ?? 0) <= bar - length) head += 1;
    const value = sign * valueAt(values, bar);
    while (tail > head && sign * valueAt(values, queue[(tail - 1) & last] ?? 0) <= value) tail -= 1;
    queue[tail & last] = bar;
    tail += 1;
    if (bar >= length - 1) extremes[bar] = valueAt(values, queue[head & last] ?? 0);
  }
  return extremes;
}

/** A power of two, so that a place in the ring is the end of a number's bits. */
function roomFor(length: number): number {
  let room = 2;
  while (room < length) room *= 2;
  return room;
}
