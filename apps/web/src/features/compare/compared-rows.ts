import { type ComparedStrategy, type Figures, type Overfitting, segmentNames } from "@boltz/contract";
import { formatCount } from "../../format/numbers.ts";
import { formatAmount, formatGain, formatPercent, formatRatio } from "../proof/figure-format.ts";

interface RowShape<T> {
  label: string;
  value: (of: T) => number | null;
  text: (value: number | null) => string;
  /** What is better to have; `none` where neither is. */
  better: "more" | "less" | "none";
}

const count = (value: number | null) => formatAmount(value);

const figureRows: readonly RowShape<Figures>[] = [
  { label: "Total return", value: ({ totalReturn }) => totalReturn, text: formatGain, better: "more" },
  { label: "Growth a year (CAGR)", value: ({ cagr }) => cagr, text: formatGain, better: "more" },
  { label: "Above buy and hold", value: aboveBenchmark, text: formatGain, better: "more" },
  { label: "Sharpe ratio", value: ({ sharpe }) => sharpe, text: formatRatio, better: "more" },
  { label: "Sortino ratio", value: ({ sortino }) => sortino, text: formatRatio, better: "more" },
  { label: "Volatility a year", value: ({ volatility }) => volatility, text: formatPercent, better: "less" },
  { label: "Deepest drawdown", value: ({ maxDrawdown }) => maxDrawdown, text: formatPercent, better: "less" },
  { label: "Profit factor", value: ({ profitFactor }) => profitFactor, text: formatRatio, better: "more" },
  { label: "Won", value: ({ winRate }) => winRate, text: formatPercent, better: "none" },
  { label: "Closed trades", value: ({ trades }) => trades, text: wholeNumber, better: "more" },
  { label: "Years", value: ({ years }) => years, text: count, better: "more" },
];

function aboveBenchmark({ totalReturn, benchmarkReturn }: Figures) {
  return totalReturn - benchmarkReturn;
}

function wholeNumber(value: number | null) {
  return value === null ? count(value) : formatCount(value);
}

const overfittingRows: readonly RowShape<Overfitting>[] = [
  {
    label: "Evidence on unseen bars",
    value: ({ evidence }) => evidence,
    text: formatPercent,
    better: "more",
  },
  { label: "Deflated Sharpe ratio (DSR)", value: ({ dsr }) => dsr, text: formatPercent, better: "more" },
  { label: "Probability of overfitting (PBO)", value: ({ pbo }) => pbo, text: formatPercent, better: "less" },
  { label: "Tries by the author", value: ({ trials }) => trials, text: wholeNumber, better: "less" },
  {
    label: "Earlier looks at the sealed bars",
    value: ({ holdoutLooks }) => holdoutLooks,
    text: wholeNumber,
    better: "less",
  },
];

interface ComparedCell {
  /** Null where the marketplace did not run it, or where it has no such part. */
  text: string | null;
  isBest: boolean;
}

export interface ComparedRow {
  label: string;
  cells: ComparedCell[];
}

function rowOf<T>(
  { label, value, text, better }: RowShape<T>,
  all: readonly (T | null)[],
  isRival: (of: T) => boolean,
): ComparedRow {
  const values = all.map((each) => (each === null ? null : value(each)));
  const rivals = all.map((each, place) => (each !== null && isRival(each) ? (values[place] ?? null) : null));
  const known = rivals.filter((each) => each !== null);
  const best = better === "more" ? Math.max(...known) : Math.min(...known);
  // One alone is not the best of anything, and where all are alike none is.
  const isRanked = better !== "none" && known.length > 1 && known.some((each) => each !== best);
  return {
    label,
    cells: all.map((each, place) => ({
      text: each === null ? null : text(values[place] ?? null),
      isBest: isRanked && rivals[place] === best,
    })),
  };
}

/** Who held nothing lost nothing either, and is the best of nothing. */
const hasHeld = ({ exposure }: Figures) => exposure > 0;

export const segmentRows = (strategies: readonly ComparedStrategy[]) =>
  segmentNames.map((segment) => {
    const figures = strategies.map(({ segments }) => segments?.[segment] ?? null);
    return { segment, rows: figureRows.map((row) => rowOf(row, figures, hasHeld)) };
  });

export const luckRows = (strategies: readonly ComparedStrategy[]): ComparedRow[] => {
  const all = strategies.map(({ overfitting }) => overfitting);
  return overfittingRows.map((row) => rowOf(row, all, () => true));
};
