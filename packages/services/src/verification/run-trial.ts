import { barBytes, type TrialOutcome, type TrialRequest } from "@boltz/backtest";
import {
  MarketError,
  type runTrialInput,
  type StrategyDocument,
  type TrialView,
  type UserId,
} from "@boltz/contract";
import { newId, type Transaction } from "@boltz/db";
import { backtestTrials, datasets as datasetTable } from "@boltz/db/schema";
import { enforcePolicy, personOf } from "@boltz/domain";
import { asc } from "drizzle-orm";
import type { z } from "zod";

import type { Call } from "../context.ts";
import type { MarketDataset } from "../datasets/find-markets.ts";
import { type CheckedDocument, requireStrategy } from "../strategies/checked-document.ts";
import { countTrials } from "./author-trials.ts";
import { readMarkets, tooManyBars } from "./prepare-run.ts";
import { marketsOf } from "./queue-verification.ts";

/**
 * An author's own try of a document on the bars before the sealed ones; each different one is counted.
 * Throws `invalid_input` for what is no strategy, `no_bars` for a market that is not here, and
 * `backtest_limit` or `rate_limited` where it asks for too much.
 */
export const runTrial = async ({ ctx, input }: Call<z.output<typeof runTrialInput>>): Promise<TrialView> => {
  enforcePolicy(ctx.actor, "backtest.run");
  const { id: creatorId } = personOf(ctx.actor);
  const checked = requireStrategy(input.document);
  const { datasets, request } = await ctx.database.withActor(ctx.actor, (tx) =>
    readRequest(tx, input.document, checked),
  );
  const begin = ctx.now().getTime();
  const outcome = await ctx.backtester.tryOut(request);
  const milliseconds = ctx.now().getTime() - begin;
  return ctx.database.withActor(ctx.actor, async (tx) => {
    const isFirst = await noteTrial(tx, creatorId, { checked, datasets, outcome });
    const { specHash, figures, series, gate } = outcome;
    const trials = await countTrials(tx, creatorId, datasets);
    return { specHash, figures, series, gate, trials, isRepeated: !isFirst, milliseconds };
  });
};

const readRequest = async (tx: Transaction, document: StrategyDocument, { summary }: CheckedDocument) => {
  const { datasets, missing } = await marketsOf(tx, summary);
  if (datasets.length === 0 || missing.length > 0) throw await noBars(tx, summary.timeframe, missing);
  const refused = tooManyBars(datasets);
  if (refused !== undefined) throw refused;
  // Of several markets, what is sealed in none of them.
  const holdoutFrom = Math.min(...datasets.map((dataset) => dataset.holdoutFrom.getTime()));
  const markets = await readMarkets(tx, datasets);
  const request: TrialRequest = {
    document,
    markets: markets.map((market) => ({ ...market, bytes: barsBefore(market.bytes, holdoutFrom) })),
    holdoutFrom,
  };
  return { datasets, request };
};

/** A copy of the bars that begin before a moment: what is sealed never leaves this place. */
const barsBefore = (bytes: Uint8Array, moment: number): Uint8Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let count = bytes.length / barBytes;
  while (count > 0 && view.getFloat64((count - 1) * barBytes, true) >= moment) count -= 1;
  return bytes.slice(0, count * barBytes);
};

const SHOWN = 30;

const noBars = async (tx: Transaction, timeframe: string, missing: readonly string[]) => {
  const rows = await tx
    .select({ symbol: datasetTable.symbol, timeframe: datasetTable.timeframe })
    .from(datasetTable)
    .orderBy(asc(datasetTable.symbol), asc(datasetTable.timeframe))
    .limit(SHOWN);
  const there = rows.map((row) => `${row.symbol} ${row.timeframe}`).join(", ");
  return new MarketError("no_bars", {
    message: `There are no ${timeframe} bars here of ${missing.join(", ")}. ${
      there === "" ? "No dataset has been imported yet." : `There are bars of: ${there}.`
    }`,
  });
};

interface Tried {
  checked: CheckedDocument;
  datasets: readonly MarketDataset[];
  outcome: TrialOutcome;
}

/** Counts a document once for its author; false where it had been counted before. */
const noteTrial = async (
  tx: Transaction,
  creatorId: UserId,
  { checked, datasets, outcome }: Tried,
): Promise<boolean> => {
  const { rowCount } = await tx
    .insert(backtestTrials)
    .values({
      ...{ id: newId("trl"), creatorId, specHash: checked.specHash, document: checked.text },
      symbols: datasets.map(({ symbol }) => symbol),
      timeframe: checked.summary.timeframe,
      sharpePerBar: outcome.sharpePerBar,
      sharpe: outcome.figures.sharpe,
      trades: outcome.figures.trades,
    })
    .onConflictDoNothing();
  return rowCount === 1;
};
