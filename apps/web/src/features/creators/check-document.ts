import type { RuleSection } from "@boltz/backtest";
import type { FieldIssue, StrategyDocument } from "@boltz/contract";
import { type JsonPath, readJson } from "./json-places.ts";

export interface DocumentIssue {
  /** Where in the document, as an author would say it: `long.entry.all[0]`; empty for the whole. */
  where: string;
  line: number;
  message: string;
}

export interface DocumentCheck {
  /** The document, when the text is a JSON object, right or wrong. */
  document: StrategyDocument | null;
  issues: DocumentIssue[];
  sections: RuleSection[];
  specHash: string | null;
}

// Asked only about what JSON.parse gave, so whatever is inside an object is JSON too.
const isJsonObject = (value: unknown): value is StrategyDocument =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const pathText = (path: JsonPath) =>
  path.reduce<string>(
    (text, part) => (typeof part === "number" ? `${text}[${part}]` : text === "" ? part : `${text}.${part}`),
    "",
  );

const broken = (line: number, message: string): DocumentCheck => ({
  document: null,
  issues: [{ where: "", line, message }],
  sections: [],
  specHash: null,
});

/** Checks a strategy's text as the server will: its JSON, its language, its rules; with the line of every issue. */
export async function checkDocument(text: string): Promise<DocumentCheck> {
  if (text.trim() === "") return broken(1, "is empty: write the strategy here, or start from the example");
  const read = readJson(text);
  if (!read.ok) return broken(read.line, read.message);
  if (!isJsonObject(read.value)) return broken(1, "must be one JSON object");
  const { checkStrategy, describeStrategy, specHash } = await import("@boltz/backtest");
  const result = checkStrategy(read.value);
  if (!result.ok)
    return {
      document: read.value,
      issues: placeIssues(text, result.issues),
      sections: [],
      specHash: null,
    };
  return {
    document: read.value,
    issues: [],
    sections: describeStrategy(result.strategy),
    specHash: specHash(read.value),
  };
}

/** Puts issues with a path in the document to the lines of its text. */
export function placeIssues(text: string, issues: readonly FieldIssue[]): DocumentIssue[] {
  const read = readJson(text);
  return issues.map(({ path, message }) => ({
    where: pathText(path),
    line: read.ok ? read.lineOf(path) : 1,
    message,
  }));
}
