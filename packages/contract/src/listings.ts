import { z } from "zod";
import { listingSorts } from "./closed-lists.ts";
import { appealState, decisionOutcome } from "./decisions.ts";
import { decisionId, listingId, strategyId } from "./ids.ts";
import { assetClass, strategyStyle, timeframe } from "./market.ts";
import { currency, minorUnits, money, price } from "./money.ts";
import { pageInput, pageOf, timestamp } from "./page.ts";
import { creatorCard } from "./people.ts";
import { ruleSection, semver, sha256Hex, strategyDocument, versionView } from "./strategies.ts";
import { text } from "./text.ts";

export const listingStatuses = [
  "draft",
  "submitted",
  "published",
  "rejected",
  "archived",
  "removed",
] as const;
/** `verified`: run and signed here. `unverified`: no bars here for its market. `attached`: another engine's files. */
export const evidenceTiers = ["verified", "unverified", "attached"] as const;
export const evidenceTier = z.enum(evidenceTiers);
export type EvidenceTier = z.infer<typeof evidenceTier>;

export const listingStatus = z.enum(listingStatuses);
export type ListingStatus = z.infer<typeof listingStatus>;

/** Days within which a buyer may ask for the money back. */
export const refundDays = z.union([z.literal(0), z.literal(7), z.literal(14), z.literal(30)]);

export const tag = z
  .string()
  .trim()
  .toLowerCase()
  .min(2)
  .max(30)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "may hold letters, digits and single hyphens");

const tags = z
  .array(tag)
  .max(8)
  .refine((list) => new Set(list).size === list.length, "may hold each tag once");

const listingFields = {
  title: text(5, 100),
  summary: text(20, 200),
  description: text(50, 20_000),
  tags,
  price,
  refundDays,
};

export const createListingInput = z.strictObject({ strategyId, ...listingFields });
export type CreateListingInput = z.infer<typeof createListingInput>;
export const updateListingInput = z.strictObject({
  listingId,
  /** The revision the author was editing; an older one is refused as a conflict. */
  revision: z.int().min(1),
  ...listingFields,
});
export const listingRef = z.strictObject({ listingId });

export const listingSort = z.enum(listingSorts);
export type ListingSort = z.infer<typeof listingSort>;

export const searchListingsInput = z
  .strictObject({
    words: text(0, 120).optional(),
    tags: z.array(tag).max(5).default([]),
    /** A price range is always in one currency; listings in others are left out. */
    currency: currency.optional(),
    minPriceMinor: minorUnits.optional(),
    maxPriceMinor: minorUnits.optional(),
    minRating: z.number().min(1).max(5).optional(),
    cost: z.enum(["any", "free", "paid"]).default("any"),
    assetClass: assetClass.optional(),
    timeframe: timeframe.optional(),
    style: strategyStyle.optional(),
    /** Only what the marketplace ran and signed. */
    verifiedOnly: z.boolean().default(false),
    /** Positive share of the peak, as 0.2 for 20 %; only verified ones have one. */
    maxDrawdown: z.number().positive().max(1).optional(),
    minTrades: z.int().min(1).max(100_000).optional(),
    /** Days since it was first published. */
    minAgeDays: z.int().min(1).max(10_000).optional(),
    sort: listingSort.optional(),
    ...pageInput,
  })
  .superRefine((input, context) => {
    const ranged = input.minPriceMinor !== undefined || input.maxPriceMinor !== undefined;
    if (ranged && input.currency === undefined)
      context.addIssue({ code: "custom", path: ["currency"], message: "is needed for a price range" });
  });
export type SearchListingsInput = z.infer<typeof searchListingsInput>;

/** What a card says of the proof; figures only where the marketplace ran it. */
export const evidenceCard = z.object({
  tier: evidenceTier,
  /** Probability, 0 to 1, that the Sharpe ratio on bars which no try has seen is above zero. */
  evidence: z.number().nullable(),
  assetClass: z.string().nullable(),
  timeframe: z.string().nullable(),
  style: z.string().nullable(),
  symbols: z.array(z.string()),
  holdoutReturn: z.number().nullable(),
  holdoutSharpe: z.number().nullable(),
  afterReturn: z.number().nullable(),
  maxDrawdown: z.number().nullable(),
  trades: z.int().nullable(),
  years: z.number().nullable(),
});
export type EvidenceCard = z.infer<typeof evidenceCard>;

export const listingCard = z.object({
  id: listingId,
  title: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  price: money,
  refundDays: z.int(),
  rating: z.object({ mean: z.number().nullable(), count: z.int() }),
  totalSales: z.int(),
  publishedAt: timestamp,
  creator: creatorCard,
  /** Null for what was never published. */
  proof: evidenceCard.nullable(),
});
export type ListingCard = z.infer<typeof listingCard>;

export const searchListingsOutput = pageOf(listingCard).extend({
  /** How many match, up to a bound; `more` says that the bound was reached ("1,000+"). */
  matches: z.object({ atLeast: z.int(), more: z.boolean() }).nullable(),
  /** The nearest spelling that was searched instead, where the words as typed found little. */
  corrected: z.boolean(),
});

export const tagCountsOutput = z.array(z.object({ tag: z.string(), count: z.int() }));

/** A listing's public page. */
export const listingPage = listingCard.extend({
  /** Null for what was never public, which only its creator and moderators see. */
  publishedAt: timestamp.nullable(),
  description: z.string(),
  status: listingStatus,
  /** Removed because it harms people. */
  harmful: z.boolean(),
  strategyId,
  latestVersion: versionView.nullable(),
  versions: z.array(versionView),
  style: z.string().nullable(),
  /** What the person asking has to do with it. */
  viewer: z.object({
    owns: z.boolean(),
    isCreator: z.boolean(),
    pendingPurchaseId: z.string().nullable(),
    /** On the person's wish-list. */
    wished: z.boolean(),
    /** Has reported it already. */
    flagged: z.boolean(),
  }),
});
export type ListingPage = z.infer<typeof listingPage>;

/** What was decided about a listing, and what its author may do about it. */
export const lastDecision = z.object({
  id: decisionId,
  outcome: decisionOutcome,
  reason: z.string(),
  at: timestamp,
  appeal: appealState,
});

/** A listing on its author's desk, in any state. */
export const ownListing = z.object({
  id: listingId,
  strategyId,
  status: listingStatus,
  /** Where changes to a listing that is or was public stand, which only its author sees yet. */
  edits: z.enum(["none", "draft", "submitted", "rejected"]),
  revision: z.int(),
  title: z.string(),
  summary: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  price: money,
  refundDays: z.int(),
  totalSales: z.int(),
  latestVersion: semver.nullable(),
  lastDecision: lastDecision.nullable(),
  updatedAt: timestamp,
});
export type OwnListing = z.infer<typeof ownListing>;

export const listingRulesInput = z.strictObject({ listingId, version: semver.optional() });
export const listingRulesOutput = z.object({
  version: semver,
  specHash: sha256Hex,
  sections: z.array(ruleSection),
  /** Null for somebody who has not bought a paid listing: they read the rules in words, and its hash. */
  document: strategyDocument.nullable(),
});
export type ListingRules = z.infer<typeof listingRulesOutput>;

export const priceHistoryOutput = z.array(z.object({ price: money, from: timestamp }));
