import type { Dataset } from "@boltz/contract";
import type { MarketDataset } from "./find-markets.ts";

export const toDataset = (row: MarketDataset): Dataset => ({
  id: row.id,
  symbol: row.symbol,
  timeframe: row.timeframe,
  assetClass: row.assetClass,
  name: row.name,
  source: row.source,
  licence: row.licence,
  isSynthetic: row.isSynthetic,
  bars: row.barCount,
  barsHash: row.barsHash,
  from: row.firstAt.toISOString(),
  to: row.lastAt.toISOString(),
  holdoutFrom: row.holdoutFrom.toISOString(),
});
