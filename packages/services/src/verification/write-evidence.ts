import { checkStrategy, ruleTokens } from "@boltz/backtest";
import { type ListingId, proofReport, type VersionId } from "@boltz/contract";
import { asSystem, type Transaction } from "@boltz/db";
import { backtestRuns, listingEvidence, listings, strategyVersions } from "@boltz/db/schema";
import { and, desc, eq, sql } from "drizzle-orm";
import { evidenceFigures } from "./evidence-figures.ts";
import { storedMarket } from "./stored-market.ts";

const noFigures = {
  ...{ runId: null, evidence: null, monthly: null },
  ...{ holdoutReturn: null, holdoutSharpe: null, afterReturn: null, maxDrawdown: null },
  ...{ trades: null, years: null, dsr: null, pbo: null, trials: null },
};

/**
 * Writes down what a listing is ranked and filtered by: the figures of the newest run that its public
 * version passed, and what its rules are told apart by. For a listing that has a public version.
 */
export const writeEvidence = (tx: Transaction, listingId: ListingId): Promise<void> =>
  asSystem(tx, async () => {
    const [found] = await tx
      .select({ version: strategyVersions })
      .from(listings)
      .innerJoin(strategyVersions, eq(strategyVersions.id, listings.versionId))
      .where(eq(listings.id, listingId));
    if (found === undefined) throw new Error(`listing ${listingId} has no public version`);
    const { version } = found;
    const { market, timeframe, style } = storedMarket(version.summary);
    const figures = version.kind === "attached" ? undefined : await passedFigures(tx, version.id);
    const unproved = version.kind === "attached" ? "attached" : "unverified";
    const row = {
      versionId: version.id,
      tier: figures === undefined ? unproved : "verified",
      ...{ assetClass: market.assetClass, timeframe, style },
      // In one order, by which strategies of the same market find each other.
      symbols: market.symbols.toSorted(),
      ruleTokens: version.kind === "attached" ? [] : tokensOf(version.document),
      ...(figures ?? noFigures),
    } as const;
    await tx
      .insert(listingEvidence)
      .values({ listingId, ...row })
      .onConflictDoUpdate({ target: listingEvidence.listingId, set: { ...row, updatedAt: sql`now()` } });
  });

const passedFigures = async (tx: Transaction, versionId: VersionId) => {
  const [run] = await tx
    .select({ id: backtestRuns.id, report: backtestRuns.report, monthly: backtestRuns.monthly })
    .from(backtestRuns)
    .where(and(eq(backtestRuns.versionId, versionId), eq(backtestRuns.state, "passed")))
    .orderBy(desc(backtestRuns.id))
    .limit(1);
  if (run === undefined) return undefined;
  return { runId: run.id, monthly: run.monthly, ...evidenceFigures(proofReport.parse(run.report)) };
};

/** A document's rules in pieces; none where the language has moved on since it was accepted. */
export const tokensOf = (document: string): string[] => {
  const checked = checkStrategy(JSON.parse(document));
  return checked.ok ? ruleTokens(checked.strategy) : [];
};
