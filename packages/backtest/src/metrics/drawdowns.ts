import type { Series } from "./moments.ts";

export interface Drawdowns {
  /** Deepest distance to the highest worth before, as a positive share of it. */
  depth: number;
  /** Longest run of bars below the highest worth before; one that has not ended yet counts as far as it has come. */
  longestBars: number;
  /** Zero or below for each bar: worth over the highest worth so far, less one. */
  underwater: Float64Array;
}

/** How far and how long an account stood below its highest worth, one value for each bar of `equity`. */
export function drawdowns(equity: Series): Drawdowns {
  const underwater = new Float64Array(equity.length);
  let peak = 0;
  let depth = 0;
  let longestBars = 0;
  let run = 0;
  let place = 0;
  for (const worth of equity) {
    peak = Math.max(peak, worth);
    const distance = worth < peak ? worth / peak - 1 : 0;
    underwater[place] = distance;
    depth = Math.max(depth, -distance);
    run = distance < 0 ? run + 1 : 0;
    longestBars = Math.max(longestBars, run);
    place++;
  }
  return { depth, longestBars, underwater };
}
