import {
  canonicalBytes,
  checkStrategy,
  type StrategySummary,
  specHash,
  strategySummary,
} from "@boltz/backtest";
import { type FieldIssue, MarketError, type StrategyDocument, strategyDocument } from "@boltz/contract";

export interface CheckedDocument {
  /** Canonical JSON (RFC 8785), whose SHA-256 is `specHash`. */
  text: string;
  specHash: string;
  summary: StrategySummary;
}

/** What is wrong with a document, with paths that begin at the request's field. */
export const issuesOf = (document: StrategyDocument): FieldIssue[] => {
  const result = checkStrategy(document);
  return result.ok
    ? []
    : result.issues.map(({ path, message }) => ({ path: ["document", ...path], message }));
};

/** Throws `invalid_input`, naming every place, where the document is no strategy. */
export const requireStrategy = (document: StrategyDocument): CheckedDocument => {
  const result = checkStrategy(document);
  if (!result.ok) throw new MarketError("invalid_input", { issues: issuesOf(document) });
  return {
    text: new TextDecoder().decode(canonicalBytes(result.strategy)),
    specHash: specHash(result.strategy),
    summary: strategySummary(result.strategy),
  };
};

/** A stored document as it goes out. */
export const readDocument = (text: string): StrategyDocument => strategyDocument.parse(JSON.parse(text));
