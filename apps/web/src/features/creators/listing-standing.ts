import type { OwnListing } from "@boltz/contract";

type Standing = Pick<OwnListing, "status" | "edits">;

/** Whether the author can hand it to moderation now; a newer version alone is seen only by comparing. */
export const maySubmit = ({ status, edits }: Standing) =>
  status === "draft" ||
  status === "rejected" ||
  (status !== "removed" && (edits === "draft" || edits === "rejected"));

/** Whether a moderator has it on the desk. */
const isInReview = ({ status, edits }: Standing) => status === "submitted" || edits === "submitted";

/** Whether the last judgement was a no that nothing has answered yet. */
export const wasRefused = ({ status, edits }: Standing) =>
  status === "rejected" || status === "removed" || edits === "rejected";

const ofTheListing: Record<OwnListing["status"], string> = {
  draft: "Only you see it. Submit it when it is ready; a moderator reads it before it appears in Explore.",
  submitted: "A moderator reads it. You hear by e-mail, and the decision appears here.",
  published: "It is in Explore and can be bought.",
  rejected: "Not published. Change what the reason says, then submit it again.",
  archived: "Off the market. Buyers keep what they own.",
  removed: "A moderator took it off the market.",
};

const ofTheEdits: Record<OwnListing["edits"], string> = {
  none: "",
  draft: "Your changes are saved, but buyers still read the approved text. Submit them for review.",
  submitted: "A moderator reads your changes; until then buyers read the approved text.",
  rejected: "Your changes were not approved. Change what the reason says, then submit them again.",
};

/** Where a listing stands, in whole sentences. */
export const standingText = ({ status, edits }: Standing) =>
  `${ofTheListing[status]} ${ofTheEdits[edits]}`.trim();

/** What saving does to a listing in its present state. */
export function savingText(listing: Standing): string {
  if (isInReview(listing))
    return "Not saved yet. Saving takes it back from review; submit it again afterwards.";
  if (listing.status === "published")
    return "Not saved yet. Price and refund apply at once; changed words wait for a review.";
  return "Changes are not saved yet.";
}
