import type { CreateListingInput, StrategyDocument } from "@boltz/contract";

/** What stands on the desk of the demo's own creator. */
export interface DeskListing {
  name: string;
  document: StrategyDocument;
  listing: Omit<CreateListingInput, "strategyId">;
  isApproved: boolean;
}
