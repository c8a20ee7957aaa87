/** Whole numbers from 0 to below `bound`, drawn one after another. */
export type Draw = (bound: number) => number;

/** Seeded whole numbers by mulberry32: integer operations only, so that every machine draws the same ones. */
export function seededDraw(seed: number): Draw {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * bound);
  };
}

/** A new list with the same items in a drawn order (Fisher and Yates). */
export function shuffled<Item>(items: readonly Item[], draw: Draw): Item[] {
  const rest = [...items];
  return items.flatMap(() => rest.splice(draw(rest.length), 1));
}

/** A document's own seed, from the hash that names it. */
export const seedOf = (hash: string): number => Number.parseInt(hash.slice(0, 8), 16);
