import type { Backtester } from "./backtester.ts";

/** Runs strategies in the test's own process. */
export const inProcessBacktester: Backtester = {
  prove: () => Promise.reject(new Error("not wired")),
  tryOut: () => Promise.reject(new Error("not wired")),
};
