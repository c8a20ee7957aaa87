import { engineVersion } from "@boltz/backtest";
import { MarketError } from "@boltz/contract";
import { newId, type Transaction } from "@boltz/db";
import { backtestRuns, type strategyVersions } from "@boltz/db/schema";
import { eq, sql } from "drizzle-orm";
import { findMarkets, type MarketDataset } from "../datasets/find-markets.ts";
import type { Queue } from "../queue.ts";
import { type FailedReport, failedReport, problemsOf } from "./failed-report.ts";
import { findStandingRun } from "./standing-run.ts";
import { storedMarket } from "./stored-market.ts";

type Version = Pick<
  typeof strategyVersions.$inferSelect,
  "id" | "strategyId" | "creatorId" | "kind" | "summary"
>;

/**
 * Has a version that is handed in run on the bars of this place, or notes which bars are missing. Does
 * nothing where that has been done already. Throws `invalid_input`, saying what to mend, for a version
 * that failed on the same bars before.
 */
export const queueVerification = async (queue: Queue, tx: Transaction, version: Version): Promise<void> => {
  if (version.kind === "attached") return;
  const newest = await findStandingRun(tx, version.id);
  if (newest?.state === "passed" || newest?.state === "queued" || newest?.state === "running") return;
  const { datasets, missing } = await marketsOf(tx, version.summary);
  if (missing.length > 0) {
    if (newest?.state !== "unavailable") await noteUnavailable(tx, version, missing);
    return;
  }
  if (newest?.state === "failed") await refuseSameAgain(tx, newest.id, datasets);
  await queueRun(queue, tx, version);
};

/** The datasets of a version's market, and what of it there is none of. */
export const marketsOf = async (tx: Transaction, summary: unknown) => {
  const { market, timeframe } = storedMarket(summary);
  const { symbols, universe } = market;
  if (timeframe === null || symbols.length === 0)
    return { datasets: [], missing: universe === null ? symbols : [universe] };
  return findMarkets(tx, symbols, timeframe);
};

const ownerOf = ({ id: versionId, strategyId, creatorId }: Version) => ({
  id: newId("run"),
  ...{ versionId, strategyId, creatorId },
});

const noteUnavailable = (tx: Transaction, version: Version, missingSymbols: string[]) =>
  tx
    .insert(backtestRuns)
    .values({ ...ownerOf(version), state: "unavailable", missingSymbols, finishedAt: sql`now()` });

/** One is open at a time: where an extension is under way already, it does the same. */
const queueRun = async (queue: Queue, tx: Transaction, version: Version) => {
  const run = ownerOf(version);
  const { rowCount } = await tx.insert(backtestRuns).values(run).onConflictDoNothing();
  if (rowCount === 1) await queue.send(tx, "verify-version", { runId: run.id });
};

const refuseSameAgain = async (
  tx: Transaction,
  runId: ReturnType<typeof ownerOf>["id"],
  datasets: readonly MarketDataset[],
) => {
  const [run] = await tx
    .select({ report: backtestRuns.report })
    .from(backtestRuns)
    .where(eq(backtestRuns.id, runId));
  const report = failedReport.parse(run?.report);
  if (isOfSameBars(report, datasets))
    throw new MarketError("invalid_input", {
      message: `This version did not pass its verification. ${problemsOf(report.gate).join(" ")} Add a version that mends it, then submit again.`,
      issues: issuesOf(report),
    });
};

/** A run that could not be done names no markets, and may be done again. */
const isOfSameBars = ({ engine, markets }: FailedReport, datasets: readonly MarketDataset[]): boolean =>
  engine === engineVersion &&
  markets.length === datasets.length &&
  datasets.every(({ id, barCount }) =>
    markets.some(({ datasetId, bars }) => datasetId === id && bars === barCount),
  );

const issuesOf = ({ gate }: FailedReport) =>
  gate
    .filter(({ passed }) => !passed)
    .flatMap(({ sentence, issues }) =>
      issues.length === 0
        ? [{ path: ["document"], message: sentence }]
        : issues.map(({ path, message }) => ({ path: ["document", ...path], message })),
    );
