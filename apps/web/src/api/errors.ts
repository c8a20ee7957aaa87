import { type ErrorCode, errorSentences, type FieldIssue } from "@boltz/contract";

/** What a screen can say about a failed call. `unreachable` is the web's own: no answer came at all. */
export interface Failure {
  code: ErrorCode | "unreachable";
  sentence: string;
  issues: FieldIssue[];
  correlationId: string | null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === "string" && Object.hasOwn(errorSentences, value);

const isIssue = (value: unknown): value is FieldIssue =>
  isRecord(value) && Array.isArray(value["path"]) && typeof value["message"] === "string";

/** Reads the wire error of a failed call; anything else becomes one of two plain sentences. */
export function wireErrorOf(error: unknown): Failure {
  const data = isRecord(error) ? error["data"] : undefined;
  if (isRecord(data) && isErrorCode(data["code"])) {
    const { code, message, issues, correlationId } = data;
    return {
      code,
      sentence: typeof message === "string" && message !== "" ? message : errorSentences[code],
      issues: Array.isArray(issues) ? issues.filter(isIssue) : [],
      correlationId: typeof correlationId === "string" && correlationId !== "" ? correlationId : null,
    };
  }
  const fromServer = isRecord(error) && isRecord(error["shape"]);
  return {
    code: fromServer ? "internal" : "unreachable",
    sentence: fromServer
      ? errorSentences.internal
      : "The server does not answer. Check your connection, then try again.",
    issues: [],
    correlationId: null,
  };
}

/** Only faults that may pass by themselves are worth asking again. */
export const mayRetry = (error: unknown) => {
  const { code } = wireErrorOf(error);
  return code === "unreachable" || code === "internal";
};

/** Splits a refusal's issues over a form's fields; what belongs to no field comes back as `rest`. */
export function issuesByField(issues: readonly FieldIssue[], fields: readonly string[]) {
  const byField: Record<string, string> = {};
  const rest: FieldIssue[] = [];
  for (const issue of issues) {
    const field = fields.find((name) => name === issue.path[0]);
    if (field === undefined) rest.push(issue);
    else byField[field] ??= sentence(issue.message);
  }
  return { byField, rest };
}

function sentence(message: string) {
  const text = message.trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
