import { z } from "zod";
import { assetClasses, strategyStyles, timeframes } from "./closed-lists.ts";

export const strategyStyle = z.enum(strategyStyles);
export type StrategyStyle = z.infer<typeof strategyStyle>;

export const assetClass = z.enum(assetClasses);
export type AssetClass = z.infer<typeof assetClass>;

export const timeframe = z.enum(timeframes);
export type Timeframe = z.infer<typeof timeframe>;

export const symbol = z
  .string()
  .regex(
    /^[A-Z0-9][A-Z0-9.:/^=_-]{0,23}$/,
    "must be a symbol: up to 24 capital letters, digits or . : / ^ = _ -",
  );
