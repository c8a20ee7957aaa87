import { type SegmentName, segmentNames } from "@boltz/contract";
import { placeFrom } from "./bar-times.ts";

export interface Boundaries {
  /** Milliseconds since 1970; bars from here on are sealed. */
  holdoutFrom: number;
  /** Bars from here on came after publication, if there was one. */
  publishedAt: number | null;
}

/** The places [from, to) of a segment in a column of bars. */
export interface Span {
  from: number;
  to: number;
}

/** Where the three parts of a record lie. They touch, and together they are all of it; a part may be empty. */
export function spansOf(
  at: Float64Array,
  { holdoutFrom, publishedAt }: Boundaries,
): Record<SegmentName, Span> {
  const sealed = placeFrom(at, holdoutFrom);
  const published = publishedAt === null ? at.length : Math.max(sealed, placeFrom(at, publishedAt));
  return {
    inSample: { from: 0, to: sealed },
    holdout: { from: sealed, to: published },
    afterPublication: { from: published, to: at.length },
  };
}

/** The segment that a place belongs to. */
export const segmentAt = (spans: Record<SegmentName, Span>, place: number): SegmentName =>
  segmentNames.find((name) => place < spans[name].to) ?? "afterPublication";
