import {
  decideListingInput,
  listingRef,
  moderationQueueItem,
  ownListing,
  reviewListingOutput,
} from "@boltz/contract";
import { z } from "zod";
import { procedure, router } from "../init.ts";
import { pending } from "../pending.ts";

export const moderation = router({
  queue: procedure.output(z.array(moderationQueueItem)).query(pending),
  review: procedure.input(listingRef).output(reviewListingOutput).query(pending),
  decide: procedure.input(decideListingInput).output(ownListing).mutation(pending),
});
