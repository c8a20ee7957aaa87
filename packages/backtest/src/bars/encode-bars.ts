import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Bars } from "./bars.ts";

const fields = ["at", "open", "high", "low", "close", "volume"] as const;

/** One bar: six little-endian float64 (at, open, high, low, close, volume). More bars only add bytes at the end. */
export const barBytes = fields.length * 8;

/** Bars as they are stored, sent and hashed: rows of `barBytes` bytes, oldest first. */
export function encodeBars(bars: Bars): Uint8Array {
  const view = new DataView(new ArrayBuffer(bars.at.length * barBytes));
  for (const [place, field] of fields.entries())
    for (let bar = 0; bar < bars.at.length; bar += 1)
      view.setFloat64(bar * barBytes + place * 8, bars[field][bar] ?? Number.NaN, true);
  return new Uint8Array(view.buffer);
}

/** The reverse of `encodeBars`. Throws a RangeError on bytes that are no whole number of bars. */
export function decodeBars(bytes: Uint8Array): Bars {
  const count = bytes.length / barBytes;
  if (!Number.isInteger(count)) throw new RangeError(`bars take ${barBytes} bytes each`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const column = (place: number) =>
    Float64Array.from({ length: count }, (_, bar) => view.getFloat64(bar * barBytes + place * 8, true));
  const [at, open, high, low, close, volume] = [0, 1, 2, 3, 4, 5].map(column);
  const none = new Float64Array();
  return {
    at: at ?? none,
    open: open ?? none,
    high: high ?? none,
    low: low ?? none,
    close: close ?? none,
    volume: volume ?? none,
  };
}

/** Names bars by their content: lower-case hex SHA-256 of their encoded bytes. */
export const barsHash = (encoded: Uint8Array): string => bytesToHex(sha256(encoded));
