import { type BarRemark, type Bars, checkBars } from "@boltz/backtest";
import { assetClass, symbol, timeframe } from "@boltz/contract";
import { z } from "zod";
import type { Context } from "../context.ts";
import { type AddedBars, addBars, type DatasetInput } from "./add-bars.ts";
import { readBarsCsv } from "./read-bars-csv.ts";
import { refuseFile } from "./refuse-file.ts";

const words = z.string().trim().min(1).max(200);

/** What an operator says of the bars of a file. */
export const datasetFields = z.strictObject({
  symbol,
  timeframe,
  assetClass,
  name: words,
  source: words,
  licence: words,
  isSynthetic: z.boolean().default(false),
  holdoutShare: z.number().min(0.05).max(0.5).default(0.2),
}) satisfies z.ZodType<DatasetInput>;

export interface ImportBarsInput extends DatasetInput {
  /** CSV, or the gzip of it. */
  file: Uint8Array;
}

export interface ImportedBars extends AddedBars {
  /** Bars that the file held. */
  read: number;
  /** Stretches without bars, the first of them in words. */
  gapCount: number;
  gaps: string[];
  /** Columns that were not used. */
  ignored: string[];
}

/**
 * Takes in a file of bars: creates the dataset of its symbol and timeframe, or appends to it. All or nothing,
 * for the system only. Throws `invalid_input` that names line and column.
 */
export const importBars = async ({
  ctx,
  input,
}: {
  ctx: Pick<Context, "database" | "actor">;
  input: ImportBarsInput;
}): Promise<ImportedBars> => {
  const { file, ...fields } = input;
  const { bars, lines, ignored } = readBarsCsv(file);
  const { issues, issueCount, gaps, gapCount } = checkBars(bars, fields.timeframe, fields.assetClass);
  const [issue] = issues;
  if (issue !== undefined) {
    const more = issueCount === 1 ? "" : ` (and ${issueCount - 1} more)`;
    const line = lines[issue.bar];
    const sentence = `the bar of ${timeOf(bars, issue.bar)}: ${issue.message}${more}`;
    refuseFile(sentence, line === undefined ? {} : { line });
  }
  const added = await addBars({ ctx, input: { ...fields, bars, lines } });
  return {
    ...added,
    ...{ read: lines.length, gapCount, ignored },
    gaps: gaps.map((gap) => gapWords(bars, lines, gap)),
  };
};

const timeOf = ({ at }: Bars, bar: number): string => new Date(at[bar] ?? Number.NaN).toISOString();

const gapWords = (bars: Bars, lines: readonly number[], { bar, message }: BarRemark): string =>
  `line ${lines[bar]}: the bar of ${timeOf(bars, bar)} ${message}`;
