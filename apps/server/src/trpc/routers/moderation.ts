import {
  decideListingInput,
  listingRef,
  moderationQueueItem,
  ownListing,
  reviewListingOutput,
} from "@boltz/contract";
import { decideListing, listQueue, reviewListing } from "@boltz/services";
import { z } from "zod";
import { procedure, router } from "../init.ts";

export const moderation = router({
  queue: procedure.output(z.array(moderationQueueItem)).query(listQueue),
  review: procedure.input(listingRef).output(reviewListingOutput).query(reviewListing),
  decide: procedure.input(decideListingInput).output(ownListing).mutation(decideListing),
});
