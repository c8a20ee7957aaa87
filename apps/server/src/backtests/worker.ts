import {
  type ProofOutcome,
  type ProofRequest,
  proveStrategy,
  type TrialOutcome,
  type TrialRequest,
  tryStrategy,
} from "@boltz/backtest";
import { type Answer, answerOf, type Task } from "./answer.ts";

export const prove = ({ request, news }: Task<ProofRequest>): Answer<ProofOutcome> => {
  news.postMessage({ share: 0, stage: "" });
  return answerOf(() => proveStrategy(request, (share, stage) => news.postMessage({ share, stage })));
};

export const tryOut = ({ request, news }: Task<TrialRequest>): Answer<TrialOutcome> => {
  news.postMessage({ share: 0, stage: "" });
  return answerOf(() => tryStrategy(request));
};
