import type { Logger } from "pino";

/** Tells of connections that were lost while they were needed. At the end they are all closed, which is no news. */
export const lostConnections = (log: Logger) => {
  let isEnding = false;
  return {
    report: (error: Error): void => {
      if (!isEnding) log.warn({ err: error }, "a database connection was lost");
    },
    end: (): void => {
      isEnding = true;
    },
  };
};
