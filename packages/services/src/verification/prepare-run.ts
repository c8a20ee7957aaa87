import { type ProofMarket, type ProofRequest, proofLimits } from "@boltz/backtest";
import { MarketError } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { type backtestRuns, listings, listingVersions, strategyVersions, users } from "@boltz/db/schema";
import { and, desc, eq, ne, sql } from "drizzle-orm";
import type { MarketDataset } from "../datasets/find-markets.ts";
import { readBars } from "../datasets/read-bars.ts";
import { versionOrder } from "../strategies/strategy-view.ts";
import { countLooks, readTrials } from "./author-trials.ts";
import { marketsOf } from "./queue-verification.ts";

export type RunRow = typeof backtestRuns.$inferSelect;
type VersionRow = typeof strategyVersions.$inferSelect;

export interface ReadyRun {
  version: VersionRow;
  datasets: MarketDataset[];
  request: ProofRequest;
}

/** What a run needs, as it is stored now; else why it cannot be done, or need not be any more. */
export type PreparedRun =
  | ({ kind: "ready" } & ReadyRun)
  | { kind: "unavailable"; missingSymbols: string[] }
  | { kind: "excessive"; datasets: MarketDataset[]; sentence: string }
  | { kind: "dropped"; sentence: string };

/** Reads all that a run needs: document, bars, the author's tries on them, and the version before. */
export const prepareRun = async (tx: Transaction, run: RunRow): Promise<PreparedRun> => {
  const { version, erasedAt, status, publishedAt } = await readVersion(tx, run);
  if (erasedAt !== null) return dropped("The account of its creator was erased");
  if (status === "removed") return dropped("Its listing was removed");
  const { datasets, missing } = await marketsOf(tx, version.summary);
  if (datasets.length === 0 || missing.length > 0) return { kind: "unavailable", missingSymbols: missing };
  const refused = tooManyBars(datasets);
  if (refused !== undefined) return { kind: "excessive", datasets, sentence: refused.message };
  const request: ProofRequest = {
    document: JSON.parse(version.document),
    markets: await readMarkets(tx, datasets),
    // Of several markets, what is sealed in every one of them.
    holdoutFrom: Math.max(...datasets.map(({ holdoutFrom }) => holdoutFrom.getTime())),
    publishedAt: publishedAt?.getTime() ?? null,
    trials: await readTrials(tx, version.creatorId, datasets),
    holdoutLooks: await countLooks(tx, run, datasets),
    previous: await findPrevious(tx, version),
  };
  return { kind: "ready", version, datasets, request };
};

const dropped = (why: string): PreparedRun => ({
  kind: "dropped",
  sentence: `${why} before this version could be run.`,
});

const readVersion = async (tx: Transaction, run: RunRow) => {
  const [row] = await tx
    .select({
      version: strategyVersions,
      erasedAt: users.erasedAt,
      status: listings.status,
      publishedAt: listingVersions.publishedAt,
    })
    .from(strategyVersions)
    .innerJoin(users, eq(users.id, strategyVersions.creatorId))
    .leftJoin(listings, eq(listings.strategyId, strategyVersions.strategyId))
    .leftJoin(
      listingVersions,
      and(eq(listingVersions.listingId, listings.id), eq(listingVersions.versionId, strategyVersions.id)),
    )
    .where(eq(strategyVersions.id, run.versionId));
  if (row === undefined) throw new Error(`run ${run.id} has no version`);
  return row;
};

/** More bars than a run may take are not even read; undefined where there are not too many. */
export const tooManyBars = (datasets: readonly MarketDataset[]): MarketError | undefined =>
  datasets.reduce((sum, { barCount }) => sum + barCount, 0) > proofLimits.maxBars
    ? new MarketError("backtest_limit")
    : undefined;

/** The bars of each dataset, as they are stored. */
export const readMarkets = async (
  tx: Transaction,
  datasets: readonly MarketDataset[],
): Promise<ProofMarket[]> => {
  const markets: ProofMarket[] = [];
  for (const { id, symbol, timeframe, name, isSynthetic, barCount } of datasets)
    markets.push({
      ...{ symbol, timeframe, name, isSynthetic, datasetId: id },
      bytes: await readBars(tx, id, barCount),
    });
  return markets;
};

/** The published version of the same strategy that comes right before this one. */
const findPrevious = async (
  tx: Transaction,
  { id, strategyId, version }: VersionRow,
): Promise<ProofRequest["previous"]> => {
  const [row] = await tx
    .select({ version: strategyVersions.version, document: strategyVersions.document })
    .from(strategyVersions)
    .innerJoin(listingVersions, eq(listingVersions.versionId, strategyVersions.id))
    .where(
      and(
        eq(strategyVersions.strategyId, strategyId),
        ne(strategyVersions.id, id),
        eq(strategyVersions.kind, "declared"),
        sql`${versionOrder} < string_to_array(${version}, '.')::numeric[]`,
      ),
    )
    .orderBy(desc(versionOrder))
    .limit(1);
  return row === undefined ? null : { version: row.version, document: JSON.parse(row.document) };
};
