import { attachedFigures, type ProofView, type proofInput, proofReport, receipt } from "@boltz/contract";
import { uuidFromId } from "@boltz/db";
import { backtestRuns } from "@boltz/db/schema";
import { eq } from "drizzle-orm";
import type { z } from "zod";
import type { Call, Context } from "../context.ts";
import { monthlyVector } from "./correlation.ts";
import { findDuplicates } from "./find-duplicates.ts";
import { findProvedVersion, type ProvedVersion } from "./proved-version.ts";

/**
 * What a listing's version showed: the report and its signed receipt, or why there is none. Public where
 * the version is; before that for its creator and for moderators.
 */
export const getProof = async ({ ctx, input }: Call<z.output<typeof proofInput>>): Promise<ProofView> => {
  const found = await findProvedVersion(ctx, input);
  const { run, kind } = found;
  const given = run?.state === "passed" ? await readGiven(ctx, found, run.id) : undefined;
  const monthly = monthlyVector.nullable().parse(given?.monthly ?? null);
  return {
    version: found.version,
    specHash: found.specHash,
    state: kind === "attached" ? "attached" : (run?.state ?? "none"),
    checkedAt: run?.finishedAt?.toISOString() ?? null,
    report: given === undefined ? null : proofReport.parse(given.report),
    receipt: given === undefined ? null : receipt.parse(given.receipt),
    attached: kind === "attached" ? attachedFigures.parse(found.attachedFigures) : null,
    duplicates: kind === "attached" ? [] : await findDuplicates(ctx.reader, { ...found, monthly }),
    missingSymbols: run?.missingSymbols ?? [],
  };
};

interface Given {
  report: unknown;
  receipt: unknown;
  monthly: unknown;
}

const readGiven = async (
  { reader, database, actor }: Context,
  { isPublic }: ProvedVersion,
  runId: NonNullable<ProvedVersion["run"]>["id"],
): Promise<Given | undefined> => {
  const [given] = isPublic
    ? await reader<Given[]>`
        select r.report, r.receipt, r.monthly from backtest_runs r where r.id = ${uuidFromId("run", runId)}`
    : await database.withActor(actor, (tx) =>
        tx
          .select({
            report: backtestRuns.report,
            receipt: backtestRuns.receipt,
            monthly: backtestRuns.monthly,
          })
          .from(backtestRuns)
          .where(eq(backtestRuns.id, runId)),
      );
  return given;
};
