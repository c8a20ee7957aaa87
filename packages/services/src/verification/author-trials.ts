import type { ProofRequest } from "@boltz/backtest";
import type { UserId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { backtestRuns, backtestTrials } from "@boltz/db/schema";
import { and, arrayOverlaps, desc, eq, inArray, lt, ne, sql } from "drizzle-orm";
import type { MarketDataset } from "../datasets/find-markets.ts";

type Market = Pick<MarketDataset, "id" | "symbol" | "timeframe">;

/** So many of an author's tries are looked at; luck is told by no more of them either. */
const TRIALS = 5_000;

/** An author's tries on any of the symbols, at their timeframe. */
const ofMarkets = (creatorId: UserId, markets: readonly Market[]) =>
  and(
    eq(backtestTrials.creatorId, creatorId),
    eq(backtestTrials.timeframe, markets[0]?.timeframe ?? ""),
    arrayOverlaps(
      backtestTrials.symbols,
      markets.map(({ symbol }) => symbol),
    ),
  );

/** Every document that the author ever ran on a market of these, newest first. */
export const readTrials = async (
  tx: Transaction,
  creatorId: UserId,
  markets: readonly Market[],
): Promise<ProofRequest["trials"]> => {
  const rows = await tx
    .select({
      specHash: backtestTrials.specHash,
      sharpePerBar: backtestTrials.sharpePerBar,
      document: backtestTrials.document,
    })
    .from(backtestTrials)
    .where(ofMarkets(creatorId, markets))
    .orderBy(desc(backtestTrials.id))
    .limit(TRIALS);
  return rows.map((row) => ({ ...row, document: JSON.parse(row.document) }));
};

/** How many different documents the author ran on these markets by now. */
export const countTrials = (tx: Transaction, creatorId: UserId, markets: readonly Market[]) =>
  tx.$count(backtestTrials, ofMarkets(creatorId, markets));

/** How many other versions of the author had been run on the same sealed bars before, passed or not. */
export const countLooks = async (
  tx: Transaction,
  { id, creatorId, versionId }: typeof backtestRuns.$inferSelect,
  markets: readonly Market[],
): Promise<number> => {
  const names = sql.join(
    markets.map((market) => sql`${market.id}`),
    sql`, `,
  );
  const [row] = await tx
    .select({ looks: sql<number>`count(distinct ${backtestRuns.versionId})::int` })
    .from(backtestRuns)
    .where(
      and(
        eq(backtestRuns.creatorId, creatorId),
        ne(backtestRuns.versionId, versionId),
        lt(backtestRuns.id, id),
        inArray(backtestRuns.state, ["passed", "failed"]),
        sql`exists (select from jsonb_array_elements(${backtestRuns.report} -> 'markets') m where m ->> 'datasetId' in (${names}))`,
      ),
    );
  return row?.looks ?? 0;
};
