import { z } from "zod";
import { listingId, purchaseId, userId } from "./ids.ts";
import { evidenceCard, ownListing } from "./listings.ts";
import { currency, minorUnits, money } from "./money.ts";
import { timestamp } from "./page.ts";
import { purchaseStatus } from "./purchases.ts";
import { creatorReview } from "./reviews.ts";

export const chartSpans = ["day", "week", "month"] as const;
export const chartSpan = z.enum(chartSpans);
export type ChartSpan = z.infer<typeof chartSpan>;

export const dashboardInput = z.strictObject({
  span: chartSpan.default("day"),
  listingId: listingId.nullable().default(null),
});
export type DashboardInput = z.infer<typeof dashboardInput>;

export const creatorSale = z.object({
  purchaseId,
  listingTitle: z.string(),
  status: purchaseStatus,
  price: money,
  fee: money,
  earned: money,
  refunded: money,
  at: timestamp,
});

/** One step of the chart. `start` is the first day of the day, week (Monday) or month, in UTC. */
export const chartPoint = z.object({
  start: z.iso.date(),
  currency,
  sales: z.int(),
  earnedMinor: minorUnits,
  refundedMinor: minorUnits,
});

export const listingFigures = z.object({
  listingId,
  title: z.string(),
  views: z.int(),
  started: z.int(),
  paid: z.int(),
  refunded: z.int(),
  earned: z.array(z.object({ currency, amountMinor: minorUnits })),
});

/** A creator's desk: what sold, what it earned, and all their listings. Money owed is in `payouts.balance`. */
export const creatorDashboard = z.object({
  chart: z.array(chartPoint),
  /** The last 90 days, by listing. */
  figures: z.array(listingFigures),
  sales: z.array(creatorSale),
  listings: z.array(ownListing),
});
export type CreatorDashboard = z.infer<typeof creatorDashboard>;

/** One listing in a creator's record: also what is no longer sold stays in it. */
export const recordedListing = z.object({
  id: listingId,
  title: z.string(),
  status: z.enum(["published", "archived", "removed"]),
  tags: z.array(z.string()),
  price: money,
  rating: z.object({ mean: z.number().nullable(), count: z.int() }),
  totalSales: z.int(),
  publishedAt: timestamp,
  delistedAt: timestamp.nullable(),
  versions: z.int(),
  /** Stays when it is delisted. */
  proof: evidenceCard.nullable(),
});
export type RecordedListing = z.infer<typeof recordedListing>;

export const getCreatorInput = z.strictObject({ creatorId: userId });

/** A creator's public page. */
export const creatorPage = z.object({
  id: userId,
  displayName: z.string(),
  bio: z.string(),
  since: timestamp,
  /** Over all their listings; `weighed` is the Bayesian mean that ranking uses. */
  rating: z.object({ mean: z.number().nullable(), weighed: z.number().nullable(), count: z.int() }),
  totalSales: z.int(),
  followers: z.int(),
  /** How many reviews of theirs they answered, of how many that count. */
  answered: z.object({ count: z.int(), of: z.int() }),
  listings: z.array(recordedListing),
  reviews: z.array(creatorReview),
  viewer: z.object({ follows: z.boolean(), isSelf: z.boolean() }),
});
export type CreatorPage = z.infer<typeof creatorPage>;
