import type { Logger } from "pino";

/** Work that nobody waits for while it runs, but that is waited for before the end. */
export const backgroundWork = (log: Logger) => {
  const running = new Set<Promise<void>>();
  const add = (work: Promise<unknown>): void => {
    const watched: Promise<void> = work.then(
      () => {},
      (error: unknown) => log.error({ err: error }, "background work failed"),
    );
    running.add(watched);
    void watched.finally(() => running.delete(watched));
  };
  const settled = async (): Promise<void> => {
    await Promise.all(running);
  };
  return { add, settled };
};
