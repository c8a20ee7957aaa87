import { type FieldIssue, MarketError } from "@boltz/contract";

type AttachedField = "strategyFile" | "backtestFile" | "symbols" | "timeframe";

const issuesShown = 10;

/** Throws `invalid_input` at a field of the upload, with one sentence for each thing that is wrong there. */
export const refuseField = (field: AttachedField, ...sentences: string[]): never => {
  const issues: FieldIssue[] = sentences.slice(0, issuesShown).map((message) => ({ path: [field], message }));
  throw new MarketError("invalid_input", { issues });
};
