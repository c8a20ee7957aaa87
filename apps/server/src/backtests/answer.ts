import type { MessagePort } from "node:worker_threads";
import { MarketError } from "@boltz/contract";

/** What a thread is given. */
export interface Task<Request> {
  request: Request;
  /** Is told `{ share, stage }`: first that the work begins, without a stage, then how far it is. */
  news: MessagePort;
}

/** What comes back from another thread, where an error would arrive as its message alone. */
export type Answer<Outcome> =
  | { ok: true; outcome: Outcome }
  | { ok: false; refusal: Pick<MarketError, "code" | "message" | "issues"> };

export const answerOf = <Outcome>(run: () => Outcome): Answer<Outcome> => {
  try {
    return { ok: true, outcome: run() };
  } catch (error) {
    if (!(error instanceof MarketError)) throw error;
    const { code, message, issues } = error;
    return { ok: false, refusal: { code, message, issues } };
  }
};

/** The outcome, or the refusal thrown again on this side. */
export const outcomeOf = <Outcome>(answer: Answer<Outcome>): Outcome => {
  if (answer.ok) return answer.outcome;
  const { code, message, issues } = answer.refusal;
  throw new MarketError(code, { message, issues });
};
