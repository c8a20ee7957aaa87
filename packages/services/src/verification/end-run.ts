import type { ProofOutcome } from "@boltz/backtest";
import type { ListingId, StrategyId } from "@boltz/contract";
import type { Transaction } from "@boltz/db";
import { backtestRuns, listingDrafts, listings } from "@boltz/db/schema";
import { eq, sql } from "drizzle-orm";
import { logAudit } from "../audit/log-audit.ts";

import type { Context } from "../context.ts";
import { closeCase } from "../moderation/cases.ts";
import { lockListing } from "../moderation/locked-listing.ts";
import { tell } from "../notifications/tell.ts";
import { countAsTrial } from "./count-as-trial.ts";
import { type FailedReport, problemsOf } from "./failed-report.ts";
import type { ReadyRun, RunRow } from "./prepare-run.ts";
import { signReceipt } from "./sign-receipt.ts";
import { writeEvidence } from "./write-evidence.ts";

interface Done {
  ready: ReadyRun;
  outcome: ProofOutcome;
}

/** What a run came to; `done` where it could be run at all. */
export type Ending =
  | { state: "passed"; done: Done }
  | { state: "failed"; report: FailedReport; done: Done | null }
  | { state: "unavailable"; missingSymbols: string[] };

type Listed = Awaited<ReturnType<typeof lockListing>>;

/**
 * Writes down how a run ended and all that follows from it, once: whoever comes second finds it ended.
 * The listing is locked before the run, as everywhere, so that no judgement comes in between.
 */
export const endRun = (ctx: Context, run: RunRow, ending: Ending): Promise<void> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const listed = await lockListed(tx, run.strategyId);
    const [present] = await tx
      .select({ state: backtestRuns.state })
      .from(backtestRuns)
      .where(eq(backtestRuns.id, run.id))
      .for("update");
    if (present?.state !== "queued" && present?.state !== "running") return;
    await tx
      .update(backtestRuns)
      .set({ ...columnsOf(ctx, ending), progress: 1, stage: "", finishedAt: ctx.now() })
      .where(eq(backtestRuns.id, run.id));
    if (ending.state === "unavailable") return;
    if (ending.done !== null) await countAsTrial(tx, ending.done.ready, ending.done.outcome);
    await drawConclusions(ctx, tx, { run, ending, listed });
  });

const lockListed = async (tx: Transaction, strategyId: StrategyId): Promise<Listed> => {
  const [row] = await tx
    .select({ id: listings.id })
    .from(listings)
    .where(eq(listings.strategyId, strategyId));
  if (row === undefined) throw new Error(`strategy ${strategyId} was run and is not listed`);
  return lockListing(tx, row.id);
};

const columnsOf = (ctx: Context, ending: Ending) => {
  if (ending.state === "unavailable")
    return { state: ending.state, missingSymbols: ending.missingSymbols } as const;
  if (ending.state === "failed") return { state: ending.state, report: ending.report } as const;
  const { report, trades, ruleTokens, monthlyVector } = ending.done.outcome;
  return {
    ...{ state: ending.state, report, trades, ruleTokens, monthly: monthlyVector },
    receipt: signReceipt(ctx, report, ending.done.ready.version.specHash),
    resultHash: report.resultHash,
  } as const;
};

interface Conclusion {
  run: RunRow;
  ending: Exclude<Ending, { state: "unavailable" }>;
  listed: Listed;
}

const drawConclusions = async (
  ctx: Context,
  tx: Transaction,
  { run, ending, listed }: Conclusion,
): Promise<void> => {
  const { draft, listing } = listed;
  const hasPassed = ending.state === "passed";
  if (hasPassed && listing.publishedAt !== null && listing.versionId === run.versionId)
    await writeEvidence(tx, listing.id);
  const isWaiting = draft.state === "submitted" && draft.versionId === run.versionId;
  if (!hasPassed && isWaiting) await sendBack(tx, draft.listingId);
  if (run.kind === "verification") await tellCreator(ctx, tx, { run, ending, listed });
  await logAudit(tx, ctx.actor, {
    action: hasPassed ? "verification_passed" : "verification_failed",
    subjectType: "listing",
    subject: { prefix: "lst", id: listing.id },
    detail: { runId: run.id, versionId: run.versionId, kind: run.kind },
  });
};

/** What did not pass does not wait for a moderator: its author has it back. */
const sendBack = async (tx: Transaction, listingId: ListingId): Promise<void> => {
  await tx
    .update(listingDrafts)
    .set({ state: "draft", submittedAt: null, updatedAt: sql`now()` })
    .where(eq(listingDrafts.listingId, listingId));
  await closeCase(tx, { kind: "submission", listingId });
};

const tellCreator = async (
  { queue, settings }: Context,
  tx: Transaction,
  { run, ending, listed: { draft } }: Conclusion,
): Promise<void> => {
  const { title, listingId } = draft;
  const to = { userId: run.creatorId, dedupeKey: `run-${run.id}` };
  const params = { title, url: `${settings.publicUrl}/creator/listings/${listingId}` };
  if (ending.state === "passed") await tell(queue, tx, { ...to, kind: "verification_passed", params });
  else
    await tell(queue, tx, {
      ...to,
      kind: "verification_failed",
      params: { ...params, problems: problemsOf(ending.report.gate) },
    });
};
