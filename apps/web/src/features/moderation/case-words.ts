import type { CaseKind, ModerationCase } from "@boltz/contract";

export const kindWords: Record<CaseKind, { one: string; many: string }> = {
  submission: { one: "Submission", many: "Submissions" },
  flagged_listing: { one: "Reported strategy", many: "Reported strategies" },
  flagged_review: { one: "Reported review", many: "Reported reviews" },
  appeal: { one: "Appeal", many: "Appeals" },
};

/** What a case is called where it is one of many. */
export const titleOf = ({ listing, concerns }: Pick<ModerationCase, "listing" | "concerns">) =>
  listing?.title ?? `The account of ${concerns.displayName}`;

/** Why the moderator who reads a case may not decide it; null where it is theirs to decide. */
export function refusalOf({ kind, mayDecide, concerns }: ModerationCase, viewerId: string): string | null {
  if (mayDecide) return null;
  if (concerns.id !== viewerId)
    return kind === "appeal"
      ? "The decision appealed against was yours. Somebody else has to decide."
      : "You may not decide this. Somebody else has to decide.";
  if (kind === "submission" || kind === "flagged_listing")
    return "This is your own listing. Somebody else has to decide about it.";
  return kind === "appeal"
    ? "This is your own appeal. Somebody else has to decide about it."
    : "This is your own review. Somebody else has to decide about it.";
}
