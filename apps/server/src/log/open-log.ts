import { type DestinationStream, type Logger, pino } from "pino";
import type { LogLevel } from "../config.ts";
import { describeFault } from "./describe-fault.ts";

const secrets = ["password", "token", "email", "to", "authorization", "cookie", "secret", "url", "params"];

/**
 * One JSON object per line, to a file, a stream or the standard output. Errors go through
 * `describeFault`, and fields that may hold a secret are blanked.
 */
export const openLog = (level: LogLevel, destination?: string | DestinationStream): Logger => {
  const options = {
    level,
    base: null,
    serializers: { err: (error: unknown) => describeFault(error) },
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`]), censor: "<hidden>" },
  };
  if (destination === undefined) return pino(options);
  if (typeof destination !== "string") return pino(options, destination);
  return pino(options, pino.destination({ dest: destination, sync: true, mkdir: true }));
};
