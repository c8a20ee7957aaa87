import { type ComparedStrategy, type SegmentName, segmentNames } from "@boltz/contract";
import { segmentAt } from "../proof/segments.ts";

export const thumbnail = { width: 200, height: 96 } as const;
/** What every curve begins with. */
export const start = 100;

export interface Thumbnail {
  /** A path for each part of the record that the curve has. */
  paths: { segment: SegmentName; path: string }[];
  last: number;
}

interface Curve {
  at: readonly number[];
  equity: readonly number[];
  segment: (at: number) => SegmentName;
}

const curveOf = ({ series, holdoutFrom, segments }: ComparedStrategy): Curve | null => {
  const first = series?.equity[0];
  if (series === null || first === undefined || first <= 0 || holdoutFrom === null) return null;
  const publishedAt = segments?.afterPublication?.from ?? null;
  return {
    at: series.at,
    equity: series.equity.map((value) => (start * value) / first),
    segment: segmentAt({ holdoutFrom, publishedAt }),
  };
};

export interface Axis {
  from: number;
  to: number;
  low: number;
  high: number;
}

/** One span of time and of values that holds every curve, so that what looks higher is higher. */
const axisOf = (curves: readonly Curve[]): Axis => {
  const span = { from: Infinity, to: -Infinity, low: start, high: start };
  for (const { at, equity } of curves) {
    span.from = Math.min(span.from, at[0] ?? Infinity);
    span.to = Math.max(span.to, at.at(-1) ?? -Infinity);
    for (const value of equity) {
      span.low = Math.min(span.low, value);
      span.high = Math.max(span.high, value);
    }
  }
  return span;
};

const share = (value: number, from: number, to: number) => (to > from ? (value - from) / (to - from) : 0.5);

/** The height at which a value is drawn. */
export const heightOf = (value: number, { low, high }: Axis) =>
  Math.round((1 - share(value, low, high)) * (thumbnail.height - 4) * 10) / 10 + 2;

/** Parts meet: each begins where the one before it ended. */
function pathsOf({ at, equity, segment }: Curve, axis: Axis): Thumbnail["paths"] {
  const points = new Map<SegmentName, string[]>();
  let last: { name: SegmentName; point: string } | undefined;
  for (const [place, value] of equity.entries()) {
    const moment = at[place] ?? axis.from;
    const name = segment(moment);
    const left = Math.round(share(moment, axis.from, axis.to) * thumbnail.width * 10) / 10;
    const point = `${left} ${heightOf(value, axis)}`;
    const begun = points.get(name) ?? (last === undefined ? [] : [last.point]);
    begun.push(point);
    points.set(name, begun);
    last = { name, point };
  }
  return segmentNames.flatMap((name) => {
    const found = points.get(name);
    return found === undefined ? [] : [{ segment: name, path: `M${found.join("L")}` }];
  });
}

/** The curves of all strategies on one axis; null for one that has none. */
export function equityThumbnails(strategies: readonly ComparedStrategy[]) {
  const curves = strategies.map(curveOf);
  const axis = axisOf(curves.filter((curve) => curve !== null));
  const drawn = curves.map((curve): Thumbnail | null =>
    curve === null ? null : { paths: pathsOf(curve, axis), last: curve.equity.at(-1) ?? start },
  );
  return { axis, drawn };
}
