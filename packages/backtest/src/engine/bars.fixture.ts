import fc from "fast-check";
import type { Bars } from "../bars/bars.ts";

type Row = [open: number, high: number, low: number, close: number, volume?: number];

/** Daily bars from rows of open, high, low, close and volume (1,000 where it is left out). */
export function barsOfRows(rows: readonly Row[]): Bars {
  const column = (read: (row: Row) => number) => Float64Array.from(rows, read);
  return {
    at: Float64Array.from(rows, (_, bar) => Date.UTC(2020, 0, 1) + bar * 86_400_000),
    open: column((row) => row[0]),
    high: column((row) => row[1]),
    low: column((row) => row[2]),
    close: column((row) => row[3]),
    volume: column((row) => row[4] ?? 1_000),
  };
}

/** Bars that open, trade and close at one price each. */
export const flatBars = (prices: readonly number[]): Bars =>
  barsOfRows(prices.map((price) => [price, price, price, price]));

/**
 * Walks on prices in sixty-fourths, which floats hold exactly: gaps, quiet stretches, bars without range or volume, and
 * falls to a fraction of the price.
 */
export const marketBars = (options: { minLength?: number; maxLength?: number } = {}): fc.Arbitrary<Bars> => {
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: -160, max: 160 }) },
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: -1_600, max: 2_000 }) },
  );
  const reach = fc.oneof(fc.constant(0), fc.nat({ max: 200 }));
  const volume = fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 8, arbitrary: fc.nat({ max: 1_000_000 }) },
  );
  const move = fc.record({ gap: step, body: step, above: reach, below: reach, volume });
  return fc.array(move, { size: "max", ...options }).map((moves) => {
    let price = 6_400;
    const stepTo = (by: number) => {
      price = Math.max(price + by, 64);
      return price;
    };
    return barsOfRows(
      moves.map(({ gap, body, above, below, volume: traded }): Row => {
        const open = stepTo(gap);
        const close = stepTo(body);
        const [high, low] = [Math.max(open, close) + above, Math.max(Math.min(open, close) - below, 32)];
        return [open / 64, high / 64, low / 64, close / 64, traded];
      }),
    );
  });
};
