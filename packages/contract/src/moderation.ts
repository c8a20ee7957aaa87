import { z } from "zod";
import { appealState, decisionOrigin, decisionOutcome, decisionReason, standingPart } from "./decisions.ts";
import { appealId, caseId, decisionId, listingId, reviewId, userId } from "./ids.ts";
import { listingStatus, ownListing } from "./listings.ts";
import { timestamp } from "./page.ts";
import { creatorCapabilities, creatorCard } from "./people.ts";
import { reviewView } from "./reviews.ts";
import { ruleSection, strategyDocument } from "./strategies.ts";
import { text } from "./text.ts";

export const flagReasons = ["misleading", "copied", "harmful", "spam", "broken", "other"] as const;
export const flagReason = z.enum(flagReasons);
export type FlagReason = z.infer<typeof flagReason>;

const flagFields = { reason: flagReason, note: text(0, 1_000).default("") };
export const flagListingInput = z.strictObject({ listingId, ...flagFields });
export const flagReviewInput = z.strictObject({ reviewId, ...flagFields });

/** Why a case waits: something new to judge, reports about a listing or a review, or an appeal. */
export const caseKinds = ["submission", "flagged_listing", "flagged_review", "appeal"] as const;
export const caseKind = z.enum(caseKinds);
export type CaseKind = z.infer<typeof caseKind>;

export const moderationCase = z.object({
  id: caseId,
  kind: caseKind,
  listing: z.object({ id: listingId, title: z.string(), status: listingStatus }).nullable(),
  /** Whom a decision would concern: the listing's creator, the review's writer, who appeals. */
  concerns: creatorCard,
  openedAt: timestamp,
  /** Reports that are still open. */
  flags: z.int(),
  /** Who works on it; a claim ends by itself. */
  claim: z.object({ by: z.string(), isMine: z.boolean(), until: timestamp }).nullable(),
  /** False where it is about the moderator's own things, or an appeal against their own decision. */
  mayDecide: z.boolean(),
});
export type ModerationCase = z.infer<typeof moderationCase>;

/** The open cases, the longest waiting first. */
export const listCasesInput = z.strictObject({ kind: caseKind.optional() });
export const caseRef = z.strictObject({ caseId });

export const pastDecision = z.object({
  id: decisionId,
  outcome: decisionOutcome,
  origin: decisionOrigin,
  reason: z.string(),
  part: standingPart.nullable(),
  harm: z.boolean(),
  at: timestamp,
  /** The moderator's name, or how an automatic decision calls itself. */
  by: z.string(),
  appeal: appealState,
});

const words = z.object({
  title: z.string(),
  summary: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  price: z.string(),
  refundDays: z.int(),
  version: z.string().nullable(),
  /** What its author says changed in the version. */
  changelog: z.string(),
  rules: z.array(ruleSection),
});
export type ListingWords = z.infer<typeof words>;

/** Everything a moderator reads before deciding. */
export const caseView = z.object({
  case: moderationCase,
  /** The listing's working copy for a submission, else what the public sees; null for an account's appeal. */
  listing: ownListing.nullable(),
  /** The text to judge, beside the one that was approved last where changes to it were submitted. */
  change: z.object({ before: words.nullable(), now: words }).nullable(),
  document: strategyDocument.nullable(),
  /** The strategy file of another engine, as plain text; null where the rules are declared. */
  attachedText: z.string().nullable(),
  flags: z.array(z.object({ reason: flagReason, note: z.string(), at: timestamp, by: z.string() })),
  review: reviewView.nullable(),
  appeal: z.object({ id: appealId, text: z.string(), at: timestamp, against: pastDecision }).nullable(),
  history: z.array(pastDecision),
  /** The standing of whom it concerns; null where that is no creator. */
  capabilities: creatorCapabilities.nullable(),
  banned: z.boolean(),
});
export type CaseView = z.infer<typeof caseView>;

export const decideListingInput = z.discriminatedUnion("outcome", [
  z.strictObject({ listingId, revision: z.int().min(1), outcome: z.literal("approved") }),
  z.strictObject({
    listingId,
    revision: z.int().min(1),
    outcome: z.literal("rejected"),
    reason: decisionReason,
  }),
]);

/** What becomes of something that was reported. `harm` also ends the access of those who bought it. */
export const judgeFlagsInput = z.discriminatedUnion("outcome", [
  z.strictObject({ caseId, outcome: z.literal("kept"), reason: text(0, 2_000).default("") }),
  z.strictObject({ caseId, outcome: z.literal("removed"), reason: decisionReason, harm: z.boolean() }),
  z.strictObject({ caseId, outcome: z.literal("hidden"), reason: decisionReason }),
]);
export const removeListingInput = z.strictObject({ listingId, reason: decisionReason, harm: z.boolean() });
export const judgeAppealInput = z.strictObject({
  caseId,
  outcome: z.enum(["granted", "denied"]),
  reason: decisionReason,
});

export const suspendCreatorInput = z.strictObject({
  creatorId: userId,
  part: standingPart,
  /** Whether the person may from now on. */
  allowed: z.boolean(),
  reason: decisionReason,
});

/** A person's standing as staff see it, with what a decision would touch. */
export const creatorStanding = z.object({
  person: creatorCard,
  role: z.string(),
  capabilities: creatorCapabilities.nullable(),
  banned: z.boolean(),
  publishedListings: z.int(),
  buyers: z.int(),
  history: z.array(pastDecision),
  mayDecide: z.boolean(),
});
export type CreatorStanding = z.infer<typeof creatorStanding>;
export const creatorRef = z.strictObject({ creatorId: userId });
