import type { Timeframe } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { datasets } from "@boltz/db/schema";
import { and, eq, inArray } from "drizzle-orm";

export type MarketDataset = typeof datasets.$inferSelect;

export interface FoundMarkets {
  /** In the order of the symbols. */
  datasets: MarketDataset[];
  /** Symbols of which there are no bars of the timeframe. */
  missing: string[];
}

/** Which of these symbols can be run at a timeframe. */
export const findMarkets = async (
  tx: Transaction,
  symbols: readonly string[],
  timeframe: Timeframe,
): Promise<FoundMarkets> => {
  if (symbols.length === 0) return { datasets: [], missing: [] };
  const rows = await tx
    .select()
    .from(datasets)
    .where(and(eq(datasets.timeframe, timeframe), inArray(datasets.symbol, [...symbols])));
  const bySymbol = new Map(rows.map((row) => [row.symbol, row]));
  return {
    datasets: symbols.flatMap((symbol) => bySymbol.get(symbol) ?? []),
    missing: symbols.filter((symbol) => !bySymbol.has(symbol)),
  };
};
