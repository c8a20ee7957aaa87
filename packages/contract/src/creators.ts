import { z } from "zod";
import { purchaseId } from "./ids.ts";
import { ownListing } from "./listings.ts";
import { currency, minorUnits, money } from "./money.ts";
import { timestamp } from "./page.ts";

export const creatorBalance = z.object({ currency, pendingMinor: minorUnits, availableMinor: minorUnits });

export const creatorSale = z.object({
  purchaseId,
  listingTitle: z.string(),
  price: money,
  earned: money,
  at: timestamp,
});

/** A creator's desk: what is owed to them, their latest sales and all their listings. */
export const creatorDashboard = z.object({
  balances: z.array(creatorBalance),
  sales: z.array(creatorSale),
  listings: z.array(ownListing),
});
export type CreatorDashboard = z.infer<typeof creatorDashboard>;
