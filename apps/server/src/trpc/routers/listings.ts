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
import {
  archiveListing,
  countView,
  createListing,
  getListing,
  getListingRules,
  getMyListing,
  getPriceHistory,
  listMyListings,
  restoreListing,
  searchListings,
  submitListing,
  tagCounts,
  updateListing,
} from "@boltz/services";
import { z } from "zod";
import { procedure, router } from "../init.ts";

export const listings = router({
  search: procedure.input(searchListingsInput).output(searchListingsOutput).query(searchListings),
  tagCounts: procedure.output(tagCountsOutput).query(tagCounts),
  get: procedure.input(listingRef).output(listingPage).query(getListing),
  rules: procedure.input(listingRulesInput).output(listingRulesOutput).query(getListingRules),
  priceHistory: procedure.input(listingRef).output(priceHistoryOutput).query(getPriceHistory),
  mine: procedure.output(z.array(ownListing)).query(listMyListings),
  getMine: procedure.input(listingRef).output(ownListing).query(getMyListing),
  create: procedure.input(createListingInput).output(ownListing).mutation(createListing),
  update: procedure.input(updateListingInput).output(ownListing).mutation(updateListing),
  submit: procedure.input(listingRef).output(ownListing).mutation(submitListing),
  archive: procedure.input(listingRef).output(ownListing).mutation(archiveListing),
  countView: procedure.input(listingRef).output(z.void()).mutation(countView),
  restore: procedure.input(listingRef).output(ownListing).mutation(restoreListing),
});
