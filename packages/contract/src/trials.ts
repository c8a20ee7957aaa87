import { z } from "zod";
import { strategyId, versionId } from "./ids.ts";
import { symbol } from "./market.ts";
import { timestamp } from "./page.ts";
import { proofState } from "./proof.ts";
import { chartSeries, figures, gateCheck } from "./proof-report.ts";
import { semver, sha256Hex, strategyDocument } from "./strategies.ts";

/** An author's own try, on the bars before the sealed ones. Every one is counted. */
export const runTrialInput = z.strictObject({ document: strategyDocument });
export const trialView = z.object({
  specHash: sha256Hex,
  figures,
  series: chartSeries,
  /** What the publish gate would say, as far as these bars tell. */
  gate: z.array(gateCheck),
  /** Different documents that the author has run on these bars by now, this one included. */
  trials: z.int(),
  /** This one had been run before and is counted once. */
  isRepeated: z.boolean(),
  milliseconds: z.number(),
});
export type TrialView = z.infer<typeof trialView>;

export const listTrialsInput = z.strictObject({ limit: z.int().min(1).max(200).default(50) });
export const trialRecord = z.object({
  specHash: sha256Hex,
  name: z.string(),
  symbols: z.array(symbol),
  sharpe: z.number().nullable(),
  trades: z.int(),
  at: timestamp,
});
export const listTrialsOutput = z.object({ items: z.array(trialRecord), total: z.int() });
export type TrialPage = z.infer<typeof listTrialsOutput>;
export type TrialRecord = z.infer<typeof trialRecord>;

/** Where the verification of a version stands, for its author and for moderators. */
export const verificationInput = z.strictObject({ strategyId, version: semver.optional() });
export const verificationView = z.object({
  versionId,
  version: semver,
  state: proofState,
  /** Share done, 0 to 1, and what is being done, in words. */
  progress: z.number().min(0).max(1),
  stage: z.string(),
  gate: z.array(gateCheck),
  missingSymbols: z.array(z.string()),
  queuedAt: timestamp.nullable(),
  finishedAt: timestamp.nullable(),
});
export type VerificationView = z.infer<typeof verificationView>;
