import {
  decideListingInput,
  findPurchasesInput,
  findPurchasesOutput,
  listingRef,
  moderationQueueItem,
  ownListing,
  purchaseRef,
  refundView,
  reviewListingOutput,
  staffPurchase,
  staffRefundInput,
} from "@boltz/contract";
import {
  decideListing,
  findPurchases,
  getStaffPurchase,
  listQueue,
  refundPurchase,
  reviewListing,
} from "@boltz/services";
import { z } from "zod";
import { procedure, router } from "../init.ts";

export const moderation = router({
  queue: procedure.output(z.array(moderationQueueItem)).query(listQueue),
  review: procedure.input(listingRef).output(reviewListingOutput).query(reviewListing),
  decide: procedure.input(decideListingInput).output(ownListing).mutation(decideListing),
  findPurchases: procedure.input(findPurchasesInput).output(findPurchasesOutput).query(findPurchases),
  purchase: procedure.input(purchaseRef).output(staffPurchase).query(getStaffPurchase),
  refund: procedure.input(staffRefundInput).output(refundView).mutation(refundPurchase),
});
