import type { VersionId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { backtestRuns } from "@boltz/db/schema";
import { and, desc, eq, inArray, not, sql } from "drizzle-orm";

/** What of a run says how far it came, without what it gave. */
const runHead = {
  id: backtestRuns.id,
  state: backtestRuns.state,
  progress: backtestRuns.progress,
  stage: backtestRuns.stage,
  gate: sql<unknown>`${backtestRuns.report} -> 'gate'`,
  missingSymbols: backtestRuns.missingSymbols,
  createdAt: backtestRuns.createdAt,
  finishedAt: backtestRuns.finishedAt,
};

/** An extension that is under way, or gave nothing, takes nothing from the run before it. */
const idleExtension = and(
  eq(backtestRuns.kind, "extension"),
  inArray(backtestRuns.state, ["queued", "running", "failed"]),
);

/** The run that a version stands by: its newest one, but for extensions that gave nothing. */
export const findStandingRun = async (tx: Transaction, versionId: VersionId) => {
  const [run] = await tx
    .select(runHead)
    .from(backtestRuns)
    .where(and(eq(backtestRuns.versionId, versionId), idleExtension && not(idleExtension)))
    .orderBy(desc(backtestRuns.id))
    .limit(1);
  return run;
};
