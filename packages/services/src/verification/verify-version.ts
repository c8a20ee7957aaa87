import { engineVersion, type ProofOutcome } from "@boltz/backtest";
import { type GateCheck, MarketError } from "@boltz/contract";
import { backtestRuns } from "@boltz/db/schema";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Call, Context } from "../context.ts";
import type { MarketDataset } from "../datasets/find-markets.ts";
import type { JobPayload } from "../queue.ts";
import { type Ending, endRun } from "./end-run.ts";
import { prepareRun, type ReadyRun, type RunRow } from "./prepare-run.ts";
import { progressOf } from "./run-progress.ts";

/** Whoever died over a run is followed so often. */
const ATTEMPTS = 3;

/**
 * Runs the whole proof of a version outside of any transaction and writes down what it came to. A run
 * that broke off is done again from the start; two at once give the same, and the first one counts.
 */
export const verifyVersion = async ({ ctx, input }: Call<JobPayload<"verify-version">>): Promise<void> => {
  const run = await claim(ctx, input.runId);
  if (run === undefined) return;
  if (run.attempts > ATTEMPTS) {
    const sentence =
      "The run could not be finished, which is no fault that we found in the strategy. Submit it again; if it stays so, tell us.";
    return endRun(ctx, run, couldNotRun({ sentence }));
  }
  await endRun(ctx, run, await conclude(ctx, run));
};

const claim = (ctx: Context, runId: RunRow["id"]): Promise<RunRow | undefined> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const [run] = await tx
      .update(backtestRuns)
      .set({
        state: "running",
        attempts: sql`${backtestRuns.attempts} + 1`,
        startedAt: ctx.now(),
        ...{ progress: 0, stage: "" },
      })
      .where(and(eq(backtestRuns.id, runId), inArray(backtestRuns.state, ["queued", "running"])))
      .returning();
    return run;
  });

const conclude = async (ctx: Context, run: RunRow): Promise<Ending> => {
  const prepared = await ctx.database.withSnapshot(ctx.actor, (tx) => prepareRun(tx, run));
  if (prepared.kind === "unavailable") return { ...prepared, state: "unavailable" };
  if (prepared.kind !== "ready") return couldNotRun(prepared);
  const progress = progressOf(ctx, run.id);
  try {
    const outcome = await ctx.backtester.prove(prepared.request, progress.tell);
    return await judge(ctx, run, { ready: prepared, outcome });
  } catch (error) {
    if (!(error instanceof MarketError && isFinal(error))) throw error;
    const { message: sentence, issues } = error;
    return couldNotRun({ sentence, issues, datasets: prepared.datasets });
  } finally {
    await progress.written();
  }
};

/**
 * A version has to pass the whole gate once. Later runs of it only carry its record on, and count unless
 * the record itself cannot be trusted: whoever is ruined after publication is shown as ruined.
 */
const judge = async (
  ctx: Context,
  run: RunRow,
  done: { ready: ReadyRun; outcome: ProofOutcome },
): Promise<Ending> => {
  const { passed, report } = done.outcome;
  if (passed || (isSound(report.gate) && (await hasPassedBefore(ctx, run)))) return { state: "passed", done };
  const { engine, markets, gate } = report;
  return { state: "failed", report: { engine, markets, gate }, done };
};

const isSound = (gate: readonly GateCheck[]): boolean =>
  gate.every(({ check, passed }) => passed || (check !== "prefix" && check !== "stable"));

const hasPassedBefore = (ctx: Context, { versionId }: RunRow): Promise<boolean> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const ofVersion = and(eq(backtestRuns.versionId, versionId), eq(backtestRuns.state, "passed"));
    return (await tx.$count(backtestRuns, ofVersion)) > 0;
  });

/** It would come out the same however often it is tried. */
const isFinal = ({ code }: MarketError): boolean => code === "backtest_limit" || code === "invalid_input";

interface Refusal {
  sentence: string;
  issues?: MarketError["issues"];
  datasets?: readonly MarketDataset[];
}

/** Only what would come out the same again names its markets: the rest may be submitted as it is. */
const couldNotRun = ({ sentence, issues = [], datasets = [] }: Refusal): Ending => ({
  state: "failed",
  report: {
    engine: engineVersion,
    markets: datasets.map(({ symbol, id, barCount }) => ({ symbol, datasetId: id, bars: barCount })),
    gate: [{ check: "stable", passed: false, sentence, issues: [...issues] }],
  },
  done: null,
});
