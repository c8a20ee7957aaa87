import type { AttachedFigures, ProofReport, SegmentName } from "@boltz/contract";
import { formatBarDay, formatGain, formatPercent, formatRatio } from "./figure-format.ts";
import { segmentAt, segmentsOf, segmentWords } from "./segments.ts";

/** One moment of a record. Equity and benchmark both begin at 100. */
export interface ChartPoint {
  at: number;
  /** Null where the platform did not run it, so that no part may be claimed. */
  segment: SegmentName | null;
  equity: number;
  benchmark: number | null;
  underwater: number | null;
  rollingSharpe: number | null;
}

const start = 100;

/** A column as multiples of its first value, or as it is where that is not above zero. */
function indexed(column: readonly number[]): number[] {
  const first = column[0] ?? 0;
  return first > 0 ? column.map((value) => (start * value) / first) : [...column];
}

/** The chart of a run: each point knows in which part of the record it lies. */
export function chartPoints(
  report: Pick<ProofReport, "series" | "holdoutFrom" | "publishedAt">,
): ChartPoint[] {
  const { at, equity, benchmark, underwater, rollingSharpe } = report.series;
  const segment = segmentAt(report);
  const held = indexed(benchmark);
  return indexed(equity).map((value, place) => ({
    at: at[place] ?? 0,
    segment: segment(at[place] ?? 0),
    equity: value,
    benchmark: held[place] ?? null,
    underwater: underwater[place] ?? null,
    rollingSharpe: rollingSharpe[place] ?? null,
  }));
}

/** The chart of attached files: no part of a record, nothing to compare with. */
export function attachedPoints({ equity }: Pick<AttachedFigures, "equity">): ChartPoint[] {
  let highest = 0;
  return indexed(equity.equity).map((value, place) => {
    highest = Math.max(highest, value);
    return {
      at: equity.at[place] ?? 0,
      segment: null,
      equity: value,
      benchmark: null,
      underwater: highest > 0 ? value / highest - 1 : 0,
      rollingSharpe: null,
    };
  });
}

/** Evenly chosen points for a table, with the first, the last and the first one of every part among them. */
export function tablePoints(points: readonly ChartPoint[], most: number): ChartPoint[] {
  const step = Math.max(1, Math.ceil(points.length / most));
  return points.filter(
    ({ segment }, place) =>
      place % step === 0 || place === points.length - 1 || segment !== points[place - 1]?.segment,
  );
}

/** What the chart shows, for whoever does not see it. */
export function chartSummary(report: ProofReport, points: readonly ChartPoint[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return "";
  const parts = segmentsOf(report).map((name) => {
    const figures = report.segments[name];
    return `${segmentWords[name].label.toLowerCase()} ${formatGain(figures?.totalReturn ?? null)}`;
  });
  return [
    `From ${formatBarDay(first.at)} to ${formatBarDay(last.at)}, 100 became ${formatRatio(last.equity)}`,
    last.benchmark === null ? "" : `; bought and held it would be ${formatRatio(last.benchmark)}`,
    `. ${deepestFall(points)}`,
    parts.length === 0 ? "" : ` By part: ${parts.join(", ")}.`,
  ].join("");
}

/** The depth and the day of the worst distance to a peak. */
export function deepestFall(points: readonly ChartPoint[]): string {
  const deepest = points.reduce<ChartPoint | undefined>(
    (worst, point) => ((point.underwater ?? 0) < (worst?.underwater ?? 0) ? point : worst),
    undefined,
  );
  return deepest === undefined
    ? "It never stood below an earlier peak."
    : `The deepest fall from a peak was ${formatPercent(Math.abs(deepest.underwater ?? 0))}, reached on ${formatBarDay(deepest.at)}.`;
}
