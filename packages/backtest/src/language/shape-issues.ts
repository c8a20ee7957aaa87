import type { z } from "zod";
import type { StrategyIssue } from "./limits.ts";
import { quoted, suggestNames } from "./nearest-name.ts";

type ZodIssue = z.core.$ZodIssue;
type Path = (string | number)[];

/** Turns zod's issues (parsed with `reportInput`) into plain words, one per thing that is wrong, at most `limit`. */
export function explainShape(issues: readonly ZodIssue[], limit: number, base: Path = []): StrategyIssue[] {
  const explained: StrategyIssue[] = [];
  for (const issue of issues) {
    if (explained.length >= limit) break;
    explained.push(...explainIssue(issue, [...base, ...pathOf(issue)], limit - explained.length));
  }
  return explained;
}

const pathOf = (issue: ZodIssue): Path =>
  issue.path.map((key) => (typeof key === "symbol" ? String(key) : key));

function explainIssue(issue: ZodIssue, path: Path, limit: number): StrategyIssue[] {
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.slice(0, limit).map((key) => ({ path: [...path, key], message: issue.message }));
    case "invalid_union": {
      if (issue.errors.length === 0) return [{ path, message: unknownKind(issue) }];
      if (issue.input === undefined) return [{ path, message: `is missing; it ${issue.message}` }];
      const branch = intendedBranch(issue.errors, issue.input);
      return branch === undefined ? [{ path, message: issue.message }] : explainShape(branch, limit, path);
    }
    case "invalid_key":
      return [
        {
          path,
          message: `the name ${quoted(String(path.at(-1)))} ${issue.issues[0]?.message ?? "is not allowed"}`,
        },
      ];
    case "invalid_type":
      return [{ path, message: issue.input === undefined ? "is missing" : `must be ${typeWords(issue)}` }];
    case "invalid_value":
      return [{ path, message: choiceWords(issue.values, issue.input) }];
    case "too_small":
      return [
        { path, message: `must ${boundWords(issue.origin, `at least ${issue.minimum}`, issue.inclusive)}` },
      ];
    case "too_big":
      return [
        { path, message: `must ${boundWords(issue.origin, `at most ${issue.maximum}`, issue.inclusive)}` },
      ];
    default:
      return [{ path, message: issue.message }];
  }
}

/**
 * The one shape that an author had in mind: the shape that knows the most of the fields that were written. None when
 * nothing was known, or when two shapes fit equally well (as for an object that holds both `gt` and `lt`).
 */
function intendedBranch(branches: readonly ZodIssue[][], input: unknown): ZodIssue[] | undefined {
  const written =
    typeof input === "object" && input !== null && !Array.isArray(input) ? Object.keys(input).length : 1;
  const scored = branches
    .filter((branch) => !branch.some((issue) => isOtherType(issue, input)))
    .map((branch) => ({ branch, strange: strangeFields(branch) }))
    .filter(({ strange }) => strange < written)
    .sort((a, b) => a.strange - b.strange);
  const [best, next] = scored;
  return best !== undefined && best.strange !== next?.strange ? best.branch : undefined;
}

/** A fraction where a whole number belongs is the right kind of thing with a wrong value. */
const isOtherType = (issue: ZodIssue, input: unknown) =>
  issue.code === "invalid_type" &&
  issue.path.length === 0 &&
  !(issue.expected === "int" && typeof input === "number");

const strangeFields = (branch: readonly ZodIssue[]) =>
  branch.reduce(
    (sum, issue) =>
      sum + (issue.code === "unrecognized_keys" && issue.path.length === 0 ? issue.keys.length : 0),
    0,
  );

function unknownKind(issue: z.core.$ZodIssueInvalidUnion): string {
  const field = issue.path.at(-1);
  const written: unknown =
    typeof issue.input === "object" && issue.input !== null
      ? Reflect.get(issue.input, String(field))
      : undefined;
  return choiceWords("options" in issue ? (issue.options ?? []) : [], written);
}

function choiceWords(choices: readonly z.core.util.Primitive[], written: unknown): string {
  const names = choices.map(String);
  if (written === undefined) return `is missing; must be ${oneOf(names)}`;
  if (typeof written !== "string") return `must be ${oneOf(names)}`;
  return names.length === 1
    ? `must be ${oneOf(names)}, not ${quoted(written)}`
    : `${quoted(written)} is not one of the choices; ${suggestNames(written, names)}`;
}

const oneOf = (names: readonly string[]) =>
  names.length === 1 ? JSON.stringify(names[0]) : `one of ${names.join(", ")}`;

const typeNames: Record<string, string> = {
  object: "an object",
  record: "an object of named entries",
  array: "a list",
  tuple: "a list of exactly two values",
  number: "a number",
  int: "a whole number",
  string: "text",
};

function typeWords(issue: z.core.$ZodIssueInvalidType): string {
  return typeNames[issue.expected] ?? issue.expected;
}

function boundWords(origin: string, bound: string, inclusive: boolean | undefined): string {
  if (origin === "array") return `hold ${bound} entries`;
  if (origin === "string") return `have ${bound} characters`;
  return inclusive === false
    ? `be ${bound.replace("at least", "more than").replace("at most", "less than")}`
    : `be ${bound}`;
}
