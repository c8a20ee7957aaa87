import { barBytes } from "@boltz/backtest";
import { refuseFile } from "./refuse-file.ts";

/**
 * How many of the incoming bars are kept already. Both are encoded and in order. Throws `invalid_input`
 * at the first that is another than the kept one in its place.
 */
export const overlapOf = (kept: Uint8Array, incoming: Uint8Array, lines?: readonly number[]): number => {
  const [keptBars, incomingBars] = [kept.length / barBytes, incoming.length / barBytes];
  const first = timeAt(incoming, 0);
  const start = firstFrom(kept, keptBars, first);
  const refuse = (bar: number, sentence: string): never => {
    const line = lines?.[bar];
    const at = new Date(timeAt(incoming, bar)).toISOString();
    return refuseFile(`the bar of ${at} ${sentence}`, line === undefined ? {} : { line });
  };
  const overlapping = Math.min(keptBars - start, incomingBars);
  for (let bar = 0; bar < overlapping; bar += 1) {
    if (timeAt(kept, start + bar) !== timeAt(incoming, bar))
      refuse(bar, "is not among those that are here for its time; bars are only added behind the last one");
    if (!isSame(kept, (start + bar) * barBytes, incoming, bar * barBytes))
      refuse(bar, "differs from the one that is here; bars never change");
  }
  return overlapping;
};

const timeAt = (bytes: Uint8Array, bar: number): number =>
  new DataView(bytes.buffer, bytes.byteOffset + bar * barBytes, 8).getFloat64(0, true);

/** The first bar that opens at `time` or later. */
const firstFrom = (bytes: Uint8Array, count: number, time: number): number => {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeAt(bytes, middle) < time) low = middle + 1;
    else high = middle;
  }
  return low;
};

const isSame = (a: Uint8Array, fromA: number, b: Uint8Array, fromB: number): boolean => {
  for (let offset = 0; offset < barBytes; offset += 1)
    if (a[fromA + offset] !== b[fromB + offset]) return false;
  return true;
};
