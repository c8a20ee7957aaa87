import type { TradeRecord } from "@boltz/contract";

type ExitReason = NonNullable<TradeRecord["reason"]>;

const reasons: Record<ExitReason, string> = {
  exit: "Exit rule",
  stop: "Stop",
  target: "Target",
  trailingStop: "Trailing stop",
  maxBars: "Held long enough",
  ruin: "The account was lost",
};

/** Why a trade ended. */
export const reasonWords = (reason: TradeRecord["reason"]) =>
  reason === null ? "Still open" : reasons[reason];

export const sideWords: Record<TradeRecord["side"], string> = { long: "Long", short: "Short" };

/** What a comparison came to. */
export const holdsWords = (holds: boolean | null) =>
  holds === null ? "Not known yet" : holds ? "True" : "Not true";
