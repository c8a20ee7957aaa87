import {
  type AppealState,
  adverseOutcomes,
  type DecisionOrigin,
  type DecisionOutcome,
  type FlagReason,
  type StandingPart,
} from "@boltz/contract";

/** How much a report weighs; a case opens by itself once the open ones of one thing weigh `flagThreshold`. */
export const flagWeights = {
  harmful: 3,
  copied: 1,
  misleading: 1,
  spam: 1,
  broken: 1,
  other: 1,
} as const satisfies Record<FlagReason, number>;
export const flagThreshold = 3;

/** Whether open reports are enough for a moderator to look. Reports that a person dismissed do not count any more. */
export const isEnoughToLook = (open: readonly FlagReason[]): boolean =>
  open.reduce((sum, reason) => sum + flagWeights[reason], 0) >= flagThreshold;

/** How long a moderator keeps a case before it is free for others again. */
export const claimMinutes = 30;

export interface CaseClaim<Id> {
  by: Id;
  at: Date;
}

/** Who holds a case now; a claim ends by itself. */
export const claimantOf = <Id>(claim: CaseClaim<Id> | null, now: Date): Id | null =>
  claim !== null && now.getTime() - claim.at.getTime() < claimMinutes * 60_000 ? claim.by : null;

/** A creator with this many listings removed within `windowDays` publishes nothing until a person has looked. */
export const automaticRestriction = { removals: 3, windowDays: 90 } as const;

/** Whether a creator lost so many listings within the window that publishing stops by itself. */
export const isTooManyRemovals = (removals: number): boolean => removals >= automaticRestriction.removals;

export interface StandingFacts {
  part: StandingPart;
  /** Whether the person may at present. */
  allowed: boolean;
  /** The last decision about this part, if there was one. */
  last: { origin: DecisionOrigin } | null;
}

/** What becomes of a wish to switch a part of somebody's standing; null where nothing changes. */
export const decideStanding = (
  facts: StandingFacts,
  wish: { allowed: boolean; origin: DecisionOrigin },
): DecisionOutcome | null => {
  if (facts.allowed === wish.allowed) return null;
  // What a person decided, a person decides again.
  if (wish.origin === "automatic" && facts.last?.origin === "person") return null;
  if (facts.part === "account") return wish.allowed ? "unbanned" : "banned";
  return wish.allowed ? "allowed" : "restricted";
};

const adverse: ReadonlySet<DecisionOutcome> = new Set(adverseOutcomes);

/** Whether a decision takes something: then it needs a reason, and can be appealed against. */
export const isAdverse = (outcome: DecisionOutcome): boolean => adverse.has(outcome);

export interface AppealFacts {
  outcome: DecisionOutcome;
  /** Followed from another decision, which is the one to appeal against. */
  hasCause: boolean;
  appeal: { outcome: "granted" | "denied" | null } | null;
}

/** Once each, against what takes something. */
export const appealStateOf = ({ outcome, hasCause, appeal }: AppealFacts): AppealState => {
  if (appeal !== null) return appeal.outcome ?? "open";
  return isAdverse(outcome) && !hasCause ? "possible" : "none";
};
