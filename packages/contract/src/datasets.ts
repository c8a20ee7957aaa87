import { z } from "zod";
import { datasetId } from "./ids.ts";
import { assetClass, symbol, timeframe } from "./market.ts";
import { timestamp } from "./page.ts";
import { sha256Hex } from "./strategies.ts";

/** Bars of one symbol and timeframe. Append-only: its first n bars never change, so (id, n) names them for good. */
export const dataset = z.object({
  id: datasetId,
  symbol,
  timeframe,
  assetClass,
  name: z.string(),
  source: z.string(),
  licence: z.string(),
  /** Made by a seeded generator; no market ever traded like this. */
  isSynthetic: z.boolean(),
  bars: z.int(),
  barsHash: sha256Hex,
  from: timestamp,
  to: timestamp,
  /** Bars from here on are sealed: no author's trial run sees them. */
  holdoutFrom: timestamp,
});
export type Dataset = z.infer<typeof dataset>;

export const datasetsOutput = z.array(dataset);
