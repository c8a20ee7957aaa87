import type { Logger } from "pino";

const stopLimitMs = 15_000;

/** Runs until the process is asked to end, then stops in order. A stop that takes too long is cut off. */
export const untilSignal = async (log: Logger, running: { stop(): Promise<void> }): Promise<void> => {
  const signal = await new Promise<NodeJS.Signals>((resolve) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, resolve);
  });
  log.info({ signal }, "stopping");
  setTimeout(() => process.exit(1), stopLimitMs).unref();
  await running.stop();
};
