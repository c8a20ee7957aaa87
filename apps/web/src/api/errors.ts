import { type ErrorCode, errorSentences, type FieldIssue } from "@boltz/contract";

/** What a screen can say about a failed call. `unreachable` is the web's own: no answer came at all. */
export interface Failure {
  code: ErrorCode | "unreachable";
  sentence: string;
  issues: FieldIssue[];
  correlationId: string | null;
  /** Of something that was done too often: after how many seconds it may be done again. */
  retryAfterSeconds: number | null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

const isErrorCode = (value: unknown): value is ErrorCode =>
  typeof value === "string" && Object.hasOwn(errorSentences, value);

const isIssue = (value: unknown): value is FieldIssue =>
  isRecord(value) && Array.isArray(value["path"]) && typeof value["message"] === "string";

const secondsOf = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) && value > 0 ? Math.ceil(value) : null;

/** A time to wait, in words: "45 seconds", "3 minutes", "2 hours". */
export function waitText(seconds: number): string {
  const [amount, unit] =
    seconds < 100
      ? [seconds, "second"]
      : seconds < 6_000
        ? [Math.ceil(seconds / 60), "minute"]
        : [Math.ceil(seconds / 3_600), "hour"];
  return `${amount} ${unit}${amount === 1 ? "" : "s"}`;
}

/** Reads the wire error of a failed call; anything else becomes one of two plain sentences. */
export function wireErrorOf(error: unknown): Failure {
  const data = isRecord(error) ? error["data"] : undefined;
  if (isRecord(data) && isErrorCode(data["code"])) {
    const { code, message, issues, correlationId } = data;
    const retryAfterSeconds = secondsOf(data["retryAfterSeconds"]);
    const said = typeof message === "string" && message !== "" ? message : errorSentences[code];
    return {
      code,
      sentence:
        code === "rate_limited" && retryAfterSeconds !== null
          ? `That was too often in a short time. Try again in ${waitText(retryAfterSeconds)}.`
          : said,
      issues: Array.isArray(issues) ? issues.filter(isIssue) : [],
      correlationId: typeof correlationId === "string" && correlationId !== "" ? correlationId : null,
      retryAfterSeconds,
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
    retryAfterSeconds: null,
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
