import { type FieldIssue, MarketError } from "@boltz/contract";

/** Refuses a file of bars, saying on which line and in which column. */
export const refuseFile = (sentence: string, place: { line?: number; column?: string } = {}): never => {
  const { line, column } = place;
  const where = [line === undefined ? [] : `line ${line}`, column ?? []].flat().join(", ");
  const path: FieldIssue["path"] = ["file", line ?? [], column ?? []].flat();
  throw new MarketError("invalid_input", {
    message: where === "" ? sentence : `${where}: ${sentence}`,
    issues: [{ path, message: sentence }],
  });
};
