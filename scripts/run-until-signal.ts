const STOP_LIMIT_MS = 10_000;
const SECOND_SIGNAL_GRACE_MS = 1_000;

export type Starting = {
  /** What was started is stopped in the opposite order: `parts.defer(() => server.stop())`. */
  parts: AsyncDisposableStack;
  /** Aborted when somebody asks to stop while things are still starting. */
  signal: AbortSignal;
};

/** `lost` settles when a part ended by itself; everything else is then stopped too. */
export type Started = { lost?: Promise<Error> };

/**
 * Starts, waits for SIGINT, SIGTERM or SIGHUP (also during the start), then stops in order. The process always ends:
 * with 0 after an ordered stop, with 1 and one line if it could not start, did not stop in time or lost a part.
 */
export async function runUntilSignal(start: (starting: Starting) => Promise<Started>): Promise<never> {
  const { signal, asked } = listenForSignals();
  const parts = new AsyncDisposableStack();
  let failure: unknown;
  try {
    const { lost } = await start({ parts, signal });
    failure = await Promise.race(lost === undefined ? [asked] : [asked, lost]);
  } catch (error) {
    failure = signal.aborted ? undefined : error;
  }
  if (failure !== undefined) report(failure);
  // A signal has set its own limit already, which also covers a start that does not end.
  if (!signal.aborted) limitStopping();
  try {
    await parts.disposeAsync();
  } catch (error) {
    failure = error;
    report(error);
  }
  process.exit(failure === undefined ? 0 : 1);
}

function listenForSignals(): { signal: AbortSignal; asked: Promise<undefined> } {
  const controller = new AbortController();
  let firstAt: number | undefined;
  const asked = new Promise<undefined>((resolve) => {
    // A terminal's Ctrl-C arrives twice when npm passes it on as well; only a later one means "now".
    const onSignal = () => {
      if (firstAt !== undefined && Date.now() - firstAt > SECOND_SIGNAL_GRACE_MS) process.exit(1);
      if (firstAt === undefined) limitStopping();
      firstAt ??= Date.now();
      controller.abort();
      resolve(undefined);
    };
    for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, onSignal);
  });
  stopWithoutNpm();
  // Writing to a terminal that was closed must not end the process before everything is stopped.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);
  return { signal: controller.signal, asked };
}

// npm may be killed without a word to what it started. The interval also keeps a process alive that only waits.
function stopWithoutNpm(): void {
  let npm = process.env["npm_lifecycle_event"] === undefined ? undefined : process.ppid;
  setInterval(() => {
    if (npm === undefined || npm === process.ppid) return;
    npm = undefined;
    process.kill(process.pid, "SIGTERM");
  }, 1_000);
}

function limitStopping(): void {
  setTimeout(() => {
    console.error(`Not everything stopped within ${STOP_LIMIT_MS / 1000} seconds.`);
    process.exit(1);
  }, STOP_LIMIT_MS);
}

/** One line for the person at the terminal; LOG_LEVEL=debug shows where it came from. */
function report(error: unknown): void {
  console.error(error instanceof Error ? error.message : String(error));
  if (process.env["LOG_LEVEL"] === "debug") console.error(error);
}
