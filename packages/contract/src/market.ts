import { z } from "zod";

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
export const strategyStyle = z.enum(strategyStyles);
export type StrategyStyle = z.infer<typeof strategyStyle>;

export const assetClasses = ["stocks", "etfs", "crypto", "forex", "futures", "commodities"] as const;
export const assetClass = z.enum(assetClasses);
export type AssetClass = z.infer<typeof assetClass>;

export const timeframes = ["1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"] as const;
export const timeframe = z.enum(timeframes);
export type Timeframe = z.infer<typeof timeframe>;

export const symbol = z
  .string()
  .regex(
    /^[A-Z0-9][A-Z0-9.:/^=_-]{0,23}$/,
    "must be a symbol: up to 24 capital letters, digits or . : / ^ = _ -",
  );
