/** What a record must hold at least before it says anything. */
export const gateMinimums = {
  bars: 500,
  sealedBars: 100,
  /** Closed ones, in all and of those entered in the sealed bars. */
  trades: 30,
  holdoutTrades: 5,
} as const;

/** Places at which each market's bars are cut to look for a look ahead, at most and at least. */
export const prefixCuts = { most: 12, fewest: 3 } as const;
