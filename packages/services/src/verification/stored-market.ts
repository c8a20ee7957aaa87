import { symbol, timeframe } from "@boltz/contract";
import { z } from "zod";

const storedSummary = z.object({
  style: z.string().nullable().default(null),
  timeframe: timeframe.nullable().default(null),
  market: z
    .object({
      assetClass: z.string().nullable().default(null),
      symbols: z.array(symbol).default([]),
      universe: z.string().nullable().default(null),
    })
    .prefault({}),
});

export interface StoredMarket extends z.output<typeof storedSummary> {}

/** What a version's stored summary says of its market; nothing where an older form said nothing. */
export const storedMarket = (summary: unknown): StoredMarket => storedSummary.parse(summary);
