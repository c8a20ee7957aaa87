import { sqlStateOf } from "@boltz/db";

/** What a log line says about an error: enough to find it, nothing that a user typed. */
export interface Fault {
  name: string;
  message?: string;
  sqlState?: string;
  constraint?: string;
  at?: string[];
  cause?: Fault;
}

const addressPattern = /[\w.+-]+@[\w-]+(\.[\w-]+)+/g;

/** Database drivers put statements and parameters into their messages; of those only the state is kept. */
export const safeText = (text: string): string =>
  text
    .replace(/Failed query:[\s\S]*/, "failed query")
    .replace(addressPattern, "<address>")
    .slice(0, 500);

const isDatabaseError = (error: Error) =>
  error.name === "DrizzleQueryError" || error.name === "PostgresError" || "severity" in error;

const framesOf = (error: Error) =>
  (error.stack ?? "")
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .slice(0, 8)
    .map((line) => line.trim());

export const describeFault = (error: unknown, depth = 0): Fault => {
  if (!(error instanceof Error)) return { name: typeof error };
  const sqlState = sqlStateOf(error);
  const constraint =
    "constraint" in error && typeof error.constraint === "string" ? error.constraint : undefined;
  return {
    name: error.name,
    ...(isDatabaseError(error) ? {} : { message: safeText(error.message) }),
    ...(sqlState === undefined ? {} : { sqlState }),
    ...(constraint === undefined ? {} : { constraint }),
    at: framesOf(error),
    ...(error.cause === undefined || depth >= 3 ? {} : { cause: describeFault(error.cause, depth + 1) }),
  };
};
