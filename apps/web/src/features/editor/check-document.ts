import type { RuleSection } from "@boltz/backtest";
import type { FieldIssue, StrategyDocument } from "@boltz/contract";
import { type JsonPath, type JsonReading, lineAt, placeOf, readJson } from "./json-tree.ts";

export interface DocumentIssue {
  path: JsonPath;
  /** Where in the document, as an author would say it: `long.entry.all[0]`; empty for the whole. */
  where: string;
  /** The place in the text. */
  line: number;
  from: number;
  to: number;
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

const broken = (text: string, at: number, message: string): DocumentCheck => ({
  document: null,
  issues: [{ path: [], where: "", line: lineAt(text, at), from: at, to: at, message }],
  sections: [],
  specHash: null,
});

/** Checks a strategy's text as the server will: its JSON, its language, its rules; with the place of every issue. */
export async function checkDocument(text: string): Promise<DocumentCheck> {
  if (text.trim() === "")
    return broken(text, 0, "is empty: write the strategy here, or start from an example");
  const read = readJson(text);
  if (!read.ok) return broken(text, read.at, read.message);
  if (!isJsonObject(read.value)) return broken(text, read.root.from, "must be one JSON object");
  const { checkStrategy, describeStrategy, specHash } = await import("@boltz/backtest");
  const result = checkStrategy(read.value);
  const issues = [...namesTwice(text, read), ...(result.ok ? [] : placed(text, read, result.issues))];
  const isRight = result.ok && issues.length === 0;
  return {
    document: read.value,
    issues,
    sections: isRight ? describeStrategy(result.strategy) : [],
    specHash: isRight ? specHash(read.value) : null,
  };
}

/** JSON lets the last of two equal names win in silence; nothing that was written may be lost so. */
const namesTwice = (text: string, read: JsonReading): DocumentIssue[] =>
  read.ok
    ? read.twice.map(({ path, key }) => ({
        ...{ path, where: pathText(path), line: lineAt(text, key.from), ...key },
        message: "stands here twice, and only the last one counts; remove one of them",
      }))
    : [];

const placed = (text: string, read: JsonReading, issues: readonly FieldIssue[]): DocumentIssue[] =>
  issues.map(({ path, message }) => ({
    path,
    where: pathText(path),
    ...(read.ok ? placeOf(text, read.root, path) : { line: 1, from: 0, to: 0 }),
    message,
  }));

/** Puts issues with a path in the document to the places of its text. */
export const placeIssues = (text: string, issues: readonly FieldIssue[]): DocumentIssue[] =>
  placed(text, readJson(text), issues);
