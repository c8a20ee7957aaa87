import { seededDraw, shuffled } from "./random.ts";

export interface ShapleyInput {
  players: readonly string[];
  /** What a coalition is worth; asked at most once for each. */
  value: (present: ReadonlySet<string>) => number;
  seed: number;
  /** Up to so many players every coalition is asked, which is 2 to the power of their number. */
  exactUpTo?: number;
  /** Orders that are drawn when there are more players; each of them is also walked backwards. */
  permutations: number;
  onProgress?: ((share: number) => void) | undefined;
}

export interface ShapleyValues {
  method: "exact" | "sampled";
  /** How many different coalitions were asked. */
  coalitions: number;
  /** One for each player, in their order. */
  values: number[];
}

/**
 * Shares what all players earn together among them (Shapley 1953): the values add up to v(all) − v(none), players that do the
 * same get the same, one that changes nothing gets 0. Drawn orders give an unbiased estimate that adds up just as well.
 */
export function shapley(input: ShapleyInput): ShapleyValues {
  const { players, exactUpTo = 10 } = input;
  return players.length <= exactUpTo ? exactValues(input) : sampledValues(input);
}

function exactValues({ players, value, onProgress }: ShapleyInput): ShapleyValues {
  const coalitions = 2 ** players.length;
  const worth = Array.from({ length: coalitions }, (_, mask) => {
    onProgress?.(mask / coalitions);
    return value(new Set(players.filter((_, player) => holds(mask, player))));
  });
  const weights = sizeWeights(players.length);
  const values = players.map((_, player) => {
    let sum = 0;
    for (let mask = 0; mask < coalitions; mask += 1) {
      if (holds(mask, player)) continue;
      const gain = (worth[mask | (1 << player)] ?? 0) - (worth[mask] ?? 0);
      sum += (weights[bitCount(mask)] ?? 0) * gain;
    }
    return sum;
  });
  return { method: "exact", coalitions, values: closed(values, (worth.at(-1) ?? 0) - (worth[0] ?? 0)) };
}

const holds = (mask: number, player: number) => (mask & (1 << player)) !== 0;

const bitCount = (mask: number): number => (mask === 0 ? 0 : (mask & 1) + bitCount(mask >>> 1));

/** |S|! (n − |S| − 1)! / n! for each size of S. */
function sizeWeights(players: number): number[] {
  const weights = [1 / Math.max(1, players)];
  for (let size = 1; size < players; size += 1)
    weights.push(((weights[size - 1] ?? 0) * size) / (players - size));
  return weights;
}

function sampledValues({ players, value, seed, permutations, onProgress }: ShapleyInput): ShapleyValues {
  const known = new Map<string, number>();
  const worthOf = (present: boolean[]) => {
    const key = present.map(Number).join("");
    const found = known.get(key);
    if (found !== undefined) return found;
    const worth = value(new Set(players.filter((_, player) => present[player])));
    known.set(key, worth);
    return worth;
  };

  const draw = seededDraw(seed);
  const places = players.map((_, player) => player);
  const sums = players.map(() => 0);
  const pairs = Math.max(1, Math.floor(permutations / 2));
  const none = worthOf(players.map(() => false));
  for (let pair = 0; pair < pairs; pair += 1) {
    onProgress?.(pair / pairs);
    const order = shuffled(places, draw);
    for (const walk of [order, order.toReversed()]) {
      const present = players.map(() => false);
      let before = none;
      for (const player of walk) {
        present[player] = true;
        const after = worthOf(present);
        sums[player] = (sums[player] ?? 0) + after - before;
        before = after;
      }
    }
  }
  const values = sums.map((sum) => sum / (2 * pairs));
  return {
    method: "sampled",
    coalitions: known.size,
    values: closed(values, worthOf(players.map(() => true)) - none),
  };
}

/** Gives what rounding left over to the largest value, so that the values add up to `total`. */
function closed(values: number[], total: number): number[] {
  const sizes = values.map(Math.abs);
  const largest = sizes.indexOf(Math.max(...sizes));
  const rest = total - values.reduce((sum, value) => sum + value, 0);
  return values.map((value, player) => (player === largest ? value + rest : value));
}
