// Lists that schemas and the first screen share. Without zod, so that the first screen loads no schema.

/** What a strategy document may say of its market; the language and search share these lists. */
export const strategyStyles = [
  "trend",
  "momentum",
  "breakout",
  "mean-reversion",
  "volatility",
  "volume",
  "multi-factor",
] as const;

export const assetClasses = ["stocks", "etfs", "crypto", "forex", "futures", "commodities"] as const;

export const timeframes = ["1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"] as const;

export const listingSorts = [
  "evidence",
  "relevance",
  "newest",
  "rating",
  "sales",
  "price_asc",
  "price_desc",
] as const;

/**
 * What a version's backtest showed, in three parts that are never mixed: bars that its author could run
 * on, sealed ones, and those after publication. Ratios are plain numbers (0.12 is 12 %), null where undefined.
 */
export const segmentNames = ["inSample", "holdout", "afterPublication"] as const;
