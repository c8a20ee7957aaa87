/** Seeded whole numbers by xorshift32: integer operations only, so that every machine draws the same ones. */
export const drawsFrom = (seed: number) => {
  let state = Math.imul(seed, 0x9e_37_79_b1) >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state = (state ^ (state << 5)) >>> 0;
    return state;
  };
  /** From 0 to below `bound`. */
  const below = (bound: number): number => next() % bound;
  /** Around zero, most often near it: about two thirds within `size`, all within three times that. */
  const around = (size: number): number =>
    Math.trunc(((below(2_001) + below(2_001) + below(2_001) - 3_000) * size) / 1_000);
  return { below, around };
};

export type Draws = ReturnType<typeof drawsFrom>;
