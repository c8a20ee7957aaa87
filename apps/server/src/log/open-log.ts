import { type Logger, pino } from "pino";
import type { LogLevel } from "../config.ts";
import { describeFault } from "./describe-fault.ts";

const secrets = ["password", "token", "email", "to", "authorization", "cookie", "secret", "url", "params"];

/** One JSON object per line, to a file or to the standard output. Errors go through `describeFault`, and fields that may hold a secret are blanked. */
export const openLog = (level: LogLevel, file?: string): Logger => {
  const options = {
    level,
    base: null,
    serializers: { err: (error: unknown) => describeFault(error) },
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: "<hidden>" },
  };
  return file === undefined
    ? pino(options)
    : pino(options, pino.destination({ dest: file, sync: true, mkdir: true }));
};
