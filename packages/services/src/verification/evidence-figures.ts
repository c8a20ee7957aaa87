import { type ProofReport, segmentNames } from "@boltz/contract";

/** What a listing is ranked and filtered by, of the report of a run that passed. */
export const evidenceFigures = ({ segments, series, overfitting }: ProofReport) => {
  const told = segmentNames.flatMap((name) => segments[name] ?? []);
  const sum = (of: (figures: (typeof told)[number]) => number) =>
    told.reduce((total, figures) => total + of(figures), 0);
  return {
    evidence: overfitting.evidence,
    holdoutReturn: segments.holdout?.totalReturn ?? null,
    holdoutSharpe: segments.holdout?.sharpe ?? null,
    afterReturn: segments.afterPublication?.totalReturn ?? null,
    // A fall that goes on from one part into the next is seen in the curve of the whole record.
    maxDrawdown: Math.max(
      ...told.map(({ maxDrawdown }) => maxDrawdown),
      ...series.underwater.map(Math.abs),
      0,
    ),
    trades: sum(({ trades }) => trades),
    years: sum(({ years }) => years),
    dsr: overfitting.dsr,
    pbo: overfitting.pbo,
    trials: overfitting.trials,
  };
};
