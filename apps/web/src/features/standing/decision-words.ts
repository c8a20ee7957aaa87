import type { AppealState, DecisionOutcome, StandingDecision, StandingPart } from "@boltz/contract";

/** A decision in a word or two; what it is about stands beside it. */
export const outcomeWords: Record<DecisionOutcome, string> = {
  approved: "Approved",
  rejected: "Rejected",
  removed: "Removed",
  restored: "Restored",
  kept: "Kept",
  hidden: "Hidden",
  restricted: "Restricted",
  allowed: "Allowed again",
  banned: "Suspended",
  unbanned: "Suspension ended",
};

export const outcomeColours: Record<DecisionOutcome, string> = {
  approved: "green",
  rejected: "red",
  removed: "red",
  restored: "green",
  kept: "green",
  hidden: "red",
  restricted: "red",
  allowed: "green",
  banned: "red",
  unbanned: "green",
};

export const partWords: Record<StandingPart, string> = {
  publish: "Publishing",
  sell: "Selling",
  withdraw: "Withdrawing",
  account: "The account",
};

type Told = Pick<StandingDecision, "outcome" | "part" | "harm">;

const restricted: Record<StandingPart, string> = {
  publish:
    "You cannot submit strategies or changes for review. What is published stays, is sold, and earns as before.",
  sell: "Nobody can buy your strategies for now. Who bought one keeps it, and what you earned is paid out as before.",
  withdraw:
    "Nothing is paid out to you for now. Your strategies are sold as before, and what they earn waits in your balance.",
  account: "Your account is suspended.",
};
const allowed: Record<StandingPart, string> = {
  publish: "You can submit strategies and changes for review again.",
  sell: "Your published strategies can be bought again.",
  withdraw: "You can withdraw again, and the weekly payout includes you.",
  account: "Your account is open again.",
};

const meanings: Record<Exclude<DecisionOutcome, "restricted" | "allowed" | "removed">, string> = {
  approved: "What you submitted is public.",
  rejected:
    "What you submitted is not published. Change what the reason says, then submit it again. What was public before stays.",
  restored: "It is back where it was, as if it had not been taken away.",
  kept: "It was reported, and stays as it is.",
  hidden: "Only you still see your review, and it does not count in the rating.",
  banned:
    "You can read, and appeal, but not buy, install, publish, sell or withdraw. Your balance is kept for you while it is frozen, and what you bought stays yours.",
  unbanned: "Your account is open again, with everything that was in it.",
};

/** What a decision means for the person whom it concerns. */
export function meaningOf({ outcome, part, harm }: Told): string {
  switch (outcome) {
    case "restricted":
      return restricted[part ?? "account"];
    case "allowed":
      return allowed[part ?? "account"];
    case "removed":
      return harm
        ? "It is off the market. Those who bought it lost access to it, and may have their money back."
        : "It is off the market. Those who bought it keep it, and what it earned stays yours.";
    default:
      return meanings[outcome];
  }
}

export const appealWords: Record<Exclude<AppealState, "none" | "possible">, string> = {
  open: "Appeal is open",
  granted: "Appeal granted",
  denied: "Appeal denied",
};
