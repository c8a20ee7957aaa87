import { isBeyondRounding, meanOf, type Series } from "./moments.ts";

const mostBlocks = 16;
const fewestBlocks = 4;
const fewestBarsInBlock = 10;

/** Sums of each configuration's returns and of their squares, one row for each block of bars. */
interface BlockSums {
  bars: number[];
  sums: Float64Array[];
  squares: Float64Array[];
}

/** The largest even number of blocks of at least ten bars, up to 16 and to what was asked for; 0 below four. */
function blocksFor(bars: number, wanted: number): number {
  const most = Math.floor(Math.min(wanted, mostBlocks, bars / fewestBarsInBlock) / 2) * 2;
  return most >= fewestBlocks ? most : 0;
}

function blockSums(configurations: readonly Series[], blocks: number): BlockSums {
  const bars = configurations[0]?.length ?? 0;
  const found: BlockSums = { bars: [], sums: [], squares: [] };
  for (let block = 0; block < blocks; block++) {
    const begin = Math.floor((block * bars) / blocks);
    const end = Math.floor(((block + 1) * bars) / blocks);
    const sums = new Float64Array(configurations.length);
    const squares = new Float64Array(configurations.length);
    for (const [column, series] of configurations.entries()) {
      let sum = 0;
      let square = 0;
      for (let bar = begin; bar < end; bar++) {
        const value = series[bar] ?? 0;
        sum += value;
        square += value * value;
      }
      sums[column] = sum;
      squares[column] = square;
    }
    found.bars.push(end - begin);
    found.sums.push(sums);
    found.squares.push(squares);
  }
  return found;
}

/** Every choice of half of the blocks as a bit mask, in ascending order. */
function* halvesOf(blocks: number): Generator<number> {
  const limit = 2 ** blocks;
  let mask = 2 ** (blocks / 2) - 1;
  while (mask < limit) {
    yield mask;
    // The next greater number with as many bits (Gosper).
    const lowest = mask & -mask;
    const carried = mask + lowest;
    mask = carried | (((mask ^ carried) >>> 2) / lowest);
  }
}

/** Ranks by Sharpe ratio for one period: one that never moves has 0, one that moves evenly is beyond all others. */
function ratioOf(mean: number, deviation: number): number {
  if (isBeyondRounding(deviation, mean)) return mean / deviation;
  return isBeyondRounding(mean) ? Math.sign(mean) * Number.POSITIVE_INFINITY : 0;
}

/** Writes each configuration's ratio over the blocks of `mask`. */
function ratiosOver(mask: number, blocks: BlockSums, into: Float64Array): void {
  const squares = new Float64Array(into.length);
  into.fill(0);
  let bars = 0;
  for (const [block, count] of blocks.bars.entries()) {
    const blockSum = blocks.sums[block];
    const blockSquare = blocks.squares[block];
    if ((mask & (1 << block)) === 0 || blockSum === undefined || blockSquare === undefined) continue;
    bars += count;
    for (let column = 0; column < into.length; column++) {
      into[column] = (into[column] ?? 0) + (blockSum[column] ?? 0);
      squares[column] = (squares[column] ?? 0) + (blockSquare[column] ?? 0);
    }
  }
  for (let column = 0; column < into.length; column++) {
    const sum = into[column] ?? 0;
    const variance = ((squares[column] ?? 0) - (sum * sum) / bars) / (bars - 1);
    into[column] = ratioOf(sum / bars, Math.sqrt(Math.max(0, variance)));
  }
}

/** Of the configurations that are best in sample, the share whose average rank out of sample is in the lower half. */
function shareBelowMiddle(inSample: Float64Array, outOfSample: Float64Array): number {
  let best = Number.NEGATIVE_INFINITY;
  for (const value of inSample) best = Math.max(best, value);
  let ofBest = 0;
  let below = 0;
  for (const [column, value] of inSample.entries()) {
    if (value !== best) continue;
    ofBest++;
    const own = outOfSample[column] ?? 0;
    let less = 0;
    let equal = 0;
    for (const other of outOfSample) {
      if (other < own) less++;
      else if (other === own) equal++;
    }
    // λ = ln(ω / (1 − ω)) <= 0 with ω = rank / (N + 1) is rank <= (N + 1) / 2; without logarithms ties are exact.
    const rank = less + (equal + 1) / 2;
    if (rank <= (inSample.length + 1) / 2) below++;
  }
  return below / ofBest;
}

/**
 * Probability of backtest overfitting by CSCV (Bailey, Borwein, López de Prado and Zhu 2015). `configurations` are the
 * columns of the T × N matrix: N series of T returns on the same bars. The bars are cut into at most 16 blocks of at least
 * ten (an even number, down to 4); over every half of the blocks it is the share in which the best Sharpe ratio of that half
 * ranks in the lower half on the other one. Null below two configurations, 40 bars, or when a return is not finite.
 * Work: N · (T + 12,870 · (S + its ties)). Throws a RangeError when the lengths differ.
 */
export function probabilityOfOverfitting(
  configurations: readonly Series[],
  blocks: number = mostBlocks,
): number | null {
  const bars = configurations[0]?.length ?? 0;
  if (configurations.some((series) => series.length !== bars)) {
    throw new RangeError("configurations must have returns on the same bars");
  }
  const used = blocksFor(bars, blocks);
  if (used === 0 || configurations.length < 2) return null;
  if (configurations.some((series) => meanOf(series) === null)) return null;
  const sums = blockSums(configurations, used);
  const inSample = new Float64Array(configurations.length);
  const outOfSample = new Float64Array(configurations.length);
  const all = 2 ** used - 1;
  let halves = 0;
  let overfitted = 0;
  for (const mask of halvesOf(used)) {
    ratiosOver(mask, sums, inSample);
    ratiosOver(all ^ mask, sums, outOfSample);
    overfitted += shareBelowMiddle(inSample, outOfSample);
    halves++;
  }
  return overfitted / halves;
}
