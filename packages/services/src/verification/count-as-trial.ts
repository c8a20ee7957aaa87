import { barsPerYear, type ProofOutcome } from "@boltz/backtest";
import { newId, type Transaction } from "@boltz/db";
import { backtestTrials } from "@boltz/db/schema";

import type { ReadyRun } from "./prepare-run.ts";

/** A verification is a try too: whoever submits without trying before is counted all the same. */
export const countAsTrial = async (
  tx: Transaction,
  { version, datasets }: ReadyRun,
  { report }: ProofOutcome,
): Promise<void> => {
  const [first] = datasets;
  if (first === undefined) return;
  const { inSample } = report.segments;
  const sharpe = inSample?.sharpe ?? null;
  await tx
    .insert(backtestTrials)
    .values({
      id: newId("trl"),
      creatorId: version.creatorId,
      specHash: version.specHash,
      document: version.document,
      symbols: datasets.map(({ symbol }) => symbol),
      timeframe: first.timeframe,
      sharpePerBar:
        sharpe === null ? null : sharpe / Math.sqrt(barsPerYear(first.timeframe, first.assetClass)),
      sharpe,
      trades: inSample?.trades ?? 0,
    })
    .onConflictDoNothing();
};
