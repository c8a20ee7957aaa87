import { type ProofReport, type SegmentName, segmentNames } from "@boltz/contract";

interface SegmentWords {
  label: string;
  /** What the author knew of these bars. */
  meaning: string;
  /** Why a report may have no such part. */
  absent: string;
}

export const segmentWords: Record<SegmentName, SegmentWords> = {
  inSample: {
    label: "In sample",
    meaning: "the author could run on it",
    absent: "No bars before the sealed ones.",
  },
  holdout: {
    label: "Sealed holdout",
    meaning: "no run saw it before submission",
    absent: "No sealed bars yet.",
  },
  afterPublication: {
    label: "After publication",
    meaning: "bars that came after it was on sale",
    absent: "Nothing yet: it begins with the first bars after publication.",
  },
};

/** The theme's variable of each part; the same wherever a record is drawn. */
export const segmentColours: Record<SegmentName, string> = {
  inSample: "--bz-in-sample",
  holdout: "--bz-holdout",
  afterPublication: "--bz-after",
};

export type SegmentEdges = Pick<ProofReport, "holdoutFrom" | "publishedAt">;

/** Tells in which part of the record a moment (milliseconds since 1970) lies. */
export function segmentAt({ holdoutFrom, publishedAt }: SegmentEdges): (at: number) => SegmentName {
  const sealed = Date.parse(holdoutFrom);
  const published = publishedAt === null ? Number.POSITIVE_INFINITY : Date.parse(publishedAt);
  return (at) => (at < sealed ? "inSample" : at < published ? "holdout" : "afterPublication");
}

/** The parts that a report has, in their order in time. */
export const segmentsOf = (report: ProofReport): SegmentName[] =>
  segmentNames.filter((name) => report.segments[name] !== null);
