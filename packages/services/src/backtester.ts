import type { OnProgress, ProofOutcome, ProofRequest, TrialOutcome, TrialRequest } from "@boltz/backtest";

export type { ProofMarket, ProofOutcome, ProofRequest, TrialOutcome, TrialRequest } from "@boltz/backtest";

/**
 * Runs strategies away from whoever asks. Both throw what `proveStrategy` and `tryStrategy` throw, and
 * `backtest_limit` for a run that takes too much time or memory; `tryOut` throws `rate_limited` while too
 * many others wait.
 */
export interface Backtester {
  /** `onProgress` is told the share that is done (0 to 1) and what is being done. */
  prove(request: ProofRequest, onProgress: OnProgress): Promise<ProofOutcome>;
  tryOut(request: TrialRequest): Promise<TrialOutcome>;
}
