import { createHash } from "node:crypto";
import { type Bars, barBytes, encodeBars } from "@boltz/backtest";
import { type AssetClass, type Dataset, MarketError, type Timeframe } from "@boltz/contract";
import { newId, type Transaction } from "@boltz/db";
import { bars as barParts, datasets } from "@boltz/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { logAudit } from "../audit/log-audit.ts";
import type { Context } from "../context.ts";
import { toDataset } from "./dataset-view.ts";
import type { MarketDataset } from "./find-markets.ts";
import { overlapOf } from "./overlap.ts";
import { readBars } from "./read-bars.ts";
import { mostBars } from "./read-bars-csv.ts";
import { refuseFile } from "./refuse-file.ts";

const partBars = 4_096;
/** Parts that one statement writes. */
const partsAtOnce = 16;

export interface DatasetInput {
  symbol: string;
  timeframe: Timeframe;
  assetClass: AssetClass;
  name: string;
  source: string;
  licence: string;
  isSynthetic: boolean;
  /** Of the first import: the share of its bars, at the end, that no author's try ever sees. */
  holdoutShare?: number;
}

export interface AddBarsInput extends DatasetInput {
  bars: Bars;
  /** Where each bar stands in the file that it comes from. */
  lines?: readonly number[];
}

export interface AddedBars {
  dataset: Dataset;
  isNew: boolean;
  added: number;
  /** Bars that were here before, and are the same. */
  overlapping: number;
}

type Parts = Pick<Context, "database" | "actor">;

/**
 * Keeps bars that were checked: as a new dataset, or behind those that it has. For the system only. Throws
 * `invalid_input` where bars that are here already differ, naming the first.
 */
export const addBars = ({ ctx, input }: { ctx: Parts; input: AddBarsInput }): Promise<AddedBars> =>
  ctx.database.withActor(ctx.actor, async (tx) => {
    const fresh = await createDataset(tx, input);
    if (fresh !== undefined) {
      const added = fresh.barCount;
      await writeParts(tx, fresh.id, 0, encodeBars(input.bars));
      await logImport(tx, ctx, fresh, added);
      return { dataset: toDataset(fresh), isNew: true, added, overlapping: 0 };
    }
    return extend(tx, ctx, input);
  });

const hashOf = (...pieces: Uint8Array[]): string => {
  const hash = createHash("sha256");
  for (const piece of pieces) hash.update(piece);
  return hash.digest("hex");
};

const timeOf = ({ at }: Bars, bar: number): Date => new Date(at[bar] ?? Number.NaN);

/** Undefined where there is one of this market already; one that another import makes is waited for. */
const createDataset = async (tx: Transaction, input: AddBarsInput): Promise<MarketDataset | undefined> => {
  const { bars, holdoutShare = 0.2 } = input;
  const barCount = bars.at.length;
  const firstSealed = Math.min(barCount - 1, Math.max(0, Math.floor(barCount * (1 - holdoutShare))));
  const [row] = await tx
    .insert(datasets)
    .values({
      id: newId("dst"),
      symbol: input.symbol,
      timeframe: input.timeframe,
      assetClass: input.assetClass,
      name: input.name,
      source: input.source,
      licence: input.licence,
      isSynthetic: input.isSynthetic,
      ...{ barCount, barsHash: hashOf(encodeBars(bars)) },
      ...{ firstAt: timeOf(bars, 0), lastAt: timeOf(bars, barCount - 1) },
      holdoutFrom: timeOf(bars, firstSealed),
    })
    .onConflictDoNothing({ target: [datasets.symbol, datasets.timeframe] })
    .returning();
  return row;
};

const extend = async (tx: Transaction, ctx: Parts, input: AddBarsInput): Promise<AddedBars> => {
  const before = await lockDataset(tx, input);
  const kept = await readBars(tx, before.id, before.barCount);
  const encoded = encodeBars(input.bars);
  const overlapping = overlapOf(kept, encoded, input.lines);
  const rest = encoded.subarray(overlapping * barBytes);
  const added = rest.length / barBytes;
  if (before.barCount + added > mostBars) refuseFile(`a dataset may have ${mostBars} bars at most`);
  const row = await updateDataset(tx, before, input, {
    barCount: before.barCount + added,
    barsHash: hashOf(kept, rest),
    lastAt: added === 0 ? before.lastAt : timeOf(input.bars, input.bars.at.length - 1),
  });
  await writeParts(tx, before.id, before.barCount, rest);
  await logImport(tx, ctx, row, added);
  return { dataset: toDataset(row), isNew: false, added, overlapping };
};

const lockDataset = async (tx: Transaction, input: DatasetInput): Promise<MarketDataset> => {
  const [row] = await tx
    .select()
    .from(datasets)
    .where(and(eq(datasets.symbol, input.symbol), eq(datasets.timeframe, input.timeframe)))
    .for("update");
  if (row === undefined) throw new MarketError("conflict");
  if (row.assetClass !== input.assetClass || row.isSynthetic !== input.isSynthetic)
    refuseFile(
      `${row.symbol} ${row.timeframe} is here as ${row.isSynthetic ? "synthetic" : "real"} bars of ${row.assetClass}, which does not change`,
    );
  return row;
};

const updateDataset = async (
  tx: Transaction,
  { id }: MarketDataset,
  { name, source, licence }: DatasetInput,
  grown: Pick<MarketDataset, "barCount" | "barsHash" | "lastAt">,
): Promise<MarketDataset> => {
  const [row] = await tx
    .update(datasets)
    .set({ ...grown, name, source, licence, updatedAt: sql`now()` })
    .where(eq(datasets.id, id))
    .returning();
  if (row === undefined) throw new MarketError("conflict");
  return row;
};

const writeParts = async (
  tx: Transaction,
  datasetId: MarketDataset["id"],
  firstBar: number,
  encoded: Uint8Array,
): Promise<void> => {
  const size = partBars * barBytes;
  const rows: (typeof barParts.$inferInsert)[] = [];
  for (let from = 0; from < encoded.length; from += size) {
    const data = Buffer.from(encoded.subarray(from, from + size));
    rows.push({ datasetId, firstBar: firstBar + from / barBytes, count: data.length / barBytes, data });
  }
  for (let row = 0; row < rows.length; row += partsAtOnce)
    await tx.insert(barParts).values(rows.slice(row, row + partsAtOnce));
};

const logImport = (tx: Transaction, ctx: Parts, row: MarketDataset, added: number): Promise<void> =>
  logAudit(tx, ctx.actor, {
    action: "dataset_imported",
    subjectType: "dataset",
    subject: { prefix: "dst", id: row.id },
    detail: {
      symbol: row.symbol,
      timeframe: row.timeframe,
      added: String(added),
      bars: String(row.barCount),
      hash: row.barsHash,
    },
  });
