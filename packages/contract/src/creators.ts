import { z } from "zod";
import { listingId, purchaseId } from "./ids.ts";
import { ownListing } from "./listings.ts";
import { currency, minorUnits, money } from "./money.ts";
import { timestamp } from "./page.ts";
import { purchaseStatus } from "./purchases.ts";

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
