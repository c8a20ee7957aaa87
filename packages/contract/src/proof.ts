import { z } from "zod";
import { listingId } from "./ids.ts";
import { timestamp } from "./page.ts";
import { creatorCard } from "./people.ts";
import { chartSeries, overfitting, proofReport, tradeRecord } from "./proof-report.ts";
import { receipt } from "./receipt.ts";
import { semver, sha256Hex } from "./strategies.ts";

const ratio = z.number().nullable();

/** `unavailable`: there are no bars here for its market. `attached`: files of another engine, never executed. */
export const proofStates = [
  "queued",
  "running",
  "passed",
  "failed",
  "unavailable",
  "attached",
  "none",
] as const;
export const proofState = z.enum(proofStates);
export type ProofState = z.infer<typeof proofState>;

/** A published strategy with much the same rules, or much the same returns. */
export const nearDuplicate = z.object({
  listingId,
  title: z.string(),
  creator: creatorCard,
  /** 1 is the same. */
  similarity: z.number(),
  by: z.enum(["rules", "returns"]),
  /** It was published earlier than this one. */
  isEarlier: z.boolean(),
});
export type NearDuplicate = z.infer<typeof nearDuplicate>;

/** What files of another engine say, recomputed from their trades; nothing of it was run here. */
export const attachedFigures = z.object({
  engine: z.string(),
  from: timestamp,
  to: timestamp,
  startBalance: z.number(),
  totalReturn: z.number(),
  maxDrawdown: z.number(),
  trades: z.int(),
  winRate: ratio,
  profitFactor: ratio,
  expectancy: ratio,
  equity: z.object({ at: z.array(z.number()), equity: z.array(z.number()) }),
  /** Figures of the uploaded file that its own trades do not bear out. */
  disagreements: z.array(z.object({ figure: z.string(), claimed: z.number(), recomputed: z.number() })),
  files: z.array(z.object({ name: z.string(), bytes: z.int(), sha256: sha256Hex })),
});
export type AttachedFigures = z.infer<typeof attachedFigures>;

export const proofInput = z.strictObject({ listingId, version: semver.optional() });

/** A version's proof as the public sees it; `report` and `receipt` are there once it has passed. */
export const proofView = z.object({
  version: semver,
  specHash: sha256Hex,
  state: proofState,
  checkedAt: timestamp.nullable(),
  report: proofReport.nullable(),
  receipt: receipt.nullable(),
  attached: attachedFigures.nullable(),
  duplicates: z.array(nearDuplicate),
  /** Symbols of its market of which there are no bars here. */
  missingSymbols: z.array(z.string()),
});
export type ProofView = z.infer<typeof proofView>;

export const proofTradesInput = z.strictObject({
  listingId,
  version: semver.optional(),
  cursor: z.string().max(300).optional(),
  limit: z.int().min(1).max(200).default(50),
});
export const proofTradesOutput = z.object({
  items: z.array(tradeRecord),
  nextCursor: z.string().nullable(),
  total: z.int(),
});
export type ProofTradesPage = z.infer<typeof proofTradesOutput>;

export const compareInput = z.strictObject({ listingIds: z.array(listingId).min(1).max(4) });
export const comparedStrategy = z.object({
  listingId,
  title: z.string(),
  creator: creatorCard,
  version: semver,
  state: proofState,
  style: z.string().nullable(),
  timeframe: z.string().nullable(),
  symbols: z.array(z.string()),
  segments: proofReport.shape.segments.nullable(),
  overfitting: overfitting.nullable(),
  series: chartSeries.pick({ at: true, equity: true }).nullable(),
  holdoutFrom: timestamp.nullable(),
});
export const compareOutput = z.array(comparedStrategy);
export type ComparedStrategy = z.infer<typeof comparedStrategy>;
