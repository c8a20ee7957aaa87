import {
  createListingInput,
  listingPage,
  listingRef,
  listingRulesInput,
  listingRulesOutput,
  ownListing,
  priceHistoryOutput,
  searchListingsInput,
  searchListingsOutput,
  tagCountsOutput,
  updateListingInput,
} from "@boltz/contract";
import { z } from "zod";
import { procedure, router } from "../init.ts";
import { pending } from "../pending.ts";

export const listings = router({
  search: procedure.input(searchListingsInput).output(searchListingsOutput).query(pending),
  tagCounts: procedure.output(tagCountsOutput).query(pending),
  get: procedure.input(listingRef).output(listingPage).query(pending),
  rules: procedure.input(listingRulesInput).output(listingRulesOutput).query(pending),
  priceHistory: procedure.input(listingRef).output(priceHistoryOutput).query(pending),
  mine: procedure.output(z.array(ownListing)).query(pending),
  getMine: procedure.input(listingRef).output(ownListing).query(pending),
  create: procedure.input(createListingInput).output(ownListing).mutation(pending),
  update: procedure.input(updateListingInput).output(ownListing).mutation(pending),
  submit: procedure.input(listingRef).output(ownListing).mutation(pending),
  archive: procedure.input(listingRef).output(ownListing).mutation(pending),
  restore: procedure.input(listingRef).output(ownListing).mutation(pending),
});
