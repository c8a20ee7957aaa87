import { deskInReview } from "./desk-in-review.ts";
import type { DeskListing } from "./desk-listing.ts";
import { deskOnSale } from "./desk-on-sale.ts";

/** All that the demo's own creator wrote: on sale first, then what waits for review. */
export const deskListings: readonly DeskListing[] = [...deskOnSale, ...deskInReview];
