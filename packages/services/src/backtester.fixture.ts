import { proveStrategy, tryStrategy } from "@boltz/backtest";
import type { Backtester } from "./backtester.ts";

/** Runs strategies in the test's own process. */
export const inProcessBacktester: Backtester = {
  prove: async (request, onProgress) => proveStrategy(structuredClone(request), onProgress),
  tryOut: async (request) => tryStrategy(structuredClone(request)),
};
