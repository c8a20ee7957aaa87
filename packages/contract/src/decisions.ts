import { z } from "zod";
import { appealId, caseId, decisionId, listingId, reviewId } from "./ids.ts";
import { pageInput, pageOf, timestamp } from "./page.ts";
import { text } from "./text.ts";

/**
 * What a moderator can decide. About a listing: `approved`, `rejected`, `removed`, `kept` (reports
 * dismissed), `restored`. About a review: `hidden`, `kept`, `restored`. About a creator: `restricted` and
 * `allowed` (one capability), `banned` and `unbanned`.
 */
export const decisionOutcomes = [
  "approved",
  "rejected",
  "removed",
  "restored",
  "kept",
  "hidden",
  "restricted",
  "allowed",
  "banned",
  "unbanned",
] as const;
export const decisionOutcome = z.enum(decisionOutcomes);
export type DecisionOutcome = z.infer<typeof decisionOutcome>;

/** Decisions that take something from somebody: they carry a reason and can be appealed against once. */
export const adverseOutcomes = [
  "rejected",
  "removed",
  "hidden",
  "restricted",
  "banned",
] as const satisfies readonly DecisionOutcome[];

/** `none` cannot be appealed against. */
export const appealStates = ["none", "possible", "open", "granted", "denied"] as const;
export const appealState = z.enum(appealStates);
export type AppealState = z.infer<typeof appealState>;

export const decisionOrigins = ["person", "automatic"] as const;
export const decisionOrigin = z.enum(decisionOrigins);
export type DecisionOrigin = z.infer<typeof decisionOrigin>;

/** `account` is everything at once: a ban. */
export const standingParts = ["publish", "sell", "withdraw", "account"] as const;
export const standingPart = z.enum(standingParts);
export type StandingPart = z.infer<typeof standingPart>;

export const decisionReason = text(10, 2_000);

/** A decision as the person whom it concerns reads it. Who decided is not told. */
export const standingDecision = z.object({
  id: decisionId,
  outcome: decisionOutcome,
  origin: decisionOrigin,
  reason: z.string(),
  at: timestamp,
  /** What it is about; all null for a decision about the account. */
  listing: z.object({ id: listingId, title: z.string() }).nullable(),
  reviewId: reviewId.nullable(),
  part: standingPart.nullable(),
  /** Removed because it harms: those who bought it lost access too. */
  harm: z.boolean(),
  appeal: z.object({ state: appealState, text: z.string(), answer: z.string() }),
});
export type StandingDecision = z.infer<typeof standingDecision>;

export const listDecisionsInput = z.strictObject(pageInput);
export const listDecisionsOutput = pageOf(standingDecision);

export const appealInput = z.strictObject({ decisionId, text: text(20, 4_000) });
export const appealOutput = z.object({ appealId, caseId });
