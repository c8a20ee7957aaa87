import type { MessagePort } from "node:worker_threads";
import {
  type ProofOutcome,
  type ProofRequest,
  proveStrategy,
  type TrialOutcome,
  type TrialRequest,
  tryStrategy,
} from "@boltz/backtest";
import { type Answer, answerOf } from "./answer.ts";

export interface ProveTask {
  request: ProofRequest;
  /** Is told `{ share, stage }` on the way. */
  progress: MessagePort;
}

export const prove = ({ request, progress }: ProveTask): Answer<ProofOutcome> =>
  answerOf(() => proveStrategy(request, (share, stage) => progress.postMessage({ share, stage })));

export const tryOut = (request: TrialRequest): Answer<TrialOutcome> => answerOf(() => tryStrategy(request));
